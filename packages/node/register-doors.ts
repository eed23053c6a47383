import { type Accounts, accountRoutes, roleRoutes } from './accounts/index.ts'
import { actingRoutes } from './acting/index.ts'
import { auditingRoutes } from './auditing/index.ts'
import { backupRoutes } from './backup/backups.route.ts'
import { clockRoutes } from './business-clock/index.ts'
import { demoRoutes } from './demo.route.ts'
import { type Exchange, exchangeRoutes } from './exchange/index.ts'
import { demandRoutes, forecastingRoutes } from './forecasting/index.ts'
import { inboxRoutes } from './inbox/index.ts'
import { liveLinkRoutes } from './live-links/index.ts'
import { type NodePlace, nodeFactsRoutes } from './node-facts/index.ts'
import { orderingRoutes } from './ordering/index.ts'
import { packRoutes } from './packs/index.ts'
import { orderPlan, planningRoutes, resultRoutes, tracingRoutes } from './planning/index.ts'
import type { Clock } from './platform/clock.ts'
import type { Database } from './platform/database.ts'
import type { Http } from './platform/http.ts'
import { answerOnce } from './platform/request-keys.ts'
import { productRoutes } from './products/index.ts'
import { promisingRoutes } from './promising/index.ts'
import { editRoutes, parameterRoutes, recordRoutes, studioRoutes, uploadRoutes } from './records/index.ts'
import { schedulingRoutes } from './scheduling/index.ts'
import { viewRoutes } from './views/index.ts'

export interface DoorFacts {
  readonly database: Database
  readonly clock: Clock
  readonly accounts: Accounts
  readonly place: NodePlace
  readonly exchange: Exchange
}

/** Every door of every slice, for the node and for the tests of its doors. */
export function registerDoors(http: Http, { database, clock, accounts, place, exchange }: DoorFacts): void {
  answerOnce(http, database)
  roleRoutes(http)
  accountRoutes(http, accounts)
  clockRoutes(http, { database, clock })
  forecastingRoutes(http, { database, clock, orderPlan })
  demandRoutes(http, { database, clock })
  planningRoutes(http, { database, clock })
  tracingRoutes(http, { database, clock })
  actingRoutes(http, database)
  resultRoutes(http, { database, clock })
  productRoutes(http, { database, clock })
  orderingRoutes(http, { database, clock })
  promisingRoutes(http, { database, clock })
  schedulingRoutes(http, { database, clock })
  inboxRoutes(http, { database, clock })
  recordRoutes(http, database)
  uploadRoutes(http, database)
  studioRoutes(http, database)
  demoRoutes(http, database)
  editRoutes(http, { database, clock })
  parameterRoutes(http, database)
  auditingRoutes(http, { database, clock })
  backupRoutes(http, { database, home: place.home })
  nodeFactsRoutes(http, { database, clock, place })
  packRoutes(http, database)
  viewRoutes(http, database)
  liveLinkRoutes(http, database)
  exchangeRoutes(http, exchange, clock)
}
