import type { FileContract } from '@headwater/files/contract/column'
import { contractOf } from '@headwater/files/contract/file-contracts'
import type { GivenCells } from '@headwater/files/import/given-rows'
import { recordsCsv } from '@headwater/files/import/merge-rows'
import { MOST_TABLE_ROWS } from '@headwater/files/workbook/write-table'
import { writeWorkbook } from '@headwater/files/workbook/write-workbook'
import { csvBytes } from '@headwater/files/write/csv-text'
import type { Database, Transaction } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { SALES } from './read-given.ts'
import { countSales, loadRecords, streamSales } from './records.store.ts'

export interface ExportedFile {
  readonly bytes: Uint8Array
  readonly type: string
}

export const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** One file of the contract, `items.csv` or `items.xlsx`, with all that the company knows; importing it again changes nothing. */
export async function exportFile(database: Database, file: string): Promise<ExportedFile> {
  const [name, ending] = file.split('.') as [string, keyof typeof TYPES]
  const contract = contractOf(name)
  if (!contract || !(ending in TYPES))
    throw new Refused('not-found', `file (${file}) should be one of the contract, as items.csv or items.xlsx`)
  const write = ending === 'csv' ? csvOf : writeWorkbook
  return database.transaction(
    async (transaction) => {
      const rows = name === SALES ? await salesOf(transaction, ending) : await recordsOf(transaction, name)
      return { bytes: await write(contract, rows), type: TYPES[ending] }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}

const recordsOf = async (transaction: Transaction, name: string): Promise<readonly GivenCells[]> => [
  ...((await loadRecords(transaction)).get(name)?.values() ?? []),
]

/** Sales are many: they are written as they are read. */
async function salesOf(transaction: Transaction, ending: keyof typeof TYPES): Promise<AsyncIterable<GivenCells>> {
  const { rows } = await countSales(transaction)
  if (ending === 'xlsx' && rows > MOST_TABLE_ROWS)
    throw new Refused(
      'conflict',
      `A workbook holds ${MOST_TABLE_ROWS} rows, and there are ${rows} sales. Export ${SALES}.csv`,
    )
  return streamSales(transaction)
}

/** Rows joined before others get their turn. */
const BATCH = 5_000

async function csvOf(
  contract: FileContract,
  rows: Iterable<GivenCells> | AsyncIterable<GivenCells>,
): Promise<Uint8Array> {
  if (Symbol.iterator in rows) return recordsCsv(contract, rows)
  const names = contract.columns.map((one) => one.name)
  const parts: Uint8Array[] = [recordsCsv(contract, [])]
  let batch: GivenCells[] = []
  const flush = (): void => {
    const [first, ...others] = batch.map((cells) => names.map((name) => cells[name] ?? ''))
    if (first) parts.push(csvBytes(first, others, 'as given'))
    batch = []
  }
  for await (const row of rows) if (batch.push(row) >= BATCH) flush()
  flush()
  return Buffer.concat(parts)
}
