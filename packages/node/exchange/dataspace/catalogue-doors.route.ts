import type { FastifyInstance } from 'fastify'
import { partnerOf } from '../../platform/partner-guard.ts'
import { checkedMessage } from './checked-message.ts'
import type { Dataspace } from './dataspace.ts'
import { readCatalogue, readDataset } from './read-catalogue.ts'

const PARTNER = { config: { access: 'partner' } } as const

interface Asked {
  readonly Querystring: { readonly cursor?: string }
}

/** What we offer, for each partner what it may see. */
export function catalogueDoors(doors: FastifyInstance, dataspace: Dataspace): void {
  doors.route<Asked>({
    ...PARTNER,
    // The address of a next page may be followed either way.
    method: ['GET', 'POST'],
    url: '/catalog/request',
    handler: async (request, reply) => {
      const body = request.method === 'GET' ? {} : checkedMessage(request.body, ['catalog-request-message'])
      const { filter = [] } = body as { filter?: readonly unknown[] }
      const { cursor } = request.query
      const { catalogue, next } = await readCatalogue(dataspace, partnerOf(request), { filter, cursor })
      if (next !== null) reply.header('link', `<${next}>; rel="next"`)
      return catalogue
    },
  })
  doors.get<{ Params: { id: string } }>('/catalog/datasets/:id', PARTNER, (request) =>
    readDataset(dataspace, partnerOf(request), request.params.id),
  )
}
