import { writeTable } from '@headwater/files/workbook/write-table'
import { csvBytes } from '@headwater/files/write/csv-text'
import { type Static, type TProperties, type TSchema, Type } from 'typebox'
import { ListQuery, listPage } from '../../../schemas/rest/lists.ts'
import type { Database } from './database.ts'
import type { Role } from './guard.ts'
import type { Http } from './http.ts'
import type { ListSource, ListType } from './list-source.ts'
import { plainCell } from './plain-cell.ts'
import { Refused } from './problem.ts'
import { countList, readList, readWholeList } from './read-list.ts'

interface Searched {
  readonly search?: string
}

export interface ListFacts {
  /** `/api/order-lines` */
  readonly path: string
  readonly summary: string
  /** Fixed, or of the path's parameters and of what is searched. */
  readonly source: ListSource | ((params: Readonly<Record<string, string>>, query: Searched) => Promise<ListSource>)
  readonly row: TSchema
  /** Everybody unless told. */
  readonly access?: Role
  /** Of the path. */
  readonly params?: TProperties
  readonly session: Database
  /** Business day. */
  readonly today: () => Promise<string>
}

/** A list by its name, with the parameters that its name has. */
export interface KnownList {
  readonly facts: ListFacts
  readonly params: Readonly<Record<string, string>>
  /** Who may read it. */
  readonly access: Role
}

const lists = new WeakMap<Http, ListFacts[]>()

/** The list of a name such as `order-lines` or `records/sales_orders`: its path without /api/. Refused `not-found`. */
export function listOf(http: Http, name: string): KnownList {
  for (const facts of lists.get(http) ?? []) {
    const names = [...facts.path.matchAll(/:(\w+)/g)].map(([, one]) => one!)
    const pattern = new RegExp(`^${facts.path.replaceAll(/:\w+/g, '([a-z_-]+)')}$`)
    const found = pattern.exec(`/api/${name}`)
    if (found)
      return { facts, access: accessOf(facts), params: Object.fromEntries(names.map((one, i) => [one, found[i + 1]!])) }
  }
  throw new Refused('not-found', `list (${name}) should be one of the node, such as order-lines`)
}

/** Reading is for everybody who is known, unless a list says otherwise. */
const accessOf = ({ access = 'viewer' }: ListFacts): Role => access

const TableQuery = Type.Object({
  filter: ListQuery.properties.filter,
  search: ListQuery.properties.search,
  sort: ListQuery.properties.sort,
  columns: Type.Optional(
    Type.String({
      maxLength: 4000,
      description: 'Columns in their order, joined by ","; each may have a title: `due=Due date`',
    }),
  ),
  name: Type.Optional(
    Type.String({ maxLength: 120, description: 'Of the file, before the date; the list’s unless told' }),
  ),
})
const EndingPath = { ending: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]) }

/** A list as pages of JSON at its path, and whole as a table at `PATH/table.xlsx` and `PATH/table.csv`, all by the same query. */
export function listRoute(http: Http, facts: ListFacts): void {
  const { path, summary, session, today, params = {} } = facts
  lists.set(http, [...(lists.get(http) ?? []), facts])
  http.get(
    path,
    {
      config: { access: accessOf(facts) },
      schema: {
        summary,
        querystring: ListQuery,
        response: { 200: listPage(facts.row) },
        ...(facts.params ? { params: Type.Object(params) } : {}),
      },
    },
    async ({ query, params: given }) => {
      const page = await readList(session, { source: await sourceOf(facts, given, query), query, today: await today() })
      return { ...page, rows: [...page.rows] }
    },
  )
  http.get(
    `${path}/table.:ending`,
    {
      config: { access: accessOf(facts) },
      schema: {
        summary: `${summary}: all rows of the query as a table`,
        params: Type.Object({ ...params, ...EndingPath }),
        querystring: TableQuery,
      },
    },
    async ({ query, params: given }, reply) => {
      const { ending, ...place } = given as { ending: Ending }
      const { bytes, type, disposition } = await tableOf(
        { facts, access: accessOf(facts), params: place },
        { query, ending },
      )
      return reply.header('content-disposition', disposition).type(type).send(Buffer.from(bytes))
    },
  )
}

type Ending = 'csv' | 'xlsx'

export interface Table {
  readonly bytes: Uint8Array
  readonly type: string
  /** Content-Disposition with the name of the file. */
  readonly disposition: string
}

/** All rows of a list as a table of typed cells. */
export async function tableOf(
  { facts, params }: KnownList,
  { query, ending }: { readonly query: Static<typeof TableQuery>; readonly ending: Ending },
): Promise<Table> {
  const today = await facts.today()
  const list = Object.values(params)[0] ?? facts.path.split('/').at(-1)!
  const order = { session: facts.session, source: await sourceOf(facts, params, query), query, today }
  return {
    bytes: await tableBytes(order, { name: list, ending }),
    type: ending === 'xlsx' ? XLSX : 'text/csv; charset=utf-8',
    disposition: attachment(`${query.name ?? list} ${today}.${ending}`),
  }
}

/** A file name of any script (RFC 6266), without what no file system takes and what turns text around. */
function attachment(name: string): string {
  const safe = name.replaceAll(/[\p{Cc}\p{Cf}"\\/:*?<>|]/gu, ' ').trim()
  const ascii = safe.replaceAll(/[^\x20-\x7e]/g, '_')
  const encoded = encodeURIComponent(safe).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

const sourceOf = async ({ source }: ListFacts, params: unknown, query: Searched): Promise<ListSource> =>
  typeof source === 'function' ? source(params as Record<string, string>, query) : source

interface TableOrder {
  readonly session: Database
  readonly source: ListSource
  readonly query: Static<typeof TableQuery>
  readonly today: string
}

async function tableBytes(
  { session, source, query: { columns: wanted, filter, search, sort }, today }: TableOrder,
  { name, ending }: { readonly name: string; readonly ending: Ending },
): Promise<Uint8Array> {
  const columns = columnsOf(source, wanted)
  const query = Object.fromEntries(Object.entries({ filter, search, sort }).filter(([, one]) => one !== undefined))
  const order = { source, query, today }
  const rows = await session.transaction(
    async (snapshot) => {
      if (ending === 'xlsx') refuseTooLong(await countList(snapshot, order))
      return readWholeList<Record<string, string | number | null>>(snapshot, order)
    },
    { isolation: 'repeatable read', readOnly: true },
  )
  if (ending === 'xlsx') return writeTable(name, columns, rows)
  const cells = rows.map((row) => columns.map((one) => plainCell(row[one.name] ?? null, one.kind)))
  return csvBytes(
    columns.map((one) => plainCell(one.title, 'text')),
    cells,
    'as given',
  )
}

/** Rows of a worksheet in Excel, the header among them. */
const MOST_SHEET_ROWS = 1_048_576

function refuseTooLong(rows: number): void {
  if (rows >= MOST_SHEET_ROWS)
    throw new Refused(
      'invalid',
      `${rows} rows should be at most ${MOST_SHEET_ROWS - 1} for a workbook. Filter them, or take the CSV table`,
    )
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const KINDS = {
  text: 'text',
  quantity: 'number',
  integer: 'number',
  date: 'date',
  time: 'text',
} as const satisfies Record<ListType, string>

function columnsOf({ columns }: ListSource, wanted: string | undefined) {
  const names = wanted?.split(',').filter((one) => one !== '') ?? Object.keys(columns)
  return names.map((one) => {
    const at = one.indexOf('=')
    const name = at < 0 ? one : one.slice(0, at)
    if (!Object.hasOwn(columns, name))
      throw new Refused('invalid', `column (${name}) should be one of ${Object.keys(columns).join(', ')}`)
    return { name, title: at < 0 ? name : one.slice(at + 1), kind: KINDS[columns[name]!.type] }
  })
}
