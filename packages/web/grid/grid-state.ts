import type { Density } from '../look/density.ts'

/** What of a list the address holds, so that a copied address shows the same and Back goes one step back. */
export interface GridState {
  readonly filter?: string | undefined
  readonly search?: string | undefined
  readonly sort?: string | undefined
  /** Columns in their order, joined by `,`. */
  readonly columns?: string | undefined
  /** Widths that differ from the columns' own, `item:180,due:90`. */
  readonly widths?: string | undefined
  /** How close rows stand here; the reader's own unless told. */
  readonly density?: Density | undefined
  /** The saved view that this began as; what the address says beside it goes before what is saved. */
  readonly view?: string | undefined
}

/** Names of the list's part of an address. */
export const GRID_NAMES = ['filter', 'search', 'sort', 'columns', 'widths', 'density', 'view'] as const

/** The parts that a saved view keeps. */
export const VIEW_NAMES = ['filter', 'search', 'sort', 'columns', 'widths', 'density'] as const

/** Takes the list's part out of what an address holds. */
export const readGridState = (search: Readonly<Record<string, unknown>>): GridState =>
  Object.fromEntries(
    GRID_NAMES.flatMap((name) =>
      typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [],
    ),
  )

/** A clause of a filter: its column and what it asks, as the node reads them. */
export interface FilterClause {
  readonly column: string
  readonly wanted: string
}

export const readFilter = (filter = ''): readonly FilterClause[] =>
  filter
    .split(';')
    .filter((clause) => clause.includes(':'))
    .map((clause) => ({ column: clause.slice(0, clause.indexOf(':')), wanted: clause.slice(clause.indexOf(':') + 1) }))

export const writeFilter = (clauses: readonly FilterClause[]): string =>
  clauses.map(({ column, wanted }) => `${column}:${wanted}`).join(';')

/** A filter with one clause put in, in place of another of the same column, or taken out (`wanted` null). */
export function withClause(filter: string | undefined, column: string, wanted: string | null): string {
  const others = readFilter(filter).filter((one) => one.column !== column)
  return writeFilter(wanted === null ? others : [...others, { column, wanted }])
}

/** Text as it may stand in a clause. */
export const plainText = (text: string): string =>
  text.replace(/[;|:~%]/g, (one) => encodeURIComponent(one).replace('~', '%7E'))

/** Widths by column. */
export const readWidths = (widths = ''): ReadonlyMap<string, number> =>
  new Map(
    widths.split(',').flatMap((one) => {
      const [, name, width] = /^([^:]+):(\d{2,4})$/.exec(one) ?? []
      return name ? [[name, Number(width)] as const] : []
    }),
  )

/** Widths with that of one column set, or given back to the column itself (null). */
export function withWidth(widths: string | undefined, column: string, width: number | null): string {
  const all = new Map(readWidths(widths))
  if (width === null) all.delete(column)
  else all.set(column, Math.round(Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, width))))
  return [...all].map(([name, one]) => `${name}:${one}`).join(',')
}

const LEAST_WIDTH = 40
const MOST_WIDTH = 900

/** The next sort when a head is pressed: up, down, the list's own. */
export function nextSort(sort: string | undefined, column: string): string | undefined {
  if (sort === column) return `-${column}`
  return sort === `-${column}` ? undefined : column
}

/** The query of a page or an export. */
export function listQuery(state: GridState, more: Readonly<Record<string, string | number | undefined>> = {}): string {
  const { filter, search, sort } = state
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ filter, search, sort, ...more }))
    if (value !== undefined && value !== '') query.set(name, String(value))
  return query.toString()
}
