/** What of a list the address holds, so that a copied address shows the same and Back goes one step back. */
export interface GridState {
  readonly filter?: string | undefined
  readonly search?: string | undefined
  readonly sort?: string | undefined
  /** Columns in their order, joined by `,`. */
  readonly columns?: string | undefined
}

const NAMES = ['filter', 'search', 'sort', 'columns'] as const

/** Takes the list's part out of what an address holds. */
export const readGridState = (search: Readonly<Record<string, unknown>>): GridState =>
  Object.fromEntries(
    NAMES.flatMap((name) => (typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [])),
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
