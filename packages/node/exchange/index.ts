import { AGREEMENT_SIGNATURE } from '@headwater/exchange/evidence/verify-log'
import type { Clock } from '../platform/clock.ts'
import type { Http } from '../platform/http.ts'
import type { TaskProgram } from '../platform/task-run.ts'
import { membershipRoutes } from './credentials/membership.route.ts'
import { presentationRoutes } from './credentials/present-credentials.route.ts'
import { dataspaceRoutes, dataspaceTasks, settleMessage, takeSignatures } from './dataspace/index.ts'
import { type Courier, openCourier } from './delivery/courier.ts'
import { exchangeMessageRoutes } from './delivery/exchange-messages.route.ts'
import { FETCH_JOB, fetchJob, orderFetches } from './delivery/fetch-missing.ts'
import { inboxRoutes } from './delivery/inbox.route.ts'
import { outboxRoutes } from './delivery/outbox.route.ts'
import { paceCalls } from './delivery/pace-calls.ts'
import { checkpointRoutes } from './evidence/checkpoints.route.ts'
import { exportRecordRoute } from './evidence/export-record.route.ts'
import { identityRoutes } from './identity/identity.route.ts'
import { incidentRoutes } from './identity/incidents.route.ts'
import { partnerRoutes } from './identity/partners.route.ts'
import type { Exchange } from './open-exchange.ts'
import { tidyHourly } from './tidy-hourly.ts'

export { type Exchange, type ExchangeOptions, openExchange } from './open-exchange.ts'

/** Every door of the exchange: to the node's people, and to partners. */
export function exchangeRoutes(http: Http, exchange: Exchange, clock: Clock): void {
  http.addHook('onResponse', async ({ method, routeOptions: { url = '' } }) => {
    if (method !== 'GET' && CHANGING.test(url)) exchange.noteChange()
  })
  http.addHook('onResponse', async ({ partner }) => {
    if (partner) await exchange.breakers.endWait(partner.id, { by: 'partner', now: exchange.machine() })
  })
  identityRoutes(http, exchange.identity)
  partnerRoutes(http, exchange)
  incidentRoutes(http, exchange)
  dataspaceRoutes(http, exchange)
  membershipRoutes(http, exchange)
  checkpointRoutes(http, exchange)
  exportRecordRoute(http, exchange)
  inboxRoutes(http, receiverOf(exchange))
  outboxRoutes(http, exchange.database)
  exchangeMessageRoutes(http, {
    database: exchange.database,
    breakers: exchange.breakers,
    clock,
    sender: { identity: exchange.identity, now: exchange.machine },
  })
  presentationRoutes(http)
}

/** Doors of partners, and of people who act among partners; who reads a catalogue or looks at a document changes nothing. */
const CHANGING =
  /^\/(exchange\/|dsp\/(?!.*\/catalog\/)|api\/(identity|incidents|partners(?!\/look)|exchange-|datasets|offers|negotiations|transfers))/

const receiverOf = ({ database, identity, machine }: Exchange) => ({
  database,
  identity,
  now: machine,
  takeIn: { [AGREEMENT_SIGNATURE]: takeSignatures },
})

/**
 * Delivers to partners what the exchange has queued, and takes away what is too old; of all processes on a database the node alone does
 * this.
 */
export async function startCourier(exchange: Exchange, url: string): Promise<Courier> {
  const { database, identity, breakers, outboundFetch, machine, log } = exchange
  const fetch: typeof outboundFetch = (...call) => outboundFetch(...call).finally(exchange.noteChange)
  const pace = paceCalls()
  await orderFetches(database)
  const courier = await openCourier({
    url,
    identity,
    breakers,
    pace,
    fetch,
    now: machine,
    chance: Math.random,
    log,
    settleControl: (transaction, settled) => settleMessage(exchange, transaction, settled),
    jobs: { [FETCH_JOB]: fetchJob({ ...receiverOf(exchange), identity, fetch, pace }) },
  })
  const tidying = tidyHourly(exchange)
  return {
    stop: async () => {
      await tidying.stop()
      await courier.stop()
    },
  }
}

/** Background work of the exchange, for the node and for its workers. */
export const exchangeTasks = (exchange: Exchange): Readonly<Record<string, TaskProgram>> => ({
  ...dataspaceTasks(exchange),
})
