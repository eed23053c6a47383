import { Accepted } from '../../schemas/rest/planning.ts'
import { orderDemo } from './begin-demo.ts'
import type { Database } from './platform/database.ts'
import type { Http } from './platform/http.ts'

/** The demo company for a company that has nothing yet. */
export function demoRoutes(http: Http, database: Database): void {
  http.post(
    '/api/demo',
    {
      config: { access: 'owner' },
      schema: {
        summary: 'Fill an empty company with the demo, in the background; refused where there are records',
        response: { 202: Accepted },
      },
    },
    async (_request, reply) => reply.code(202).send({ task: await orderDemo(database) }),
  )
}
