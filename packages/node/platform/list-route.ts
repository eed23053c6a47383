import { Type } from 'typebox'
import { ListQuery, listPage } from '../../../schemas/rest/lists.ts'
import type { Role } from './guard.ts'
import type { Http } from './http.ts'
import { type KnownList, type ListFacts, sourceOf } from './list-facts.ts'
import { type Ending, TableQuery, tableOf } from './list-table.ts'
import { Refused } from './problem.ts'
import { readList } from './read-list.ts'

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
      const known = { facts, access: accessOf(facts), params: place }
      const { content, type, disposition } = await tableOf(known, { query, ending })
      return reply.header('content-disposition', disposition).type(type).send(content)
    },
  )
}
