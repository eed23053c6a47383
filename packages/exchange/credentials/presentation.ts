import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { type Fields, idOf, isFields, listOf, shown, textsOf } from './read-fields.ts'
import { checkValidity, readValidity } from './validity.ts'

export interface PresentationRules {
  /** DID of the partner: who signed the presentation, and nobody else. */
  readonly holder: string
  /** Our DID. */
  readonly audience: string
  /** The machine's clock, in seconds. */
  readonly now: number
}

/** More are not looked at: whoever sends more wants to keep us busy. */
export const MOST_CREDENTIALS = 16

const ENVELOPES = ['data:application/vc+jwt,', 'data:application/vc-ld+jwt,']

/**
 * The credentials that a presentation holds, each a JWT. `claims` are those of a JWT whose signature is the holder's: the presentation
 * itself (VC 2.0, each credential in an envelope) or one with the claim `vp` (VC 1.1).
 */
export function presentedCredentials(
  claims: unknown,
  { holder, audience, now }: PresentationRules,
): Result<readonly string[]> {
  if (!isFields(claims)) return refuse('should be a JSON object')
  const body = claims.vp === undefined ? claims : claims.vp
  if (!isFields(body) || !textsOf(body.type)?.includes('VerifiablePresentation'))
    return refuse('should have type VerifiablePresentation, by itself or as the claim vp')
  const stranger = [claims.iss, claims.sub ?? holder, idOf(body.holder) ?? holder].find((one) => one !== holder)
  if (stranger !== undefined || claims.iss === undefined)
    return refuse(`should be issued by (${holder}) for itself, not by (${shown(stranger)})`)
  const audiences = listOf(claims.aud)
  if (audiences.length !== 1 || audiences[0] !== audience) return refuse(`should be for (${audience}) alone: aud`)
  if (claims.exp === undefined) return refuse('should have an end: exp')
  const validity = readValidity(claims, {})
  const valid = validity.ok ? checkValidity(validity.value, now) : validity
  if (!valid.ok) return refuse(valid.failure.message)
  const credentials = listOf(body.verifiableCredential).map(jwtOf)
  if (credentials.length > MOST_CREDENTIALS) return refuse(`should hold at most ${MOST_CREDENTIALS} credentials`)
  return credentials.includes(undefined)
    ? refuse('should hold its credentials as JWT: in an envelope of application/vc+jwt, or as text')
    : succeed(credentials as readonly string[])
}

/** A JWT as text (VC 1.1), or in an envelope (VC 2.0). */
function jwtOf(credential: unknown): string | undefined {
  if (typeof credential === 'string') return credential
  if (!isFields(credential) || !isEnvelope(credential) || typeof credential.id !== 'string') return undefined
  const { id } = credential
  const start = ENVELOPES.find((one) => id.startsWith(one))
  return start === undefined ? undefined : id.slice(start.length)
}

const isEnvelope = ({ type }: Fields): boolean => textsOf(type)?.includes('EnvelopedVerifiableCredential') ?? false

const refuse = (message: string): Result<never> => fail('forbidden', `presentation ${message}`)
