import { IncidentClosing, IncidentPath, IncidentRow, IncidentView } from '../../../../schemas/rest/incidents.ts'
import { personOf } from '../../platform/guard.ts'
import { type Http, NO_CONTENT } from '../../platform/http.ts'
import { listRoute } from '../../platform/list-route.ts'
import type { Exchange } from '../open-exchange.ts'
import { closeWithReason, INCIDENTS, readIncident } from './incidents.ts'

/** What partners did that they should not have, for people. */
export function incidentRoutes(http: Http, { database, machine }: Pick<Exchange, 'database' | 'machine'>): void {
  const today = () => Promise.resolve(new Date(machine()).toISOString().slice(0, 10))
  listRoute(http, {
    path: '/api/incidents',
    summary: 'What partners did that they should not have',
    source: INCIDENTS,
    row: IncidentRow,
    session: database,
    today,
  })
  http.get(
    '/api/incidents/:id',
    {
      config: { access: 'viewer' },
      schema: { summary: 'One incident with its evidence', params: IncidentPath, response: { 200: IncidentView } },
    },
    async ({ params }) => readIncident(database, params.id, await today()),
  )
  http.post(
    '/api/incidents/:id/close',
    {
      config: { access: 'owner' },
      schema: {
        summary: 'Say why an incident needs nobody any more; its evidence stays',
        params: IncidentPath,
        body: IncidentClosing,
        response: NO_CONTENT,
      },
    },
    async (request, reply) => {
      const { reason } = request.body
      await closeWithReason(database, request.params.id, { reason: reason.trim(), by: personOf(request).email })
      return reply.code(204).send(null)
    },
  )
}
