import type { Http } from '../platform/http.ts'
import type { TaskProgram } from '../platform/task-run.ts'
import { membershipRoutes } from './credentials/membership.route.ts'
import { presentationRoutes } from './credentials/present-credentials.route.ts'
import { dataspaceRoutes, dataspaceTasks, settleMessage } from './dataspace/index.ts'
import { type Courier, openCourier } from './delivery/courier.ts'
import { inboxRoutes } from './delivery/inbox.route.ts'
import { checkpointRoutes } from './evidence/checkpoints.route.ts'
import { identityRoutes } from './identity/identity.route.ts'
import { partnerRoutes } from './identity/partners.route.ts'
import type { Exchange } from './open-exchange.ts'

export { type Exchange, type ExchangeOptions, openExchange } from './open-exchange.ts'

/** Every door of the exchange: to the node's people, and to partners. */
export function exchangeRoutes(http: Http, exchange: Exchange): void {
  identityRoutes(http, exchange.identity)
  partnerRoutes(http, exchange)
  dataspaceRoutes(http, exchange)
  membershipRoutes(http, exchange)
  checkpointRoutes(http, exchange)
  inboxRoutes(http, {
    database: exchange.database,
    identity: exchange.identity,
    now: exchange.machine,
    onStored: async () => {},
    onGap: async () => {},
  })
  presentationRoutes(http)
}

/** Delivers to partners what the exchange has queued; of all processes on a database the node alone does this. */
export const startCourier = (exchange: Exchange, url: string): Promise<Courier> =>
  openCourier({
    url,
    identity: exchange.identity,
    fetch: exchange.outboundFetch,
    now: exchange.machine,
    chance: Math.random,
    log: exchange.log,
    settleControl: (transaction, settled) => settleMessage(exchange, transaction, settled),
  })

/** Background work of the exchange, for the node and for its workers. */
export const exchangeTasks = (exchange: Exchange): Readonly<Record<string, TaskProgram>> => ({
  ...dataspaceTasks(exchange),
})
