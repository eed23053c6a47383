import { ForecastScope, Heat, HeatQuery, Outlook, OutlookQuery, ScopeLevel } from '../../../schemas/rest/demand.ts'
import { OverrideSpread, SpreadQuery } from '../../../schemas/rest/forecasting.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { listRoute } from '../platform/list-route.ts'
import { readBusinessDay } from '../records/index.ts'
import { readHeat } from './heat.ts'
import { readOutlook } from './outlook.ts'
import { scopeList } from './scope-list.ts'
import { spreadOverride } from './spread-override.ts'

/** What was sold and what is expected. */
export function demandRoutes(http: Http, facts: { readonly database: Database; readonly clock: Clock }): void {
  const { database, clock } = facts
  listRoute(http, {
    path: '/api/forecast-scopes/:level',
    summary: 'What is forecast, with what was sold lately and how good the backtest was: items, styles or categories',
    params: { level: ScopeLevel },
    source: async ({ level }) => scopeList(level as ScopeLevel),
    row: ForecastScope,
    session: database,
    today: () => readBusinessDay(database, clock),
  })
  http.get(
    '/api/demand-outlook',
    {
      config: { access: 'viewer' },
      schema: {
        summary:
          'Weekly sales and forecast of an item, a style, a category or all, with what the forecast was made from',
        querystring: OutlookQuery,
        response: { 200: Outlook },
      },
    },
    (request) => readOutlook(facts, request.query),
  )
  http.get(
    '/api/sell-through-heat',
    {
      config: { access: 'viewer' },
      schema: { summary: 'Sales of a period by two axes', querystring: HeatQuery, response: { 200: Heat } },
    },
    (request) => readHeat(facts, request.query),
  )
  http.get(
    '/api/forecast-overrides/spread',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'How an override would spread down, without giving it',
        querystring: SpreadQuery,
        response: { 200: OverrideSpread },
      },
    },
    (request) => spreadOverride(database, request.query),
  )
}
