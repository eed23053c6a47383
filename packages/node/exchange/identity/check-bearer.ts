import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { checkIdToken, type IdTokenClaims, LEEWAY_SECONDS } from '@headwater/exchange/identity/check-id-token'
import type { IdentifyPartner } from '../../platform/partner-guard.ts'
import { Refused } from '../../platform/problem.ts'
import type { Identity } from './identity.ts'
import { isSignedBy, readFields, readJws, type VerifyingKey } from './jws.ts'
import type { PartnerLimits } from './partner-limits.ts'
import type { SpendToken } from './spend-token.ts'
import type { StrangerKey } from './strangers.ts'

export interface BearerFacts {
  readonly identity: Identity
  readonly spendToken: SpendToken
  readonly limits: PartnerLimits
  readonly strangerKey: StrangerKey
  readonly machine: () => number
}

/** Longer tokens are not read. */
const LONGEST = 8_192

/**
 * Finds out which partner calls, from the self-issued token of its call; refuses with the reason. The token is kept as used before the
 * call goes on; where that cannot be done nobody is let in.
 */
export function identifyPartnerWith(facts: BearerFacts): IdentifyPartner {
  return async (authorization) => {
    const claims = await checkBearer(facts, authorization)
    if (!claims.ok)
      throw new Refused(
        claims.failure.reason === 'unavailable' ? 'unavailable' : 'unauthenticated',
        claims.failure.message,
      )
    const { iss, jti, exp } = claims.value
    const partner = await facts.identity.partner(iss)
    if (!partner) throw new Refused('forbidden', `${iss} is no partner of this node; its owner can add it`)
    if (partner.state === 'suspended') throw new Refused('forbidden', `${iss} is suspended by the owner of this node`)
    facts.limits.take(iss)
    if (!(await spend(facts, { iss, jti, expires: (exp + LEEWAY_SECONDS) * 1_000 })))
      throw new Refused('unauthenticated', `token should have a jti that was not used before (${jti.slice(0, 80)})`)
    return { did: iss, id: partner.id, name: partner.name }
  }
}

async function spend({ spendToken }: BearerFacts, token: Parameters<SpendToken>[0]): Promise<boolean> {
  try {
    return await spendToken(token)
  } catch {
    throw new Refused(
      'unavailable',
      'It cannot be kept now that this token was used, so it is not let in. Try again in a moment',
    )
  }
}

async function checkBearer(facts: BearerFacts, authorization: string | undefined): Promise<Result<IdTokenClaims>> {
  const { identity, limits, machine } = facts
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
  if (token === undefined)
    return fail('forbidden', 'Send a self-issued ID token (DCP 1.0.1 section 4) as "Authorization: Bearer …"')
  const jws = token.length <= LONGEST ? readJws(token) : undefined
  const fields = jws && readFields(jws.payload)
  if (!jws || !fields)
    return fail('forbidden', `token should be a JWS of at most ${LONGEST} characters whose members stand once each`)
  if (jws.algorithm !== 'EdDSA' && jws.algorithm !== 'ES256')
    return fail('forbidden', `token should have alg EdDSA or ES256, not (${jws.algorithm.slice(0, 20)})`)
  const claims = checkIdToken(fields, { audience: identity.did, now: Math.floor(machine() / 1_000) })
  if (!claims.ok) return claims
  const { iss } = claims.value
  if (!jws.kid.startsWith(`${iss}#`)) return fail('forbidden', `token should have a kid of ${iss}`)
  limits.refuse(iss)
  const key = await bearerKey(facts, iss, jws.kid)
  if (!key.ok) return fail('forbidden', key.failure.message)
  return isSignedBy(key.value, jws, jws.payload)
    ? succeed(claims.value)
    : fail('forbidden', `token should be signed by ${jws.kid}`)
}

const bearerKey = async (
  { identity, strangerKey }: BearerFacts,
  did: string,
  kid: string,
): Promise<Result<VerifyingKey>> =>
  (await identity.partner(did)) ? identity.keyOf(did, kid, 'capabilityInvocation') : strangerKey(did, kid)
