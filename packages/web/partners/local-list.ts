import { cellText } from '../grid/grid-column.ts'
import type { GridState } from '../grid/grid-state.ts'
import type { LoadedList } from '../grid/use-list.ts'

export interface WholeList<Row> {
  readonly rows: readonly Row[] | undefined
  readonly failure: Error | null
  /** What a search looks into. */
  readonly textOf: (row: Row) => string
}

/** A list that the node gives whole, searched and sorted here, in the form that the grid reads. */
export function localList<Row>({ rows, failure, textOf }: WholeList<Row>, state: GridState): LoadedList<Row> {
  const wanted = state.search?.trim().toLowerCase() ?? ''
  const found = (rows ?? []).filter((row) => textOf(row).toLowerCase().includes(wanted))
  const sorted = state.sort === undefined ? found : found.toSorted(byColumn(state.sort))
  return {
    rows: sorted,
    total: rows === undefined ? undefined : sorted.length,
    failure: rows === undefined ? failure : null,
    isLoading: rows === undefined && failure === null,
    needRow: () => undefined,
    loadTo: async () => sorted,
  }
}

function byColumn<Row>(sort: string): (a: Row, b: Row) => number {
  const isDown = sort.startsWith('-')
  const name = isDown ? sort.slice(1) : sort
  const compare = new Intl.Collator(undefined, { numeric: true }).compare
  return (a, b) => compare(cellText(a, name), cellText(b, name)) * (isDown ? -1 : 1)
}
