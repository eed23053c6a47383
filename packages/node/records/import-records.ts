import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import type { MergedFile } from '@headwater/files/import/merge-rows'
import type { Database, Transaction } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { saveMappings } from './column-mapping.ts'
import type { FileOutcome, ImportOrder, ImportOutcome } from './import-outcome.ts'
import { findItemWithSales } from './import-sales.store.ts'
import { importSellThrough } from './import-sell-through.ts'
import { type Merged, mergeGiven } from './merge-given.ts'
import { type Given, readGiven, SALES } from './read-given.ts'
import { insertBatch, loadRecords, lockImports, saveCounts, tellRecordsChanged, writeChanges } from './records.store.ts'
import { stoppable } from './stoppable.ts'

const PREVIEW = 50

/**
 * Imports files of the contract by key: only columns that a file has are touched, rows that it does not have stay (unless `replace`).
 * All or nothing unless `partly`; one transaction, so that a killed import leaves nothing. A dry run does all of it and rolls back.
 * Throws Refused `invalid` for `replace` with sales, and the reason of an aborted `signal`.
 */
export async function importRecords(database: Database, order: ImportOrder): Promise<ImportOutcome> {
  if (order.replace && order.files.has(`${SALES}.csv`))
    throw new Refused('invalid', `replace should not be asked with ${SALES}.csv; import it alone, without replace`)
  try {
    return await stoppable(database, order.signal, (transaction) => importInto(transaction, order))
  } catch (error) {
    if (error instanceof NotWritten) return error.outcome
    throw error
  }
}

/** Ends a transaction that should leave nothing, with what it found. */
export class NotWritten extends Error {
  readonly outcome: ImportOutcome
  constructor(outcome: ImportOutcome) {
    super('nothing is written')
    this.outcome = outcome
  }
}

/** The same within a transaction of the caller. Throws NotWritten where nothing may be kept: it ends that transaction too. */
export async function importInto(transaction: Transaction, order: ImportOrder): Promise<ImportOutcome> {
  await lockImports(transaction)
  const { partly = false, replace = false, by, onProgress = () => {} } = order
  const given = await readGiven(transaction, order)
  onProgress('checking records', 0, null)
  const sound = new Map([...given.records].filter(([, one]) => !one.isBroken))
  const merged = mergeGiven(await loadRecords(transaction), { given: sound, partly, replace })
  const errors = [...given.errors, ...merged.errors]
  const names = [...given.records.keys(), ...(given.sales ? [SALES] : [])]
  const batch = await insertBatch(transaction, { by, files: names, counts: {}, task: order.task })
  await writeMerged(transaction, batch, merged)
  const stranded = replace ? await findItemWithSales(transaction, batch) : undefined
  if (stranded) throw new Refused('conflict', `item (${stranded}) has sales and should stay; give it in items.csv`)
  const files = [...merged.files].map(([file, one]) => outcomeOf(one, { order, rows: sound.get(file)!.rows, errors }))
  if (given.sales) {
    const sales = await importSellThrough(transaction, { ...salesOrder(given, order), batch, partly, onProgress })
    files.push(sales.outcome)
    for (const one of given.sales.issues) (one.severity === 'error' ? errors : given.warnings).push(one)
    for (const one of sales.errors) errors.push(one)
  }
  await saveCounts(transaction, batch, files.map(countsOf))
  if (given.mapped.length > 0) await saveMappings(transaction, given.mapped)
  await tellRecordsChanged(transaction)
  order.signal?.throwIfAborted()
  const isWritten = order.commit && merged.isSound && (partly || errors.length === 0)
  const mappings = Object.fromEntries(given.mapped.map((one) => [one.file, one.mapping]))
  const outcome = { files, mappings, errors, warnings: [...given.warnings, ...merged.warnings] }
  if (!isWritten) throw new NotWritten({ ...outcome, batch: null })
  return { ...outcome, batch }
}

const countsOf = ({ file, rows, added, changed, unchanged, removed, refused }: FileOutcome) => ({
  file,
  rows,
  added,
  changed,
  unchanged,
  removed,
  refused,
})

function salesOrder(given: Given, { files, signal, preview = PREVIEW, isCheck = false }: ImportOrder) {
  const bytes = files.get(`${SALES}.csv`)!
  let lines = 0
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) lines++
  return { sales: given.sales!, lines, signal, preview, isCheck }
}

const writeMerged = (transaction: Transaction, batch: number, { files }: Merged): Promise<void> =>
  writeChanges(
    transaction,
    batch,
    [...files].map(([file, one]) => ({ file, changes: one.changes })),
  )

interface OutcomeFacts {
  readonly order: ImportOrder
  readonly rows: readonly unknown[]
  readonly errors: readonly PlanIssue[]
}

function outcomeOf(merged: MergedFile, { order, rows, errors }: OutcomeFacts): FileOutcome {
  const { changes, contract, unchanged } = merged
  const added = changes.filter((one) => one.before === null).length
  const removed = changes.filter((one) => one.after === null).length
  const wrong = errors.filter((one) => one.file === `${contract.name}.csv` && one.row !== null)
  return {
    file: contract.name,
    rows: rows.length,
    added,
    changed: changes.length - added - removed,
    unchanged,
    removed,
    refused: new Set(wrong.map((one) => one.row)).size,
    preview: changes
      .slice(0, order.preview ?? PREVIEW)
      .map((one) => ({ ...one, row: merged.rowOf.get(one.key) ?? null })),
  }
}
