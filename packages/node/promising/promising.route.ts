import { PromiseAnswer, PromiseRequest } from '../../../schemas/rest/promising.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { createDesk } from './promise-desk.ts'
import { promiseGoods } from './promise-goods.ts'

/** Promises; the desk ends with the server. */
export function promisingRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  const desk = createDesk({ database, clock })
  http.addHook('onClose', () => desk.close())
  http.post(
    '/api/promises',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'A date for a quantity, what binds it and what would make it earlier',
        body: PromiseRequest,
        response: { 200: PromiseAnswer },
      },
    },
    (request) => promiseGoods({ database, desk, by: personOf(request).email }, request.body),
  )
}
