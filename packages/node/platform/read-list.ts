import type { ListPage, ListQuery } from '../../../schemas/rest/lists.ts'
import type { Session, Transaction } from './database.ts'
import { filterSql, searchSql, Values } from './list-filter.ts'
import { castOf, type ListColumn, type ListSource, type ListType, lastValue, writtenSql } from './list-source.ts'
import { isWritten } from './list-value.ts'
import { Refused } from './problem.ts'

const PAGE = 200

export interface ListOrder {
  readonly source: ListSource
  readonly query: ListQuery
  /** Business day, for filters such as `this-week`. */
  readonly today: string
}

/**
 * Reads one page of a list by its keys (keyset paging: a page costs the same wherever it is, and rows that come or go do not shift it).
 * Throws Refused `invalid` for a filter, sort or cursor that cannot be read.
 */
export async function readList<Row = Record<string, unknown>>(
  session: Session,
  order: ListOrder,
): Promise<ListPage<Row>> {
  const { query } = order
  const { page, next, isLast } = await readPage<Row>(session, order)
  if (query.cursor !== undefined) return { rows: page, next, total: null }
  return { rows: page, next, total: isLast ? page.length : await countList(session, order) }
}

interface Page<Row> {
  readonly page: readonly Row[]
  readonly next: string | null
  readonly isLast: boolean
}

async function readPage<Row>(session: Session, order: ListOrder): Promise<Page<Row>> {
  const { limit = PAGE, cursor } = order.query
  const values = new Values()
  const sort = orderOf(order.source, order.query.sort)
  const after = cursor === undefined ? [] : [cursorSql(cursor, sort, values)]
  const keys = `array[${sort.keys.map((one) => `(${one.sql})::text`).join(', ')}] as "@keys"`
  const select = selectSql(order, { sort, columns: [keys], conditions: after }, values)
  const rows = await session.query<Record<string, unknown>>({
    text: `${select} limit ${values.add(limit + 1)}`,
    values: values.given,
  })
  const page = rows.slice(0, limit)
  const isLast = rows.length <= limit
  return {
    page: page.map(({ '@keys': _keys, ...row }) => row as Row),
    next: isLast ? null : writeCursor(page.at(-1)!['@keys'] as readonly string[]),
    isLast,
  }
}

interface SelectParts {
  readonly sort: ListSort
  readonly columns: readonly string[]
  readonly conditions: readonly string[]
}

function selectSql(order: ListOrder, { sort, columns, conditions }: SelectParts, values: Values): string {
  const { source } = order
  const written = Object.entries(source.columns).map(
    ([name, column]) => `${writtenSql(column)} as "${name.replaceAll('"', '""')}"`,
  )
  const direction = sort.isDescending ? ' desc' : ''
  return `select ${[...written, ...columns].join(', ')} from ${source.from}${where([...wantedSql(order, values), ...conditions])}
          order by ${sort.keys.map((one) => `${one.sql}${direction}`).join(', ')}`
}

/** Rows fetched at once: few enough that others get their turn, enough that the way there and back does not count. */
const BATCH = 500

/** Every row that the filter leaves, in order, by a cursor of the server: as fast as they are taken, in bounded memory. */
export async function* streamList<Row>(transaction: Transaction, order: ListOrder): AsyncGenerator<readonly Row[]> {
  const values = new Values()
  const sort = orderOf(order.source, order.query.sort)
  const select = selectSql(order, { sort, columns: [], conditions: [] }, values)
  await transaction.query({ text: 'set local cursor_tuple_fraction = 1' })
  await transaction.query({ text: `declare whole_list no scroll cursor for ${select}`, values: values.given })
  for (;;) {
    const rows = await transaction.query<Row & Record<string, unknown>>({ text: `fetch ${BATCH} from whole_list` })
    if (rows.length > 0) yield rows
    if (rows.length < BATCH) return
  }
}

function wantedSql({ source, query, today }: ListOrder, values: Values): string[] {
  return [...filterSql(query.filter ?? '', { source, today }, values), ...searchSql(query.search ?? '', source, values)]
}

const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`

export async function countList(session: Session, order: ListOrder): Promise<number> {
  const values = new Values()
  const wanted = wantedSql(order, values)
  const [row] = await session.query<{ rows: number }>({
    text: `select count(*)::int as rows from ${order.source.from}${where(wanted)}`,
    values: values.given,
  })
  return row!.rows
}

interface SortKey {
  readonly sql: string
  readonly type: ListType
  readonly cast: string
}

interface ListSort {
  readonly keys: readonly SortKey[]
  readonly isDescending: boolean
}

/** The sort column, never null, then the key columns: all one way, so that one comparison of rows says what comes after. */
function orderOf(source: ListSource, sort = source.sort): ListSort {
  const isDescending = sort.startsWith('-')
  const name = isDescending ? sort.slice(1) : sort
  if (!Object.hasOwn(source.columns, name))
    throw new Refused('invalid', `sort (${sort}) should be a column: ${Object.keys(source.columns).join(', ')}`)
  const keyOf = (column: ListColumn): SortKey => ({
    sql: `coalesce(${column.sql}, ${lastValue(column, isDescending)})${column.type === 'text' ? ' collate "C"' : ''}`,
    cast: castOf(column),
    type: column.type,
  })
  return { isDescending, keys: [name, ...source.key].map((one) => keyOf(source.columns[one]!)) }
}

function cursorSql(cursor: string, { keys, isDescending }: ListSort, values: Values): string {
  const at = readCursor(cursor)
  if (at?.length !== keys.length || !at.every((text, i) => isWritten(keys[i]!.type, text)))
    throw new Refused('invalid', `cursor (${cursor}) should be "next" of the page before`)
  const places = at.map((value, i) => `${values.add(value)}::${keys[i]!.cast}`)
  return `(${keys.map((one) => one.sql).join(', ')}) ${isDescending ? '<' : '>'} (${places.join(', ')})`
}

const writeCursor = (keys: readonly string[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url')

function readCursor(cursor: string): readonly string[] | undefined {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(keys) && keys.every((one) => typeof one === 'string') ? keys : undefined
  } catch {
    return undefined
  }
}
