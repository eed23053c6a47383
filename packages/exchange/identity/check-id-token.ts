import { fail, type Result, succeed } from '@headwater/domain/outcome/result'

/** Claims of a self-issued ID token (DCP 1.0.1 section 4.3) whose signature is good; times in seconds since 1970. */
export interface IdTokenClaims {
  readonly iss: string
  readonly sub: string
  readonly aud: string
  readonly jti: string
  readonly iat: number
  readonly exp: number
  readonly nbf?: number
}

export interface TokenRules {
  /** Our DID. */
  readonly audience: string
  /** The machine's clock, in seconds. */
  readonly now: number
}

/** Clocks of two companies differ by so much at most. */
export const LEEWAY_SECONDS = 5
/** An older token was not made for this call. */
export const MOST_AGE_SECONDS = 300
/** A jti has to be kept until its token ends; other connectors make tokens of ten minutes, and so does the suite of DCP. */
export const MOST_LIFE_SECONDS = 600

/** Who calls, or why the token is not good. That `jti` is new is for the store to say, before the request has any effect. */
export function checkIdToken(claims: unknown, { audience, now }: TokenRules): Result<IdTokenClaims> {
  if (!isClaims(claims)) return refuse('should have iss, sub, aud, jti, iat and exp')
  const { iss, sub, aud, iat, exp, nbf } = claims
  if (iss !== sub) return refuse(`iss (${iss}) should be sub (${sub})`)
  if (aud !== audience) return refuse(`aud (${aud}) should be ${audience}`)
  if (exp + LEEWAY_SECONDS <= now) return refuse(`exp (${exp}) should be later than ${now}`)
  if (nbf !== undefined && nbf - LEEWAY_SECONDS > now) return refuse(`nbf (${nbf}) should not be later than ${now}`)
  if (iat - LEEWAY_SECONDS > now) return refuse(`iat (${iat}) should not be later than ${now}`)
  if (iat + MOST_AGE_SECONDS + LEEWAY_SECONDS < now)
    return refuse(`iat (${iat}) should be at most ${MOST_AGE_SECONDS} s old`)
  if (exp - iat > MOST_LIFE_SECONDS) return refuse(`exp (${exp}) should be at most ${MOST_LIFE_SECONDS} s after iat`)
  return succeed(claims)
}

const refuse = (message: string): Result<IdTokenClaims> => fail('forbidden', `token ${message}`)

function isClaims(value: unknown): value is IdTokenClaims {
  if (typeof value !== 'object' || value === null) return false
  const claims = value as Readonly<Record<string, unknown>>
  const isText = (name: string): boolean => typeof claims[name] === 'string' && claims[name] !== ''
  const isTime = (name: string): boolean => Number.isFinite(claims[name])
  return (
    ['iss', 'sub', 'aud', 'jti'].every(isText) &&
    ['iat', 'exp'].every(isTime) &&
    (claims.nbf === undefined || isTime('nbf'))
  )
}
