import type { EditAnswer, RecordEdit } from '../../../schemas/rest/edits.ts'
import type { CellBox, CellPlace } from './cell-range.ts'
import { cellText, type GridColumn } from './grid-column.ts'
import { type CellFault, type CellKind, readCell } from './read-cell.ts'

/** Where the cells of a row are kept: a row of a file of the records. */
export interface RecordPlace {
  readonly file: string
  readonly key: string
  /** Values that stand where the cell is empty: of these nobody knows what it held. */
  readonly defaults?: ReadonlySet<string>
}

/** What is wrong with a cell: it cannot be read, or what the node said. */
export type CellWrong = { readonly fault: CellFault } | { readonly message: string } | { readonly now: string }

/** One cell that is to be changed. */
export interface CellChange {
  readonly id: string
  readonly place: RecordPlace
  /** The row, in words. */
  readonly name: string
  readonly column: string
  /** Column of the file. */
  readonly field: string
  readonly from: string
  /** As given, where it cannot be read; else in the words of the files. */
  readonly to: string
  readonly wrong: CellWrong | null
  readonly isSkipped: boolean
}

export interface ChangeFacts<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly GridColumn<Row>[]
  readonly placeOf: (row: Row) => RecordPlace
  readonly nameOf: (row: Row) => string
  readonly kindOf: (column: GridColumn<Row>) => CellKind
}

export interface Changes {
  readonly changes: readonly CellChange[]
  /** Cells of the block over columns that are not edited here. */
  readonly readOnly: number
  /** Rows of the block below the last row of the list. */
  readonly below: number
}

/** What a block would change that is put in from a cell on; cells that stay as they are do not count. */
export function pastedChanges<Row>(
  facts: ChangeFacts<Row>,
  block: readonly (readonly string[])[],
  at: CellPlace,
): Changes {
  const changes: CellChange[] = []
  let readOnly = 0
  for (const [i, cells] of block.entries()) {
    const row = facts.rows[at.row + i]
    if (row === undefined) continue
    for (const [j, given] of cells.entries()) {
      const column = facts.columns[at.column + j]
      if (column?.edits === undefined) readOnly += 1
      else changes.push(...changeOf(facts, { row, column, given }))
    }
  }
  return { changes, readOnly, below: Math.max(0, at.row + block.length - facts.rows.length) }
}

/** What the first row of a block would change in the rows below it. */
export function filledChanges<Row>(facts: ChangeFacts<Row>, { top, bottom, left, right }: CellBox): Changes {
  const first = facts.rows[top]
  const changes: CellChange[] = []
  for (const row of facts.rows.slice(top + 1, bottom + 1))
    for (const column of facts.columns.slice(left, right + 1))
      if (column.edits !== undefined && first !== undefined)
        changes.push(...changeOf(facts, { row, column, given: cellText(first, column.name) }))
  return { changes, readOnly: 0, below: 0 }
}

interface Given<Row> {
  readonly row: Row
  readonly column: GridColumn<Row>
  readonly given: string
}

function changeOf<Row>(facts: ChangeFacts<Row>, { row, column, given }: Given<Row>): readonly CellChange[] {
  const from = cellText(row, column.name)
  const place = facts.placeOf(row)
  const id = `${place.file} ${place.key} ${column.name}`
  const change = { id, place, name: facts.nameOf(row), column: column.name, field: column.edits!, from }
  const one = readChange({ ...change, to: from, wrong: null, isSkipped: false }, given, facts.kindOf(column))
  return one.wrong === null && one.to === from ? [] : [one]
}

/** A change with another text, read anew. */
export function readChange(change: CellChange, given: string, kind: CellKind): CellChange {
  const read = readCell(given, kind)
  return 'fault' in read
    ? { ...change, to: given, wrong: { fault: read.fault } }
    : { ...change, to: read.text, wrong: null }
}

/** The edits of changes, a row each, and which changes each has. */
export function editsOf(changes: readonly CellChange[]): {
  readonly edits: readonly RecordEdit[]
  readonly members: readonly (readonly CellChange[])[]
} {
  const byRow = Map.groupBy(
    changes.filter((one) => !one.isSkipped),
    ({ place }) => `${place.file}\n${place.key}`,
  )
  const members = [...byRow.values()]
  const edits = members.map((some) => ({
    file: some[0]!.place.file,
    key: some[0]!.place.key,
    was: Object.fromEntries(
      some.filter(({ place, from }) => !place.defaults?.has(from)).map((one) => [one.field, one.from]),
    ),
    cells: Object.fromEntries(some.map((one) => [one.field, one.to])),
  }))
  return { edits, members }
}

/** An issue in the reader's words. */
export type SaidIssue = Pick<EditAnswer['issues'][number], 'edit' | 'field' | 'message'>

/** The changes with what the node said of them; `other` is what it said of no cell of these. */
export function markRefused(
  changes: readonly CellChange[],
  members: readonly (readonly CellChange[])[],
  { conflicts, issues }: Pick<EditAnswer, 'conflicts'> & { readonly issues: readonly SaidIssue[] },
): { readonly changes: readonly CellChange[]; readonly other: readonly string[] } {
  const marks = new Map<string, Partial<CellChange>>()
  const other: string[] = []
  for (const { edit, field, now } of conflicts)
    for (const one of members[edit] ?? [])
      if (one.field === field) marks.set(one.id, { wrong: { now: now ?? '' }, from: now ?? '' })
  for (const { edit, field, message } of issues) {
    const some = edit === null ? [] : (members[edit] ?? [])
    const hit = some.find((one) => one.field === field) ?? some[0]
    if (hit) marks.set(hit.id, { wrong: { message } })
    else other.push(message)
  }
  return { changes: changes.map((one) => ({ ...one, ...marks.get(one.id) })), other }
}
