import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MOST_TABLE_ROWS, type TableColumn, type TableRow, tablePieces } from '@headwater/files/workbook/write-table'
import { csvPiece } from '@headwater/files/write/csv-text'
import { type Static, Type } from 'typebox'
import { ListQuery } from '../../../schemas/rest/lists.ts'
import type { Database } from './database.ts'
import { type KnownList, sourceOf } from './list-facts.ts'
import type { ListSource, ListType } from './list-source.ts'
import { plainCell } from './plain-cell.ts'
import { Refused } from './problem.ts'
import { countList, type ListOrder, streamList } from './read-list.ts'

export const TableQuery = Type.Object(
  {
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
  },
  { additionalProperties: false },
)

export type Ending = 'csv' | 'xlsx'

export interface Table {
  /** Bytes, as they are taken. */
  readonly content: Readable
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
    content: await tableContent(order, { name: list, ending }),
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

interface TableOrder extends ListOrder {
  readonly session: Database
  readonly query: Static<typeof TableQuery>
}

/**
 * The bytes of a table as they are taken: rows come by a cursor of one snapshot, so that memory stays the same however many there are.
 * Resolves once the first rows are there: what is refused is refused before anything is sent.
 */
async function tableContent(order: TableOrder, { name, ending }: { name: string; ending: Ending }): Promise<Readable> {
  const { session, source, query, today } = order
  const columns = columnsOf(source, query.columns)
  if (underWay.size >= MOST_AT_ONCE)
    throw new Refused('unavailable', `${MOST_AT_ONCE} tables are being written; try again in a moment`)
  const list = { source, today, query: askedOf(query) }
  const out = new PassThrough({ highWaterMark: AHEAD })
  const begun = Promise.withResolvers<void>()
  let isBegun = false
  const writing = session.transaction(
    async (snapshot) => {
      if (ending === 'xlsx') refuseTooLong(await countList(snapshot, list))
      const rows = streamList<TableRow>(snapshot, list)
      const first = await rows.next()
      isBegun = true
      begun.resolve()
      const batches = first.done ? [] : afterFirst(first.value, rows)
      const pieces = ending === 'xlsx' ? tablePieces(name, columns, rowsOf(batches)) : csvOf(columns, batches)
      await pipeline(Readable.from(taken(pieces, out), { objectMode: true, highWaterMark: 1 }), out)
    },
    { isolation: 'repeatable read', readOnly: true },
  )
  underWay.add(writing)
  writing
    .catch((error: Error) => {
      // Before it begins nobody listens to it yet.
      if (isBegun) out.destroy(error)
      else begun.reject(error)
    })
    .finally(() => underWay.delete(writing))
  await begun.promise
  return out
}

/** Tables under way: each holds a connection to the database for as long as it is taken. */
const underWay = new Set<Promise<void>>()
const MOST_AT_ONCE = 4

/** A table that nobody takes any more for so long ends. */
const STALLED_MS = 60_000

async function* taken(pieces: AsyncIterable<Uint8Array>, out: PassThrough): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    const stalled = setTimeout(() => out.destroy(new Error('nobody takes the table any more')), STALLED_MS).unref()
    yield piece
    clearTimeout(stalled)
  }
}

/** Bytes made before they are taken. */
const AHEAD = 65_536

type Batches = Iterable<readonly TableRow[]> | AsyncIterable<readonly TableRow[]>

async function* afterFirst(
  first: readonly TableRow[],
  others: AsyncIterable<readonly TableRow[]>,
): AsyncGenerator<readonly TableRow[]> {
  yield first
  yield* others
}

async function* rowsOf(batches: Batches): AsyncGenerator<TableRow> {
  for await (const batch of batches) yield* batch
}

async function* csvOf(columns: readonly TableColumn[], batches: Batches): AsyncGenerator<Uint8Array> {
  yield csvPiece([columns.map((one) => plainCell(one.title, 'text'))])
  for await (const batch of batches)
    yield csvPiece(batch.map((row) => columns.map((one) => plainCell(row[one.name] ?? null, one.kind))))
}

const askedOf = ({ filter, search, sort }: Static<typeof TableQuery>): ListOrder['query'] => ({
  ...(filter === undefined ? {} : { filter }),
  ...(search === undefined ? {} : { search }),
  ...(sort === undefined ? {} : { sort }),
})

function refuseTooLong(rows: number): void {
  if (rows > MOST_TABLE_ROWS)
    throw new Refused(
      'invalid',
      `${rows} rows should be at most ${MOST_TABLE_ROWS} for a workbook. Filter them, or take the CSV table`,
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
