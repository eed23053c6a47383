import { fail, type Result } from '@headwater/domain/outcome/result'
import {
  type DidDocument,
  type DidKey,
  type PublicJwk,
  readDidDocument,
  thumbprintText,
} from '../identity/did-document.ts'
import { followRotations, type OpenRotation, type TrustedKey } from '../identity/follow-rotations.ts'
import { NotCanonical } from './canonical-json.ts'
import type { Sha256 } from './merkle-log.ts'
import type { PinNote } from './pin-note.ts'
import { readJson } from './read-json.ts'
import { fieldsOf, readJws, signedBytes, toBase64url } from './read-jws.ts'
import { utf8Bytes } from './utf8.ts'

/** What only the platform can compute. */
export interface Cryptography {
  readonly sha256: Sha256
  /** Ed25519 for a key of kty OKP, ECDSA over SHA-256 for one of P-256, as JWS writes them; false for what is no key at all. */
  readonly isSigned: (jwk: PublicJwk, bytes: Uint8Array, signature: Uint8Array) => boolean
}

/** A signature, what it is over, and when it should have been made. */
export interface SignedThing {
  readonly bytes: Uint8Array
  readonly jws: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A process that did not yet know of a rotation may have signed with the old key so long after it. */
const GRACE_MS = 60_000

/**
 * The keys of one company, as the versions of its DID document tell: the first keys that no rotation announced are where trust begins, and
 * each further one is taken only from a chain that leads to it.
 */
export class KeyRing {
  readonly did: string
  /** Thumbprints of the keys that nothing in the record announces: whoever relies on it compares them by another way. */
  readonly roots: string[] = []
  #keys: readonly TrustedKey[] = []
  readonly #seen = new Set<string>()
  readonly #cryptography: Cryptography
  /** Thumbprints that are trusted because a person compared them. */
  readonly #pinned: ReadonlySet<string>

  constructor(did: string, cryptography: Cryptography, pinned: ReadonlySet<string>) {
    this.did = did
    this.#cryptography = cryptography
    this.#pinned = pinned
  }

  /** Whether any version of the document has a key of this thumbprint. */
  hasSeen(thumbprint: string): boolean {
    return this.#seen.has(thumbprint)
  }

  get size(): number {
    return this.#keys.length
  }

  /**
   * Takes in a version of the document; what is wrong with it, or null. `seenAt` in milliseconds: a key that this version retires was
   * believed until then, whatever earlier moment its company writes. `pin`: its keys were taken on a person's word, in place of others.
   */
  add(text: string, seenAt: number, pin?: PinNote): string | null {
    const document = readDocument(text, this.did)
    if (!document.ok) return document.failure.message
    const { keys, rotations } = document.value
    const announced = new Set(rotations.flatMap((one) => announcedBy(one)))
    const isFirst = this.#keys.length === 0
    if (pin) this.#keys = this.#keys.map((key) => (this.#isReplaced(key, pin) ? { ...key, retired: endOf(pin) } : key))
    const before = this.#keys
    for (const { jwk } of keys) this.#seen.add(this.#thumbprint(jwk))
    const isRoot = ({ id, jwk }: DidKey): boolean =>
      pin !== undefined || this.#pinned.has(this.#thumbprint(jwk)) || (isFirst && !announced.has(id))
    this.#follow(keys.filter(isRoot), rotations)
    // In the first version a key may say that it was announced, and is by none that stands there.
    if (isFirst) this.#follow(keys, rotations)
    this.#keys = this.#keys.map((one) => {
      const isNews = one.retired !== null && !before.some(({ id, retired }) => id === one.id && retired !== null)
      return isNews ? { ...one, retired: Math.max(one.retired, seenAt / 1_000) } : one
    })
    return null
  }

  /** Takes further roots, and all that the chain leads to from them. */
  #follow(roots: readonly DidKey[], rotations: readonly string[]): void {
    const fresh = roots.filter(({ id }) => !this.#keys.some((one) => one.id === id))
    this.roots.push(...fresh.map((one) => this.#thumbprint(one.jwk)))
    const trusted = [...this.#keys, ...fresh.map(({ id, jwk }): TrustedKey => ({ id, jwk, retired: null }))]
    this.#keys = followRotations(trusted, { did: this.did, rotations, open: this.#open })
  }

  /** What is wrong with a detached signature, or null. */
  fault({ bytes, jws, at }: SignedThing): string | null {
    const read = readJws(jws)
    if (read?.payload !== '') return 'should be a detached JWS: header..signature'
    const key = this.#keys.find((one) => one.id === read.kid)
    if (!key) return `should be by a key of ${this.did} that the chain of its rotations leads to, not ${read.kid}`
    if (read.alg !== algorithmOf(key.jwk)) return `should have alg ${algorithmOf(key.jwk)}, not ${read.alg}`
    if (key.retired !== null && at > key.retired * 1_000 + GRACE_MS)
      return `should be by a key that was in use then: ${read.kid} was retired before`
    return this.#cryptography.isSigned(key.jwk, signedBytes(read, bytes), read.signature)
      ? null
      : `should be that of ${read.kid} over exactly these bytes`
  }

  readonly #open: OpenRotation = (text, keyOf) => {
    const jws = readJws(text)
    const jwk = jws && keyOf(jws.kid)
    if (!jws || !jwk || jws.alg !== algorithmOf(jwk)) return undefined
    return this.#cryptography.isSigned(jwk, signedBytes(jws), jws.signature)
      ? { by: jws.kid, payload: fieldsOf(jws.payload) }
      : undefined
  }

  #isReplaced({ jwk, retired }: TrustedKey, pin: PinNote): boolean {
    return retired === null && pin.old.includes(this.#thumbprint(jwk))
  }

  #thumbprint(jwk: PublicJwk): string {
    return toBase64url(this.#cryptography.sha256(utf8Bytes(thumbprintText(jwk))))
  }
}

const endOf = ({ at }: PinNote): number => Date.parse(at) / 1_000

const algorithmOf = (jwk: PublicJwk): string => (jwk.kty === 'OKP' ? 'EdDSA' : 'ES256')

function readDocument(text: string, did: string): Result<DidDocument> {
  try {
    return readDidDocument(readJson(text), did)
  } catch (error) {
    if (error instanceof NotCanonical) return fail('invalid', `document cannot be read: ${error.message}`)
    throw error
  }
}

/** Ids of the keys that a rotation says are new, whoever signed it. */
function announcedBy(jws: string): readonly string[] {
  const keys = fieldsOf(jws.split('.')[1] ?? '')?.keys
  return Array.isArray(keys)
    ? keys.flatMap((one: { id?: unknown } | null) => (typeof one?.id === 'string' ? [one.id] : []))
    : []
}
