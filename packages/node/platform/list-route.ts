import { writeTable } from '@headwater/files/workbook/write-table'
import { csvBytes } from '@headwater/files/write/csv-text'
import { type TSchema, Type } from 'typebox'
import { ListQuery, listPage } from '../../../schemas/rest/lists.ts'
import type { Session } from './database.ts'
import type { Http } from './http.ts'
import type { ListSource, ListType } from './list-source.ts'
import { Refused } from './problem.ts'
import { readList, readWholeList } from './read-list.ts'

export interface ListFacts {
  /** `/api/order-lines` */
  readonly path: string
  readonly summary: string
  readonly source: ListSource
  readonly row: TSchema
  readonly session: Session
  /** Business day. */
  readonly today: () => Promise<string>
}

const ExportQuery = Type.Object({
  filter: ListQuery.properties.filter,
  search: ListQuery.properties.search,
  sort: ListQuery.properties.sort,
  columns: Type.Optional(
    Type.String({
      maxLength: 4000,
      description: 'Columns in their order, joined by ","; each may have a title: `due=Due date`',
    }),
  ),
})
const Ending = Type.Object({ ending: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]) })

/** A list as pages of JSON at its path, and whole as a table at `PATH/table.xlsx` and `PATH/table.csv`, all by the same query. */
export function listRoute(http: Http, facts: ListFacts): void {
  const { path, summary, source, session, today } = facts
  http.get(
    path,
    {
      config: { access: 'viewer' },
      schema: { summary, querystring: ListQuery, response: { 200: listPage(facts.row) } },
    },
    async (request) => {
      const page = await readList(session, { source, query: request.query, today: await today() })
      return { ...page, rows: [...page.rows] }
    },
  )
  http.get(
    `${path}/table.:ending`,
    {
      config: { access: 'viewer' },
      schema: { summary: `${summary}: all rows of the query as a table`, params: Ending, querystring: ExportQuery },
    },
    async (request, reply) => {
      const { columns: wanted, ...query } = request.query
      const columns = columnsOf(source, wanted)
      const rows = await readWholeList<Record<string, string | number | null>>(session, {
        source,
        query,
        today: await today(),
      })
      const name = path.split('/').at(-1)!
      const { ending } = request.params
      reply.header('content-disposition', `attachment; filename="${name}-${await today()}.${ending}"`)
      if (ending === 'xlsx') return reply.type(XLSX).send(Buffer.from(await writeTable(name, columns, rows)))
      const titles = columns.map((one) => one.title)
      const cells = rows.map((row) => columns.map((one) => row[one.name] ?? null))
      return reply.type('text/csv; charset=utf-8').send(Buffer.from(csvBytes(titles, cells, 'as given')))
    },
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
