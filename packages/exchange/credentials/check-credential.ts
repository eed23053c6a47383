import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import type { Credential } from './credential.ts'
import { shown } from './read-fields.ts'
import { checkValidity } from './validity.ts'

export interface CredentialRules {
  /** DID of the partner: the only one that its credential may be of. */
  readonly holder: string
  readonly trustedIssuers: readonly string[]
  /** The machine's clock, in seconds. */
  readonly now: number
}

/** Whether a credential says of this holder, now, and from somebody whom we believe. Signature, schema and status come on top. */
export function checkCredential(
  credential: Credential,
  { holder, trustedIssuers, now }: CredentialRules,
): Result<null> {
  const { issuer, types, subjects, validity } = credential
  if (!types.includes('VerifiableCredential')) return refuse('should have the type VerifiableCredential too')
  if (!trustedIssuers.includes(issuer)) return refuse(`should be of a trusted issuer, not of (${issuer})`)
  const stranger = subjects.find((one) => one.id !== holder)
  if (stranger) return refuse(`should be of (${holder}), not of (${shown(stranger.id)})`)
  const valid = checkValidity(validity, now)
  return valid.ok ? succeed(null) : refuse(valid.failure.message)
}

const refuse = (message: string): Result<never> => fail('forbidden', `credential ${message}`)
