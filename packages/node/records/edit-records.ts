import { parseMicro } from '@headwater/domain/measures/quantity'
import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import { contractOf } from '@headwater/files/contract/file-contracts'
import type { GivenCells } from '@headwater/files/import/given-rows'
import type { MergedFile, RowChange } from '@headwater/files/import/merge-rows'
import { rowKey } from '@headwater/files/import/row-key'
import type { EditAnswer, RecordEdit, RecordEdits } from '../../../schemas/rest/edits.ts'
import type { Database, Transaction } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { loadNeeded } from './needed-records.store.ts'
import { SALES } from './read-given.ts'
import { insertBatch, lockImports, type StoredFile, tellRecordsChanged, writeChanges } from './records.store.ts'
import { validateMerge } from './validate-merge.ts'

/**
 * Changes rows of the records as one batch, which undo takes back: all edits are written, or none. Nothing is written either where a
 * cell is no longer what the editor saw, or where the records would not be right. Throws Refused for an unknown file or row.
 */
export async function editRecords(
  database: Database,
  { edits, reason = '' }: RecordEdits,
  by: string,
): Promise<EditAnswer> {
  return database.transaction((transaction) => editInto(transaction, { edits, reason, by }))
}

/** The same within a transaction of the caller, for edits that follow from another act. */
export async function editInto(
  transaction: Transaction,
  { edits, reason, by }: { readonly edits: readonly RecordEdit[]; readonly reason: string; readonly by: string },
): Promise<EditAnswer> {
  await lockImports(transaction)
  return editStored(transaction, { edits, reason, by }, await loadNeeded(transaction, edits))
}

/** The same over records that are loaded: at least those that decide whether the edits may be written. */
export async function editStored(
  transaction: Transaction,
  { edits, reason, by }: { readonly edits: readonly RecordEdit[]; readonly reason: string; readonly by: string },
  stored: ReadonlyMap<string, StoredFile>,
): Promise<EditAnswer> {
  const conflicts = edits.flatMap((edit, i) => conflictsOf(edit, i, stored))
  if (conflicts.length > 0) return { batch: null, conflicts, issues: [] }
  const merged = new Map<string, MergedFile>()
  for (const [file, places] of Map.groupBy(edits.keys(), (i) => edits[i]!.file))
    merged.set(file, mergeEdits(stored.get(file) ?? new Map(), { file, edits, places }))
  const found = [...[...merged.values()].flatMap((one) => one.issues), ...validateMerge(stored, merged)]
  const wrong = found.filter((one) => one.severity === 'error')
  if (wrong.length > 0) return { batch: null, conflicts: [], issues: wrong.map(issueOf) }
  const changed = [...merged].map(([file, one]) => ({ file, changes: one.changes }))
  const batch = await insertBatch(transaction, {
    by,
    files: [...merged.keys()],
    counts: { edits: edits.length, reason },
  })
  await writeChanges(transaction, batch, changed)
  await tellRecordsChanged(transaction)
  return { batch, conflicts: [], issues: [] }
}

const issueOf = ({ row, code, field, value, message, ring }: PlanIssue): EditAnswer['issues'][number] => ({
  edit: row,
  code,
  field,
  value,
  message: message.replace(/^\w+\.csv row \d+: /, ''),
  ...(ring ? { ring: [...ring] } : {}),
})

function conflictsOf(
  edit: RecordEdit,
  place: number,
  stored: ReadonlyMap<string, StoredFile>,
): EditAnswer['conflicts'] {
  const row = edit.key === null ? undefined : stored.get(edit.file)?.get(edit.key)
  return Object.entries(edit.was ?? {})
    .filter(([field, was]) => {
      const now = row?.[field] ?? ''
      const isSeen = isSameCell(now, was) || (now === '' && isSameCell(otherwiseOf(edit.file, field), was))
      return !isSeen || (edit.key !== null && row === undefined)
    })
    .map(([field, was]) => ({ edit: place, field, was, now: row === undefined ? null : (row[field] ?? '') }))
}

/** What an empty cell stands for, and is therefore shown as. */
const otherwiseOf = (file: string, field: string): string =>
  contractOf(file)?.columns.find((one) => one.name === field)?.otherwise ?? ''

/** The same text, or the same number in other words: 10 and 10.0. */
function isSameCell(a: string, b: string): boolean {
  const [x, y] = [parseMicro(a), parseMicro(b)]
  return a === b || (typeof x === 'number' && x === y)
}

interface FileEdits {
  readonly file: string
  readonly edits: readonly RecordEdit[]
  /** Which of the edits are of this file. */
  readonly places: readonly number[]
}

/** Edits over the stored rows; a row whose key cells change goes and comes back under its new key. */
function mergeEdits(stored: StoredFile, { file, edits, places }: FileEdits): MergedFile {
  const contract = contractOf(file)
  if (!contract || file === SALES)
    throw new Refused('invalid', `file (${file}) should be one of the contract; sales are imported, not edited`)
  const rows = new Map(stored)
  const rowOf = new Map<string, number>()
  const issues: PlanIssue[] = []
  for (const place of places) {
    const { key, cells } = edits[place]!
    const before = key === null ? undefined : rows.get(key)
    if (key !== null && before === undefined) throw new Refused('not-found', `row (${key}) of ${file} should exist`)
    const after = cells && withoutBlanks({ ...before, ...cells })
    const next = after && rowKey(contract, after)
    if (next !== null && next !== key && rows.has(next)) issues.push(taken(contract.columns[0]!.name, next, place))
    if (key !== null && next !== key) rows.delete(key)
    if (after && next !== null) {
      rows.set(next, after)
      rowOf.set(next, place)
    }
  }
  return { contract, rows, rowOf, changes: changesOf(stored, rows), unchanged: 0, issues }
}

function changesOf(stored: StoredFile, rows: ReadonlyMap<string, GivenCells>): RowChange[] {
  const changes: RowChange[] = []
  for (const [key, after] of rows) {
    const before = stored.get(key) ?? null
    if (before !== after) changes.push({ key, before, after })
  }
  for (const [key, before] of stored) if (!rows.has(key)) changes.push({ key, before, after: null })
  return changes
}

const taken = (field: string, key: string, place: number): PlanIssue =>
  planIssue({
    severity: 'error',
    code: 'duplicate-key',
    row: place,
    field,
    value: key.split('|')[0]!,
    message: `${field} (${key.replaceAll('|', ', ')}) is already there. Choose another, or change that row`,
  })

const withoutBlanks = (cells: GivenCells): GivenCells =>
  Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''))
