import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import type { Credential } from './credential.ts'
import { shown, textsOf } from './read-fields.ts'
import type { StatusEntry } from './status-entry.ts'
import { checkValidity } from './validity.ts'

export interface StatusListRules {
  /** Who issued the credential that names the list: nobody else may say that it still counts. */
  readonly issuer: string
  /** The machine's clock, in seconds. */
  readonly now: number
}

/** A list that counts, still packed. */
export interface PackedStatusList {
  /** GZIP as base64url. */
  readonly packed: string
  /** How long its issuer lets it be kept, in seconds; null: it does not say. */
  readonly ttlSeconds: number | null
  /** In seconds since 1970; null: without an end. */
  readonly until: number | null
}

const KINDS: readonly { readonly credential: string; readonly list: string }[] = [
  { credential: 'BitstringStatusListCredential', list: 'BitstringStatusList' },
  { credential: 'StatusList2021Credential', list: 'StatusList2021' },
]
const BASE64 = /^u?[A-Za-z0-9_+/-]+={0,2}$/

/**
 * The list in a credential whose signature is its issuer's (W3C Bitstring Status List 1.0, StatusList2021). An older or another list of
 * the same issuer is refused where it says which it is. Shorter lists than the standard's 16 KiB are read: the length protects the holder.
 */
export function readStatusList(
  credential: Credential,
  { purpose, list }: StatusEntry,
  { issuer, now }: StatusListRules,
): Result<PackedStatusList> {
  const kind = KINDS.find((one) => credential.types.includes(one.credential))
  const [subject, ...more] = credential.subjects
  if (!kind || !subject || more.length > 0 || subject.type !== kind.list)
    return refuse(`should be one ${KINDS.map((one) => one.list).join(' or ')} in a credential of its kind`)
  if (credential.issuer !== issuer) return refuse(`should be of (${issuer}), not of (${credential.issuer})`)
  if (credential.id?.startsWith('http') && credential.id !== list)
    return refuse(`should be (${list}), not (${credential.id})`)
  if (!textsOf(subject.statusPurpose)?.includes(purpose))
    return refuse(`should be of purpose (${purpose}), not (${shown(subject.statusPurpose)})`)
  const valid = checkValidity(credential.validity, now)
  if (!valid.ok) return refuse(valid.failure.message)
  const { encodedList, ttl } = subject
  if (typeof encodedList !== 'string' || !BASE64.test(encodedList))
    return refuse('should be packed as base64url: encodedList')
  if (ttl !== undefined && (typeof ttl !== 'number' || !(ttl >= 0)))
    return refuse(`should have its ttl in milliseconds, not (${shown(ttl)})`)
  return succeed({
    // Multibase marks base64url with a u; packed bytes themselves begin with H.
    packed: encodedList.replace(/^u/, '').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
    ttlSeconds: typeof ttl === 'number' ? Math.floor(ttl / 1000) : null,
    until: credential.validity.until,
  })
}

/** The bit at an index, counted from the left of the first byte. An index beyond the list is refused: it says nothing of the credential. */
export function isSet(bits: Uint8Array, index: number): Result<boolean> {
  const byte = bits[index >> 3]
  if (index >= bits.length * 8 || byte === undefined)
    return refuse(`should have the index (${index}), but ends after ${bits.length * 8}`)
  return succeed(((byte >> (7 - (index & 7))) & 1) === 1)
}

const refuse = (message: string): Result<never> => fail('forbidden', `status list ${message}`)
