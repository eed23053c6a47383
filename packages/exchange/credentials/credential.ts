import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { type Fields, idOf, isFields, listOf, shown, textsOf } from './read-fields.ts'
import { readValidity, type Validity } from './validity.ts'

/** The two profiles of DCP 1.0.1: VC 2.0 whose JWT is the credential, VC 1.1 with the credential as the claim `vc`. */
export type CredentialProfile = 'vc20-bssl/jwt' | 'vc11-sl2021/jwt'

/** What a JWT says of somebody; whether its signature is good is for others to say. */
export interface Credential {
  readonly profile: CredentialProfile
  readonly id: string | null
  readonly types: readonly string[]
  /** DID. */
  readonly issuer: string
  readonly subjects: readonly Fields[]
  readonly validity: Validity
  readonly schemas: readonly unknown[]
  readonly statuses: readonly unknown[]
  /** The credential as JSON. */
  readonly body: Fields
}

/** Reads the claims of a JWT as a credential of one of the two profiles; a member that stands twice must say the same twice. */
export function readCredential(claims: unknown): Result<Credential> {
  if (!isFields(claims)) return refuse('should be a JSON object')
  const isEarlier = claims.vc !== undefined
  const body = isEarlier ? claims.vc : claims
  if (!isFields(body)) return refuse('should be a JSON object in the claim vc')
  if (isEarlier && claims['@context'] !== undefined) return refuse('should be of VC 2.0 or of VC 1.1, not of both')
  const types = textsOf(body.type)
  if (!types || types.length === 0) return refuse('should have its types as texts')
  const issuer = idOf(body.issuer) ?? claims.iss
  if (typeof issuer !== 'string' || (claims.iss ?? issuer) !== issuer)
    return refuse(`should have one issuer, not (${shown(issuer)}) and (${shown(claims.iss)})`)
  const subjects = readSubjects(claims, body)
  if (!subjects.ok) return subjects
  const validity = readValidity(claims, body)
  if (!validity.ok) return refuse(validity.failure.message)
  return succeed({
    profile: isEarlier ? 'vc11-sl2021/jwt' : 'vc20-bssl/jwt',
    id: typeof body.id === 'string' ? body.id : null,
    types,
    issuer,
    subjects: subjects.value,
    validity: validity.value,
    schemas: listOf(body.credentialSchema),
    statuses: listOf(body.credentialStatus),
    body,
  })
}

function readSubjects(claims: Fields, body: Fields): Result<readonly Fields[]> {
  const subjects = listOf(body.credentialSubject)
  if (subjects.length === 0 || !subjects.every(isFields))
    return refuse('should say something of somebody: credentialSubject')
  const named = subjects.map((one) =>
    one.id === undefined && claims.sub !== undefined ? { ...one, id: claims.sub } : one,
  )
  return claims.sub === undefined || named.every((one) => one.id === claims.sub)
    ? succeed(named)
    : refuse(`should be of one subject, not of (${shown(claims.sub)}) and another`)
}

const refuse = (message: string): Result<never> => fail('forbidden', `credential ${message}`)
