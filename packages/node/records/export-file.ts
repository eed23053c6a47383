import { contractOf } from '@headwater/files/contract/file-contracts'
import { recordsCsv } from '@headwater/files/import/merge-rows'
import { writeWorkbook } from '@headwater/files/workbook/write-workbook'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { loadRecords, loadSales } from './records.store.ts'

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
  const rows = await database.transaction(
    async (transaction) =>
      name === 'sell_through'
        ? loadSales(transaction)
        : [...((await loadRecords(transaction)).get(name)?.values() ?? [])],
    { isolation: 'repeatable read', readOnly: true },
  )
  return {
    bytes: ending === 'csv' ? recordsCsv(contract, rows) : await writeWorkbook(contract, rows),
    type: TYPES[ending],
  }
}
