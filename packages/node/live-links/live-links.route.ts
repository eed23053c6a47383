import { Type } from 'typebox'
import { LinkMade, Links, NewLink, ViewPath } from '../../../schemas/rest/views.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import { type Http, NO_CONTENT } from '../platform/http.ts'
import { createLink, type LinkRoom, readLinkedTable, readLinks, revokeLink } from './live-links.ts'

const READS_A_MINUTE = 60
const PLANNER = { access: 'planner' } as const
const LinkedPath = Type.Object({
  token: Type.String({ minLength: 1, maxLength: 100 }),
  ending: Type.Union([Type.Literal('csv'), Type.Literal('xlsx')]),
})

/** Addresses from which Excel and Power Query read one list without a login. */
export function liveLinkRoutes(http: Http, database: Database): void {
  const room = { http, database }
  http.get(
    '/api/live-links',
    {
      config: PLANNER,
      schema: { summary: 'Live data links: one’s own, for an owner all', response: { 200: Links } },
    },
    async (request) => ({
      links: (await readLinks(database, personOf(request))).map(
        ({ id, name, list, by, created, expires, lastUsed }) => ({
          id,
          name,
          list,
          by,
          created: created.toISOString(),
          expires: expires.toISOString(),
          lastUsed: lastUsed?.toISOString() ?? null,
        }),
      ),
    }),
  )
  http.post(
    '/api/live-links',
    {
      config: { ...PLANNER, keepsAnswer: false },
      schema: {
        summary: 'Make a link that reads one list as a table; not with a token',
        body: NewLink,
        response: { 201: LinkMade },
      },
    },
    async (request, reply) => reply.code(201).send(await createLink(room, request.body, personOf(request))),
  )
  http.delete(
    '/api/live-links/:id',
    {
      config: PLANNER,
      schema: { summary: 'Revoke a link: one’s own, as an owner any', params: ViewPath, response: NO_CONTENT },
    },
    async (request, reply) => {
      await revokeLink(database, request.params.id, personOf(request))
      return reply.code(204).send(null)
    },
  )
  tableRoute(room)
}

function tableRoute(room: LinkRoom): void {
  room.http.get(
    '/api/live-data/:token/table.:ending',
    {
      config: { access: 'public', rateLimit: { max: READS_A_MINUTE, timeWindow: 60_000 } },
      schema: {
        summary: 'All rows of the list that a live data link reads; the token in the address is the key',
        params: LinkedPath,
      },
    },
    async (request, reply) => {
      const { content, type, disposition } = await readLinkedTable(room, request.params)
      return reply.headers({ 'content-disposition': disposition, 'cache-control': 'no-store' }).type(type).send(content)
    },
  )
}
