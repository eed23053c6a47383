import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import { planIssue } from '@headwater/domain/outcome/plan-issue'
import { FILE_CONTRACTS } from '@headwater/files/contract/file-contracts'
import { type GivenFile, givenRows } from '@headwater/files/import/given-rows'
import { type MergedFile, mergeRows, type RowChange } from '@headwater/files/import/merge-rows'
import { sellThroughRows } from '@headwater/files/import/sell-through-rows'
import type { Database, Transaction } from '../platform/database.ts'
import { findWrongSales, stageSales, writeSales } from './import-sales.store.ts'
import {
  insertBatch,
  loadRecords,
  lockImports,
  type StoredFile,
  tellRecordsChanged,
  writeChanges,
} from './records.store.ts'
import { validateMerge } from './validate-merge.ts'

export interface ImportOrder {
  /** `items.csv` → bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** False: a dry run; nothing is written. */
  readonly commit: boolean
  /** True: good rows go in although others are refused. */
  readonly partly?: boolean
  readonly by: string
  /** File → header as given → column. */
  readonly mapping?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly onProgress?: (step: string, done: number, total: number | null) => void
}

export interface FileOutcome {
  readonly file: string
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  /** The first changes, for a preview. */
  readonly preview: RowChange[]
}

export interface ImportOutcome {
  /** null: nothing was written. */
  readonly batch: number | null
  readonly files: FileOutcome[]
  readonly errors: PlanIssue[]
  readonly warnings: PlanIssue[]
}

const PREVIEW = 50
const SALES = 'sell_through'
const MOST_WRONG = 1000

/**
 * Imports files of the contract by key: only columns that a file has are touched, rows that it does not have stay. All or nothing
 * unless `partly`; one transaction, so that a killed import leaves nothing.
 */
export function importRecords(database: Database, order: ImportOrder): Promise<ImportOutcome> {
  return database
    .transaction(async (transaction) => {
      await lockImports(transaction)
      const outcome = await importInto(transaction, order)
      if (outcome.batch === null) throw new NotWritten(outcome)
      return outcome
    })
    .catch((error) => {
      if (error instanceof NotWritten) return error.outcome
      throw error
    })
}

/** Ends a transaction that should leave nothing, with what it found. */
class NotWritten extends Error {
  readonly outcome: ImportOutcome
  constructor(outcome: ImportOutcome) {
    super('nothing is written')
    this.outcome = outcome
  }
}

async function importInto(transaction: Transaction, order: ImportOrder): Promise<ImportOutcome> {
  const { given, errors, warnings } = readGiven(order)
  const stored = await loadRecords(transaction)
  const records = mergeGiven(stored, { given, errors, warnings, partly: order.partly ?? false })
  // Sales are checked against the items as they are after this import.
  const isRefused = errors.length > 0 && !order.partly
  const merged = [...records.values()].filter((one) => one.changes.length > 0)
  const batch = await insertBatch(transaction, { by: order.by, files: [...given.keys()], counts: {} })
  await writeChanges(
    transaction,
    batch,
    merged.map((one) => ({ file: one.contract.name, changes: one.changes })),
  )
  const outcomes = [...records].map(([file, one]) => outcomeOf(file, one, given.get(file)!, errors))
  const sales = given.get(SALES)
  if (sales) outcomes.push(await importSales(transaction, { batch, sales, errors, order }))
  await transaction.query({
    text: 'update import_batch set counts = $2::jsonb where id = $1',
    values: [batch, JSON.stringify(outcomes.map(({ preview: _, ...counts }) => counts))],
  })
  await tellRecordsChanged(transaction)
  const isWritten = order.commit && !isRefused && (errors.length === 0 || order.partly === true)
  return { batch: isWritten ? batch : null, files: outcomes, errors, warnings }
}

function readGiven({ files, mapping = {} }: ImportOrder) {
  const given = new Map<string, GivenFile>()
  const errors: PlanIssue[] = []
  const warnings: PlanIssue[] = []
  for (const [name, bytes] of files) {
    const contract = FILE_CONTRACTS.find((one) => `${one.name}.csv` === name)
    if (!contract) {
      warnings.push(
        planIssue({
          severity: 'warning',
          code: 'unknown-column',
          file: name,
          message: `${name} is not a file of the contract and was left out`,
        }),
      )
      continue
    }
    const read = givenRows(bytes, contract, mapping[contract.name])
    given.set(contract.name, read)
    for (const issue of read.issues) (issue.severity === 'error' ? errors : warnings).push(issue)
  }
  return { given, errors, warnings }
}

interface Merge {
  readonly given: ReadonlyMap<string, GivenFile>
  readonly errors: PlanIssue[]
  readonly warnings: PlanIssue[]
  readonly partly: boolean
}

/** Rounds of taking refused rows out until the rest is right: a row may fall with one it refers to. */
const MOST_ROUNDS = 20

function mergeGiven(
  stored: ReadonlyMap<string, StoredFile>,
  { given, errors, warnings, partly }: Merge,
): Map<string, MergedFile> {
  const left = new Map([...given].filter(([name]) => name !== SALES))
  for (let round = 0; ; round++) {
    const merged = new Map<string, MergedFile>()
    for (const [name, file] of left)
      merged.set(name, mergeRows(FILE_CONTRACTS.find((one) => one.name === name)!, stored.get(name) ?? new Map(), file))
    const found = [...merged.values()].flatMap((one) => one.issues)
    const all = found.length > 0 ? found : validateMerge(stored, merged)
    const wrong = all.filter((one) => one.severity === 'error')
    warnings.push(...all.filter((one) => one.severity === 'warning' && round === 0))
    errors.push(...wrong)
    if (wrong.length === 0 || !partly || round === MOST_ROUNDS) return merged
    for (const [name, file] of left) {
      const bad = new Set(wrong.filter((one) => one.file === `${name}.csv`).map((one) => one.row))
      left.set(name, { ...file, rows: file.rows.filter((one) => !bad.has(one.row)) })
    }
    // A fault that no given row carries cannot be mended by leaving rows out.
    if (wrong.every((one) => one.row === null)) return new Map()
  }
}

function outcomeOf(file: string, merged: MergedFile, given: GivenFile, errors: readonly PlanIssue[]): FileOutcome {
  const added = merged.changes.filter((one) => one.before === null).length
  return {
    file,
    rows: given.rows.length,
    added,
    changed: merged.changes.length - added,
    unchanged: merged.unchanged,
    refused: new Set(errors.filter((one) => one.file === `${file}.csv`).map((one) => one.row)).size,
    preview: merged.changes.slice(0, PREVIEW),
  }
}

interface SalesImport {
  readonly batch: number
  readonly sales: GivenFile
  readonly errors: PlanIssue[]
  readonly order: ImportOrder
}

async function importSales(
  transaction: Transaction,
  { batch, sales, errors, order }: SalesImport,
): Promise<FileOutcome> {
  const faults: PlanIssue[] = []
  const total = sales.rows.length
  const progress = order.onProgress ?? (() => {})
  function* counted() {
    let done = 0
    for (const row of sales.rows) {
      if (done++ % 10_000 === 0) progress('sales read', done, total)
      yield row
    }
  }
  await stageSales(transaction, sellThroughRows(counted(), faults))
  progress('sales written', total, total)
  for (const { row, item, first } of await findWrongSales(transaction, MOST_WRONG))
    faults.push(wrongSale(row, { item, first }))
  errors.push(...faults)
  if (faults.length > 0 && !order.partly)
    return { file: SALES, rows: total, added: 0, changed: 0, unchanged: 0, refused: faults.length, preview: [] }
  if (faults.length > 0)
    await transaction.query({
      text: 'delete from given_sale where row = any($1)',
      values: [faults.map((one) => one.row)],
    })
  const counts = await writeSales(transaction, batch)
  return { file: SALES, rows: total, ...counts, refused: faults.length, preview: [] }
}

const wrongSale = (row: number, { item, first }: { item: string; first: number | null }): PlanIssue =>
  planIssue({
    severity: 'error',
    code: first === null ? 'unknown-reference' : 'duplicate-key',
    file: `${SALES}.csv`,
    row,
    field: 'item',
    value: item,
    message:
      first === null
        ? `${SALES}.csv row ${row}: item (${item}) should be an item of items.csv. Add it there or correct it`
        : `${SALES}.csv row ${row}: item, date, place (${item}) is already in row ${first}. Remove one of them`,
  })
