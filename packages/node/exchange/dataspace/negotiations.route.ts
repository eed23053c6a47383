import {
  AgreementRow,
  NegotiationDecision,
  NegotiationDetail,
  NegotiationRow,
  NewNegotiation,
  ProcessMade,
  ProcessPath,
} from '../../../../schemas/rest/dataspace.ts'
import { type Http, NO_CONTENT } from '../../platform/http.ts'
import { listRoute } from '../../platform/list-route.ts'
import { type Dataspace, dayOf } from './dataspace.ts'
import { AGREEMENTS, NEGOTIATIONS } from './dataspace-lists.ts'
import { decideNegotiation, detailNegotiation, startNegotiation } from './start-negotiation.ts'

const OWNER = { access: 'owner' } as const

/** Negotiations with partners as people see them: begun, decided where no rule does, and what came of them. */
export function negotiationRoutes(http: Http, dataspace: Dataspace): void {
  const list = { session: dataspace.database, today: dayOf(dataspace) }
  listRoute(http, {
    ...list,
    path: '/api/negotiations',
    summary: 'Negotiations with partners',
    source: NEGOTIATIONS,
    row: NegotiationRow,
  })
  listRoute(http, {
    ...list,
    path: '/api/agreements',
    summary: 'Agreements with partners',
    source: AGREEMENTS,
    row: AgreementRow,
  })
  http.post(
    '/api/negotiations',
    {
      config: OWNER,
      schema: {
        summary: 'Ask a partner for its offer, or offer it one of ours',
        body: NewNegotiation,
        response: { 201: ProcessMade },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await startNegotiation(dataspace, body)),
  )
  http.get(
    '/api/negotiations/:id',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'All that was said, and what may be done now',
        params: ProcessPath,
        response: { 200: NegotiationDetail },
      },
    },
    ({ params }) => detailNegotiation(dataspace, params.id),
  )
  http.post(
    '/api/negotiations/:id/decide',
    {
      config: OWNER,
      schema: {
        summary: 'Take a step of a negotiation',
        params: ProcessPath,
        body: NegotiationDecision,
        response: NO_CONTENT,
      },
    },
    async ({ params, body }, reply) => {
      await decideNegotiation(dataspace, params.id, body)
      return reply.code(204).send(null)
    },
  )
}
