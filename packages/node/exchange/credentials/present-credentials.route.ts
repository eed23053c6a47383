import type { Http } from '../../platform/http.ts'
import { Refused } from '../../platform/problem.ts'
import { wireCheck } from '../../platform/wire-schemas.ts'
import { DCP_CONTEXT } from './ask-presentations.ts'

const isQuery = wireCheck('credentials/presentation-query-message')
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/**
 * The credential service of the node (DCP 1.0.1 section 5), where its DID document says that it is. The node keeps no credentials of its
 * own yet, so it presents none to any partner.
 */
export function presentationRoutes(http: Http): void {
  http.post('/dcp/1.0/presentations/query', { config: { access: 'partner' } }, (request, reply) => {
    const { body } = request
    if (isObject(body) && 'presentationDefinition' in body) return reply.code(501).send()
    const wrong = isQuery(body)
    if (wrong !== null) throw new Refused('invalid', wrong)
    return { '@context': [DCP_CONTEXT], type: 'PresentationResponseMessage', presentation: [] }
  })
}
