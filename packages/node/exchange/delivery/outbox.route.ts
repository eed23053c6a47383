import { Type } from 'typebox'
import type { Database } from '../../platform/database.ts'
import type { Http } from '../../platform/http.ts'
import { partnerOf } from '../../platform/partner-guard.ts'
import { serveOutbox } from './serve-outbox.ts'

const Path = Type.Object({ transferPid: Type.String({ minLength: 1, maxLength: 256 }) })
const Cursor = Type.Object(
  {
    after: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 256 })),
  },
  { additionalProperties: false },
)

const LATER_SECONDS = 60

/** Where a partner fetches again what it misses of a transfer. */
export function outboxRoutes(http: Http, database: Database): void {
  http.get(
    '/exchange/1/streams/:transferPid/outbox',
    { config: { access: 'partner' }, schema: { params: Path, querystring: Cursor } },
    async (request, reply) => {
      const { transferPid } = request.params
      const { after, limit = 64 } = request.query
      const { id: partner } = partnerOf(request)
      const { status, text } = await serveOutbox(database, { partner, transferPid, after, limit })
      if (status === 503) reply.header('retry-after', String(LATER_SECONDS))
      return reply.code(status).type('application/json').send(text)
    },
  )
}
