import { ClockMove, ClockView } from '../../../schemas/rest/clock.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { moveClock, readClock } from './move-clock.ts'

/** The two clocks, and a move of the one of business. */
export function clockRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  http.get(
    '/api/clock',
    {
      config: { access: 'viewer' },
      schema: { summary: 'Business clock and machine clock', response: { 200: ClockView } },
    },
    () => readClock(database, clock),
  )
  http.put(
    '/api/clock',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'Move the business clock of a demo, and plan anew',
        body: ClockMove,
        response: { 200: ClockView },
      },
    },
    (request) => moveClock(database, clock, request.body.to),
  )
}
