import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import type { KeyUse } from '@headwater/exchange/identity/did-document'
import { isSignedByAside, readJws, type VerifyingKey } from './jws.ts'
import type { KnownKey, KnownPartners } from './known-partners.ts'
import type { OwnKeys } from './own-keys.ts'

/** What made a signature. */
export interface SignedBy {
  /** DID URL of the key. */
  readonly kid: string
}

export interface VerifyOptions {
  /** When the signature was made, by what it is over: its key should have been in use then, as the offline verifier asks too. */
  readonly atKeysOf: Date
}

export interface VerifyFacts {
  readonly partners: KnownPartners
  readonly own: () => OwnKeys
}

/** A process that did not yet know of a rotation may have signed with the old key so long after it. */
const GRACE_MS = 60_000

/** Whether a key of this DID, a partner’s or our own, made the detached signature over the bytes. */
export async function verifySignature(
  facts: VerifyFacts,
  signed: { readonly bytes: Uint8Array; readonly jws: string; readonly did: string },
  { atKeysOf }: VerifyOptions,
): Promise<Result<SignedBy>> {
  const jws = readJws(signed.jws)
  if (jws?.payload !== '') return fail('invalid', 'signature should be a detached JWS: header..signature')
  const isGood = (key: KnownKey): boolean => isUsableAt(key, atKeysOf)
  const own = signed.did === facts.own().did ? facts.own().verifying.get(jws.kid) : undefined
  const key: Result<VerifyingKey> = own
    ? succeed(own)
    : await findKey(facts.partners, { did: signed.did, kid: jws.kid, isGood })
  if (!key.ok) return key
  return (await isSignedByAside(key.value, jws, Buffer.from(signed.bytes).toString('base64url')))
    ? succeed({ kid: jws.kid })
    : fail('forbidden', `signature should be that of ${jws.kid} over exactly these bytes`)
}

/** In use; or not yet retired then. A moment that is none is before nothing. */
const isUsableAt = ({ retired, uses }: KnownKey, at: Date): boolean =>
  retired === null ? uses.includes('assertionMethod') : at.getTime() <= retired + GRACE_MS

interface WantedKey {
  readonly did: string
  readonly kid: string
  readonly isGood: (key: KnownKey) => boolean
}

/** A partner’s key as it is known, or after one look at its document. */
export async function findKey(partners: KnownPartners, { did, kid, isGood }: WantedKey): Promise<Result<KnownKey>> {
  const known = (await partners.find(did))?.keys.get(kid)
  if (known && isGood(known)) return succeed(known)
  const again = await partners.lookAgain(did)
  if (!again.ok) return again
  const found = again.value.keys.get(kid)
  return found && isGood(found)
    ? succeed(found)
    : fail('forbidden', `key (${kid.slice(0, 300)}) should be one that ${did} uses and that a pinned key announced`)
}

export const isUsedFor =
  (use: KeyUse) =>
  (key: KnownKey): boolean =>
    key.retired === null && key.uses.includes(use)
