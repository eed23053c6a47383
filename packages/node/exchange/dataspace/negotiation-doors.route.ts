import type { FastifyInstance } from 'fastify'
import { partnerOf } from '../../platform/partner-guard.ts'
import { checkedMessage } from './checked-message.ts'
import type { Dataspace } from './dataspace.ts'
import { beginNegotiation, negotiationView, readNegotiation, receiveNegotiationMessage } from './receive-negotiation.ts'

const PARTNER = { config: { access: 'partner' } } as const

interface Named {
  readonly Params: { readonly pid: string }
}

/** The first messages of either side, and where they come in. */
const BEGINNINGS = { request: 'contract-request-message', offers: 'contract-offer-message' }

/** Later messages; who may send which in what state is the table's to say, for both our roles. */
const LATER: Readonly<Record<string, string>> = {
  request: 'contract-request-message',
  offers: 'contract-offer-message',
  events: 'contract-negotiation-event-message',
  agreement: 'contract-agreement-message',
  'agreement/verification': 'contract-agreement-verification-message',
  termination: 'contract-negotiation-termination-message',
}

/** Contract negotiation, as provider and as consumer. */
export function negotiationDoors(doors: FastifyInstance, dataspace: Dataspace): void {
  for (const [place, schema] of Object.entries(BEGINNINGS))
    doors.post(`/negotiations/${place}`, PARTNER, async (request, reply) => {
      const body = checkedMessage(request.body, [schema])
      return reply
        .code(201)
        .send(negotiationView(await beginNegotiation(dataspace, { partner: partnerOf(request), body })))
    })
  for (const [place, schema] of Object.entries(LATER))
    doors.post<Named>(`/negotiations/:pid/${place}`, PARTNER, async (request) => {
      const body = checkedMessage(request.body, [schema])
      const received = { partner: partnerOf(request), body }
      return negotiationView(await receiveNegotiationMessage(dataspace, request.params.pid, received))
    })
  doors.get<Named>('/negotiations/:pid', PARTNER, async (request) =>
    negotiationView(await readNegotiation(dataspace, partnerOf(request), request.params.pid)),
  )
}
