import { Inbox, ReadMarks } from '../../../schemas/rest/inbox.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import { type Http, NO_CONTENT } from '../platform/http.ts'
import { markRead } from './mark-read.ts'
import { readInbox } from './read-inbox.ts'
import { noteReservations } from './watch-reservations.ts'

/** How often the node looks for reservations that end; pages are told by an event and never ask by themselves. */
const LOOK_MS = 60_000

/** What happened that people should look at. */
export function inboxRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  const timer = setInterval(() => void noteReservations(database, clock).catch(() => {}), LOOK_MS)
  http.addHook('onClose', async () => clearInterval(timer))
  http.get(
    '/api/inbox',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'What happened that you should look at: the newest 200 of 30 days, and how many are unread',
        response: { 200: Inbox },
      },
    },
    (request) => readInbox(database, clock, personOf(request)),
  )
  http.post(
    '/api/inbox/read',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'Mark items of your inbox as read, or as not read',
        body: ReadMarks,
        response: NO_CONTENT,
      },
    },
    async (request, reply) => {
      await markRead(database, personOf(request).id, request.body)
      return reply.code(204).send(null)
    },
  )
}
