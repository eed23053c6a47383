import { IdentityView } from '../../../../schemas/rest/partners.ts'
import { personOf } from '../../platform/guard.ts'
import type { Http } from '../../platform/http.ts'
import type { Identity } from './identity.ts'
import { readIdentity } from './own-identity.ts'

/** A partner looks again after so many seconds at most. */
const FRESH_SECONDS = 60

/** Who this node is: for its people, and for every other company. */
export function identityRoutes(http: Http, identity: Identity): void {
  http.get(
    '/.well-known/did.json',
    { config: { access: 'public' }, schema: { hide: true, summary: 'The DID document of this node' } },
    (_request, reply) =>
      reply
        .type('application/did+json')
        .header('cache-control', `public, max-age=${FRESH_SECONDS}`)
        .send(JSON.stringify(identity.document())),
  )
  http.get(
    '/api/identity',
    {
      config: { access: 'viewer' },
      schema: {
        summary: 'Who this node is to other companies: DID, keys, thumbprints',
        response: { 200: IdentityView },
      },
    },
    () => readIdentity(identity),
  )
  http.post(
    '/api/identity/rotate',
    {
      config: { access: 'owner' },
      schema: {
        summary: 'Make new keys, announced by those before, which are kept for what they signed',
        response: { 200: IdentityView },
      },
    },
    async (request) => {
      await identity.rotate(personOf(request).email)
      return readIdentity(identity)
    },
  )
}
