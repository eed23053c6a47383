/** How a column of a list is compared and written. */
export type ListType = 'text' | 'quantity' | 'integer' | 'date' | 'time'

export interface ListColumn {
  /** SQL of its value. */
  readonly sql: string
  readonly type: ListType
  /** Its words are the program's, shown in the reader's language: nobody searches for them. */
  readonly isCode?: boolean
}

/** What a list reads from: fixed SQL, of which callers only name columns. */
export interface ListSource {
  /** After `from`, with its own `where`. */
  readonly from: string
  readonly columns: Readonly<Record<string, ListColumn>>
  /** Columns that together are different in each row: they break ties of the order. */
  readonly key: readonly string[]
  /** As in a query: `-daysLate`. */
  readonly sort: string
  /** Values of the first key column that a word of a search also finds, by the word. */
  readonly found?: ReadonlyMap<string, readonly string[]>
}

const WRITTEN: Readonly<Record<ListType, (sql: string) => string>> = {
  text: (sql) => sql,
  quantity: (sql) => `trim_scale(${sql})::text`,
  integer: (sql) => `(${sql})::int`,
  date: (sql) => `to_char(${sql}, 'YYYY-MM-DD')`,
  time: (sql) => `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
}

/** SQL of a column as it leaves in JSON. */
export const writtenSql = ({ sql, type }: ListColumn): string => WRITTEN[type](sql)

const CASTS: Readonly<Record<ListType, string>> = {
  text: 'text',
  quantity: 'numeric',
  integer: 'numeric',
  date: 'date',
  time: 'timestamptz',
}

export const castOf = ({ type }: ListColumn): string => CASTS[type]

/** A value after all others, so that rows without one come last from either end. */
export function lastValue({ type }: ListColumn, isDescending: boolean): string {
  if (type === 'text') return isDescending ? `''` : `U&'\\FFFF'`
  return isDescending ? `'-infinity'::${CASTS[type]}` : `'infinity'::${CASTS[type]}`
}
