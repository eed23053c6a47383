import { LineChanges, LinesChanged } from '../../../schemas/rest/ordering.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { changeLines } from './change-lines.ts'

/** Keys of 20,000 lines. */
const MOST_BYTES = 4 * 1024 * 1024

/** What is done to customers' orders. */
export function orderingRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  http.post(
    '/api/order-line-changes',
    {
      config: { access: 'planner' },
      bodyLimit: MOST_BYTES,
      schema: {
        summary:
          'Change priority, due date or status of many order lines, as one batch that can be undone; or say how many',
        body: LineChanges,
        response: { 200: LinesChanged },
      },
    },
    (request) => changeLines({ database, clock, by: personOf(request).email }, request.body),
  )
}
