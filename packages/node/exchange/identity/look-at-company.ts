import type { FoundCompany } from '../../../../schemas/rest/partners.ts'
import { Refused } from '../../platform/problem.ts'
import { algorithmOf } from './jws.ts'
import { findPartner } from './partner.store.ts'
import type { PartnerRoom } from './partners.ts'
import { keysToPin } from './pin-keys.ts'
import { resolveDid } from './resolve-did.ts'

/** Fetches the document of a DID for a person to compare its keys; nothing is kept. */
export async function lookAtCompany(
  { database, identity, outboundFetch }: PartnerRoom,
  did: string,
): Promise<FoundCompany> {
  if (did === identity.did) throw new Refused('invalid', `did (${did}) should be another company’s, not our own`)
  const resolved = await resolveDid(outboundFetch, did)
  if (!resolved.ok) throw new Refused(resolved.failure.reason, resolved.failure.message)
  const { document } = resolved.value
  const partner = await findPartner(database, { did })
  return {
    did,
    keys: keysToPin(document, new Date())
      .filter((one) => one.retired === null)
      .map(({ kid, thumbprint, jwk }) => ({ kid, thumbprint, algorithm: algorithmOf(jwk) }))
      .toSorted((a, b) => a.algorithm.localeCompare(b.algorithm)),
    services: [...document.services],
    partner: partner?.id ?? null,
  }
}
