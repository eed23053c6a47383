import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import type { OutboundFetch } from '../../platform/outbound-fetch.ts'
import { verifyingKey } from '../identity/jws.ts'
import { resolveDid } from '../identity/resolve-did.ts'
import { isJwtSignedBy, keyNameOf, type ReadJwt } from './read-jwt.ts'

/**
 * Whether an issuer that the owner trusts signed this JWT, with a key that its DID document has for assertions today: an issuer is no
 * partner, so its keys are not pinned, and one that it has taken out counts no more.
 */
export async function checkIssuer(fetch: OutboundFetch, jwt: ReadJwt, issuer: string): Promise<Result<null>> {
  const resolved = await resolveDid(fetch, issuer)
  if (!resolved.ok) return fail('forbidden', resolved.failure.message)
  const name = keyNameOf(jwt, issuer)
  const key = resolved.value.document.keys.find((one) => one.id === name && one.uses.includes('assertionMethod'))
  return key && isJwtSignedBy(verifyingKey(key.jwk), jwt)
    ? succeed(null)
    : fail('forbidden', `should be signed by a key that ${issuer} has for assertions`)
}
