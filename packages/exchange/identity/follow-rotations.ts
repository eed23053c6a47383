import { type PublicJwk, readJwk } from './did-document.ts'

/** A key that is taken for that of a company. */
export interface TrustedKey {
  /** DID URL. */
  readonly id: string
  readonly jwk: PublicJwk
  /** Seconds since 1970; null: in use. */
  readonly retired: number | null
}

/** What the old key says when keys change; the payload of a JWS. */
export interface KeyRotation {
  readonly iss: string
  /** Seconds since 1970: the old keys sign nothing after it. */
  readonly at: number
  /** DID URLs of the keys that go. */
  readonly retires: readonly string[]
  readonly keys: readonly { readonly id: string; readonly publicKeyJwk: PublicJwk }[]
}

/** The payload and the key that a JWS names, if its signature is that key's; else undefined. `keyOf` finds a key by the DID URL. */
export type OpenRotation = (jws: string, keyOf: (id: string) => PublicJwk | undefined) => OpenedRotation | undefined
export interface OpenedRotation {
  readonly by: string
  readonly payload: unknown
}

/**
 * Every key that the chain of rotations leads to from the trusted ones. A rotation counts only if a key signed it that no rotation before
 * it has retired: a stolen old key announces nothing more, whatever date it writes. Rotations that nobody trusted signed, and those that
 * were followed before, are passed over.
 */
export function followRotations(
  trusted: readonly TrustedKey[],
  {
    did,
    rotations,
    open,
  }: { readonly did: string; readonly rotations: readonly string[]; readonly open: OpenRotation },
): readonly TrustedKey[] {
  const keys = new Map(trusted.map((one) => [one.id, one]))
  for (const jws of rotations) {
    const opened = open(jws, (id) => keys.get(id)?.jwk)
    const rotation = opened && readRotation(opened.payload, did)
    const by = opened && keys.get(opened.by)
    if (!rotation || !by || by.retired !== null) continue
    for (const { id, publicKeyJwk } of rotation.keys)
      if (!keys.has(id)) keys.set(id, { id, jwk: publicKeyJwk, retired: null })
    for (const id of rotation.retires) {
      const key = keys.get(id)
      if (key?.retired === null) keys.set(id, { ...key, retired: rotation.at })
    }
  }
  return [...keys.values()]
}

const MOST_KEYS = 20

/** The payload of a rotation of this company; undefined where it is none. */
export function readRotation(value: unknown, did: string): KeyRotation | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { iss, at, retires, keys } = value as Readonly<Record<string, unknown>>
  if (iss !== did || !Number.isSafeInteger(at) || !Array.isArray(retires) || !Array.isArray(keys)) return undefined
  if (retires.length > MOST_KEYS || keys.length > MOST_KEYS) return undefined
  const read = keys.map((one: Readonly<Record<string, unknown>> | null) => ({
    id: one?.id,
    publicKeyJwk: readJwk(one?.publicKeyJwk),
  }))
  const isOwn = (id: unknown): boolean => typeof id === 'string' && id.startsWith(`${did}#`)
  return read.every((one) => isOwn(one.id) && one.publicKeyJwk) && retires.every(isOwn)
    ? { iss, at: at as number, retires, keys: read as KeyRotation['keys'] }
    : undefined
}
