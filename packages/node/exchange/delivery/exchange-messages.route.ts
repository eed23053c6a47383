import {
  ExchangeMessagePath,
  ExchangeMessageRow,
  ExchangeMessageView,
  ExchangeOrder,
  ExchangeOrdered,
  ExchangeReplay,
  ExchangeReplayed,
  ExchangeStream,
} from '../../../../schemas/rest/exchange.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Http } from '../../platform/http.ts'
import { listRoute } from '../../platform/list-route.ts'
import { readBusinessDay, readSiteZone } from '../../records/index.ts'
import { exchangeMessages } from './exchange-messages.ts'
import { EXCHANGE_STREAMS } from './exchange-streams.ts'
import { type ReplayFacts, replayMessages } from './replay-messages.ts'
import type { Sender } from './send-envelope.ts'
import { readMessage, sendWithin } from './use-exchange-log.ts'

interface Facts extends Pick<ReplayFacts, 'breakers'> {
  readonly database: Database
  readonly clock: Clock
  readonly sender: Sender
}

/** The exchange log for people: what was sent and received, why something waits, and sending it again. */
export function exchangeMessageRoutes(http: Http, { database, breakers, clock, sender }: Facts): void {
  const today = () => readBusinessDay(database, clock)
  const source = async (id?: string) => exchangeMessages(await readSiteZone(database), id)
  listRoute(http, {
    path: '/api/exchange-messages',
    summary: 'Messages to and from partners, with their state',
    source: () => source(),
    row: ExchangeMessageRow,
    session: database,
    today,
  })
  http.get(
    '/api/exchange-messages/:id',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'One message: its bytes, signature, receipt and attempts, and what its state means',
        params: ExchangeMessagePath,
        response: { 200: ExchangeMessageView },
      },
    },
    async ({ params: { id } }) => readMessage(database, id, { source: await source(id), today: await today() }),
  )
  http.post(
    '/api/exchange-messages',
    {
      config: { access: 'planner' },
      schema: { summary: 'Send a body within a transfer', body: ExchangeOrder, response: { 201: ExchangeOrdered } },
    },
    async ({ body }, reply) => reply.code(201).send(await sendWithin({ database, sender }, body)),
  )
  http.post(
    '/api/exchange-messages/replay',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'Send again what was given up, and try a partner that is left alone: one message, or all of a partner',
        body: ExchangeReplay,
        response: { 200: ExchangeReplayed },
      },
    },
    ({ body }) => replayMessages({ database, breakers, now: sender.now }, body),
  )
  listRoute(http, {
    path: '/api/exchange-streams',
    summary: 'Transfers and negotiations with what waits in them, and whether their partner is called',
    source: EXCHANGE_STREAMS,
    row: ExchangeStream,
    session: database,
    today,
  })
}
