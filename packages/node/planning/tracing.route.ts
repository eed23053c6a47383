import {
  CapacityLoadView,
  ItemBalance,
  MaterialEvent,
  OrderLoadView,
  Peg,
  PlanChange,
  PlannedChange,
} from '../../../schemas/rest/tracing.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { listRoute } from '../platform/list-route.ts'
import { readBusinessDay } from '../records/index.ts'
import {
  CAPACITY_LOADS,
  ITEM_BALANCES,
  MATERIAL_EVENTS,
  ORDER_LOADS,
  PEGGING,
  PLAN_CHANGES,
  PLANNED_CHANGES,
} from './trace-lists.ts'

const LISTS = [
  {
    path: '/api/plan-changes',
    summary: 'What the newest plan changed: order lines that became late, recovered or moved, with the cause',
    source: PLAN_CHANGES,
    row: PlanChange,
  },
  {
    path: '/api/planned-changes',
    summary: 'Items that the newest plan orders otherwise than the one before, the most added first',
    source: PLANNED_CHANGES,
    row: PlannedChange,
  },
  {
    path: '/api/pegging',
    summary: 'Who is served by what, one level: filter by demand to go down, by supply to go up',
    source: PEGGING,
    row: Peg,
  },
  {
    path: '/api/material-balances',
    summary: 'Items over the horizon, the short ones first',
    source: ITEM_BALANCES,
    row: ItemBalance,
  },
  {
    path: '/api/material-events',
    summary: 'What comes and goes of items by day; the balance of an item is its running sum',
    source: MATERIAL_EVENTS,
    row: MaterialEvent,
  },
  {
    path: '/api/capacity-load',
    summary: 'Minutes needed and available by work center and week',
    source: CAPACITY_LOADS,
    row: CapacityLoadView,
  },
  { path: '/api/order-load', summary: 'What fills a week of a work center', source: ORDER_LOADS, row: OrderLoadView },
] as const

/** The numbers of the plan taken apart. */
export function tracingRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  for (const list of LISTS)
    listRoute(http, { ...list, session: database, today: () => readBusinessDay(database, clock) })
}
