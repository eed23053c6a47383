import { ForecastView, ScheduledOperationView, ScheduleMove } from '../../../schemas/rest/results.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { listRoute } from '../platform/list-route.ts'
import { readBusinessDay } from '../records/index.ts'
import { FORECASTS, SCHEDULE_MOVES, SCHEDULED_OPERATIONS } from './result-lists.ts'

/** What the current plan was made from, and when it is carried out. */
export function resultRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  const facts = { session: database, today: () => readBusinessDay(database, clock) }
  listRoute(http, {
    ...facts,
    path: '/api/forecasts',
    summary: 'Expected demand by item and bucket, with quantiles and the method that was chosen',
    source: FORECASTS,
    row: ForecastView,
  })
  listRoute(http, {
    ...facts,
    path: '/api/scheduled-operations',
    summary: 'The schedule: each operation with its unit and times',
    source: SCHEDULED_OPERATIONS,
    row: ScheduledOperationView,
  })
  listRoute(http, {
    ...facts,
    path: '/api/schedule-moves',
    summary: 'Operations that are elsewhere, or at another time, than in the run before',
    source: SCHEDULE_MOVES,
    row: ScheduleMove,
  })
}
