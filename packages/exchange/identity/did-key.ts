import { fail, type Result, succeed } from '@headwater/domain/outcome/result'

/** Public keys that identities of the exchange are made of. */
export type KeyKind = 'Ed25519' | 'P-256'

export interface PublicKey {
  readonly kind: KeyKind
  /** 32 bytes of Ed25519, or a compressed point of P-256 (33 bytes). */
  readonly bytes: Uint8Array
}

/** Multicodec prefixes, and how many bytes follow. */
const CODECS: Readonly<Record<KeyKind, { readonly prefix: readonly [number, number]; readonly length: number }>> = {
  Ed25519: { prefix: [0xed, 0x01], length: 32 },
  'P-256': { prefix: [0x80, 0x24], length: 33 },
}

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** The did:key of a public key: the offline twin of a did:web, for which nothing is fetched. */
export function didKeyOf({ kind, bytes }: PublicKey): string {
  const { prefix } = CODECS[kind]
  return `did:key:z${base58(Uint8Array.of(...prefix, ...bytes))}`
}

export function readDidKey(did: string): Result<PublicKey> {
  const text = /^did:key:z([1-9A-HJ-NP-Za-km-z]{1,80})$/.exec(did)?.[1]
  const bytes = text === undefined ? null : fromBase58(text)
  if (bytes)
    for (const kind of ['Ed25519', 'P-256'] as const) {
      const { prefix, length } = CODECS[kind]
      if (bytes[0] === prefix[0] && bytes[1] === prefix[1] && bytes.length === length + 2)
        return succeed({ kind, bytes: bytes.slice(2) })
    }
  return fail('invalid', `DID (${did}) should be a did:key of Ed25519 or P-256`)
}

function base58(bytes: Uint8Array): string {
  let value = 0n
  for (const byte of bytes) value = value * 256n + BigInt(byte)
  let text = ''
  for (; value > 0n; value /= 58n) text = ALPHABET[Number(value % 58n)]! + text
  for (const byte of bytes) {
    if (byte !== 0) break
    text = `1${text}`
  }
  return text
}

function fromBase58(text: string): Uint8Array {
  let value = 0n
  for (const character of text) value = value * 58n + BigInt(ALPHABET.indexOf(character))
  const bytes: number[] = []
  for (; value > 0n; value /= 256n) bytes.unshift(Number(value % 256n))
  for (const character of text) {
    if (character !== '1') break
    bytes.unshift(0)
  }
  return Uint8Array.from(bytes)
}
