import type { FastifyInstance } from 'fastify'
import { partnerOf } from '../../platform/partner-guard.ts'
import { checkedMessage } from './checked-message.ts'
import type { Dataspace } from './dataspace.ts'
import { beginTransfer, readTransfer, receiveTransferMessage, transferView } from './receive-transfer.ts'

const PARTNER = { config: { access: 'partner' } } as const
const LATER = ['start', 'completion', 'suspension', 'termination']

interface Named {
  readonly Params: { readonly pid: string }
}

/** Transfer processes, as provider and as consumer. */
export function transferDoors(doors: FastifyInstance, dataspace: Dataspace): void {
  doors.post('/transfers/request', PARTNER, async (request, reply) => {
    const body = checkedMessage(request.body, ['transfer-request-message'])
    return reply.code(201).send(transferView(await beginTransfer(dataspace, { partner: partnerOf(request), body })))
  })
  for (const place of LATER)
    doors.post<Named>(`/transfers/:pid/${place}`, PARTNER, async (request) => {
      const body = checkedMessage(request.body, [`transfer-${place}-message`])
      const received = { partner: partnerOf(request), body }
      return transferView(await receiveTransferMessage(dataspace, request.params.pid, received))
    })
  doors.get<Named>('/transfers/:pid', PARTNER, async (request) =>
    transferView(await readTransfer(dataspace, partnerOf(request), request.params.pid)),
  )
}
