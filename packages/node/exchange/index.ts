import type { Http } from '../platform/http.ts'
import type { TaskProgram } from '../platform/task-run.ts'
import { membershipRoutes } from './credentials/membership.route.ts'
import { checkpointRoutes } from './evidence/checkpoints.route.ts'
import { identityRoutes } from './identity/identity.route.ts'
import { partnerRoutes } from './identity/partners.route.ts'
import type { Exchange } from './open-exchange.ts'

export { type Exchange, type ExchangeOptions, openExchange } from './open-exchange.ts'

/** Every door of the exchange: to the node's people, and to partners. */
export function exchangeRoutes(http: Http, exchange: Exchange): void {
  identityRoutes(http, exchange.identity)
  partnerRoutes(http, exchange)
  membershipRoutes(http, exchange.database)
  checkpointRoutes(http, exchange)
}

/** Background work of the exchange, for the node and for its workers. */
export const exchangeTasks = (_exchange: Exchange): Readonly<Record<string, TaskProgram>> => ({})
