import { NewOverride, OverrideMade, OverridePath, OverrideView } from '../../../schemas/rest/forecasting.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { listRoute } from '../platform/list-route.ts'
import { readBusinessDay } from '../records/index.ts'
import { endOverride, type ForecastRoom, overrideForecast } from './override-forecast.ts'
import { FORECAST_OVERRIDES } from './override-list.ts'

export interface ForecastingFacts {
  readonly database: Database
  readonly clock: Clock
  readonly orderPlan: ForecastRoom['orderPlan']
}

/** What planners know better than the history. */
export function forecastingRoutes(http: Http, { database, clock, orderPlan }: ForecastingFacts): void {
  listRoute(http, {
    path: '/api/forecast-overrides',
    summary: 'Overrides of forecasts with who, when and why, the newest first',
    source: FORECAST_OVERRIDES,
    row: OverrideView,
    session: database,
    today: () => readBusinessDay(database, clock),
  })
  http.post(
    '/api/forecast-overrides',
    {
      config: { access: 'planner' },
      schema: {
        summary:
          'Override the forecast of an item, a style, a category or all, in one place or all, for some days; it is spread down, and a plan follows',
        body: NewOverride,
        response: { 200: OverrideMade },
      },
    },
    (request) => overrideForecast({ database, orderPlan, by: personOf(request).email }, request.body),
  )
  http.delete(
    '/api/forecast-overrides/:id',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'Take an override back; a plan follows',
        params: OverridePath,
        response: { 200: OverrideMade },
      },
    },
    (request) => endOverride({ database, orderPlan, by: personOf(request).email }, request.params.id),
  )
}
