import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import { targetOf } from '@headwater/files/contract/references'
import { csvRowStream } from '@headwater/files/import/csv-row-stream'
import { rowKey } from '@headwater/files/import/row-key'
import { decodeText } from '@headwater/files/read/decode-text'
import type { CellFault, CheckedFile, RowState } from '../../../schemas/rest/imports.ts'
import type { FileOutcome, ImportOutcome } from './import-outcome.ts'
import type { SourceChoice } from './open-source.ts'
import type { ReadSource } from './read-source.ts'

export type ReadFile = ReadSource & Pick<CheckedFile, 'encoding' | 'separator' | 'sheets' | 'sheet'>

/** Rows shown, and wrong ones beyond them; all are counted. */
const MOST_ROWS = 20_000
const MOST_FAULTS = 10_000
const MOST_VALUE = 200

/** A file of which nothing can be said but one thing. */
export const unreadable = (
  { name, upload }: SourceChoice,
  { read, code }: { readonly read: ReadFile | null; readonly code: string },
): CheckedFile => ({
  name,
  upload,
  file: read?.contract.name ?? null,
  encoding: read?.encoding ?? null,
  separator: read?.separator ?? null,
  sheets: read?.sheets ?? [],
  sheet: read?.sheet ?? null,
  headerRow: read?.headerRow ?? null,
  header: [...(read?.header ?? [])],
  mapping: read?.mapping ?? {},
  isRemembered: false,
  rows: 0,
  counts: { new: 0, changed: 0, same: 0, wrong: 0, unchecked: 0 },
  shown: [],
  faults: [{ ...NO_PLACE, code }],
})

const NO_PLACE = { row: null, column: null, field: null, value: null, target: null, other: null, near: null } as const

/** Says of each row of a file what an import would make of it. */
export function checkedFile(
  choice: SourceChoice,
  { read, outcome }: { readonly read: ReadFile; readonly outcome: ImportOutcome },
): CheckedFile {
  const file = read.contract.name
  const issues = outcome.errors.filter((one) => one.file === `${file}.csv`)
  const found = outcome.files.find((one) => one.file === file)
  const isBroken = found === undefined || issues.some((one) => one.row === null || isOfFile(one))
  const states = statesOf(found, issues)
  const rows = shownRows(read, { states, isBroken })
  return {
    ...unreadable(choice, { read, code: '' }),
    isRemembered: read.isRemembered,
    rows: rows.count,
    counts: isBroken ? { ...NOTHING, unchecked: rows.count } : countsOf(states, { found: found!, rows: rows.count }),
    shown: rows.shown,
    faults: issues.slice(0, MOST_FAULTS).map((one) => faultOf(one, read, rows.others)),
  }
}

const NOTHING = { new: 0, changed: 0, same: 0, wrong: 0, unchecked: 0 } as const

/** A fault that leaves all rows unread, although it is found at one. */
const isOfFile = ({ code, field }: PlanIssue): boolean =>
  code === 'missing-column' || code === 'bad-encoding' || (code === 'bad-text' && field === null)

interface States {
  readonly wrong: ReadonlySet<number>
  readonly changes: ReadonlyMap<number, FileOutcome['preview'][number]>
}

const statesOf = (found: FileOutcome | undefined, issues: readonly PlanIssue[]): States => ({
  wrong: new Set(issues.map((one) => one.row).filter((row) => row !== null)),
  changes: new Map(found?.preview.flatMap((one) => (one.row === null ? [] : [[one.row, one] as const]))),
})

/** Sales are counted by the database, which has seen all of them; of records every change is known. */
function countsOf(
  { wrong, changes }: States,
  { found, rows }: { readonly found: FileOutcome; readonly rows: number },
): CheckedFile['counts'] {
  if (found.file === 'sell_through')
    return { ...NOTHING, new: found.added, changed: found.changed, same: found.unchanged, wrong: found.refused }
  const right = [...changes].filter(([row]) => !wrong.has(row)).map(([, one]) => one)
  const added = right.filter((one) => one.before === null).length
  const changed = right.length - added
  return { ...NOTHING, new: added, changed, same: Math.max(0, rows - right.length - wrong.size), wrong: wrong.size }
}

interface ShownRows {
  readonly count: number
  readonly shown: CheckedFile['shown']
  /** Row → an earlier one with the same key. */
  readonly others: ReadonlyMap<number, number>
}

function shownRows(read: ReadFile, { states, isBroken }: { states: States; isBroken: boolean }): ShownRows {
  const { bytes, headerRow, header, mapping, contract } = read
  const shown: CheckedFile['shown'] = []
  const firstOf = new Map<string, number>()
  const others = new Map<number, number>()
  let row = 0
  let count = 0
  for (const cells of csvRowStream(decodeText(bytes) ?? '')) {
    row += 1
    if ('message' in cells) break
    if (headerRow === null || row <= headerRow || cells.every((cell) => cell === '')) continue
    count += 1
    if (count > MOST_ROWS && !states.wrong.has(row)) continue
    const named = Object.fromEntries(header.map((name, at) => [mapping[name] ?? '', cells[at] ?? '']))
    const key = rowKey(contract, named)
    const first = firstOf.get(key)
    if (first === undefined) firstOf.set(key, row)
    else others.set(row, first)
    if (shown.length >= MOST_ROWS + MOST_FAULTS) continue
    shown.push({ row, cells: [...cells], ...stateOf(row, { read, states, isBroken }) })
  }
  return { count, shown, others }
}

function stateOf(
  row: number,
  { read, states, isBroken }: { read: ReadFile; states: States; isBroken: boolean },
): { state: RowState; before?: Record<string, string> } {
  if (states.wrong.has(row)) return { state: 'wrong' }
  if (isBroken) return { state: 'unchecked' }
  const change = states.changes.get(row)
  if (change === undefined) return { state: 'same' }
  if (change.before === null) return { state: 'new' }
  const before: Record<string, string> = {}
  for (const [at, name] of read.header.entries()) {
    const column = read.mapping[name] ?? ''
    const [was, is] = [change.before[column] ?? '', change.after?.[column] ?? '']
    if (column !== '' && was !== is) before[at] = was
  }
  return { state: 'changed', before }
}

function faultOf(issue: PlanIssue, read: ReadFile, others: ReadonlyMap<number, number>): CellFault {
  const { code, row, field, value } = issue
  const file = read.contract.name
  const at = field === null ? -1 : read.header.findIndex((name) => read.mapping[name] === field)
  return {
    ...NO_PLACE,
    code,
    row: code === 'missing-column' ? null : row,
    column: at < 0 ? null : at,
    field,
    value: value?.slice(0, MOST_VALUE) ?? null,
    target: code === 'unknown-reference' && field !== null ? targetOf(file, field) : null,
    other: code === 'duplicate-key' && row !== null ? (others.get(row) ?? null) : null,
  }
}
