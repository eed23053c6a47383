import { fromBase64, toBase64 } from './base64.ts'
import { type Json, NotCanonical } from './canonical-json.ts'
import { readJson } from './read-json.ts'
import { utf8Bytes } from './utf8.ts'

/** A compact JWS (RFC 7515) taken apart; nothing of it is believed yet. */
export interface ReadJws {
  readonly alg: string
  /** DID URL of the key. */
  readonly kid: string
  readonly header: string
  /** Base64url; empty: it travels by itself. */
  readonly payload: string
  readonly signature: Uint8Array
}

/** Undefined for what is not written in the one way that the exchange writes it. */
export function readJws(text: string): ReadJws | undefined {
  const [header = '', payload = '', encoded = '', ...more] = text.split('.')
  const signature = fromBase64url(encoded)
  const fields = fieldsOf(header)
  if (more.length > 0 || !signature || !fields || 'crit' in fields || 'b64' in fields) return undefined
  const { alg, kid } = fields
  return typeof alg === 'string' && typeof kid === 'string' ? { alg, kid, header, payload, signature } : undefined
}

/** The bytes that a JWS signs, of its own payload or of one that travels by itself. */
export const signedBytes = ({ header, payload }: ReadJws, detached?: Uint8Array): Uint8Array =>
  utf8Bytes(`${header}.${detached ? toBase64url(detached) : payload}`)

/** A JSON object in base64url; undefined where it is none. */
export function fieldsOf(encoded: string): { readonly [name: string]: Json } | undefined {
  const bytes = fromBase64url(encoded)
  // Nothing but ASCII stands in a header or a rotation.
  if (!bytes?.every((byte) => byte < 0x80)) return undefined
  try {
    const value = readJson(String.fromCharCode(...bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { readonly [name: string]: Json })
      : undefined
  } catch (error) {
    if (error instanceof NotCanonical) return undefined
    throw error
  }
}

export const toBase64url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

function fromBase64url(text: string): Uint8Array | undefined {
  if (/[+/=]/.test(text)) return undefined
  const standard = text.replaceAll('-', '+').replaceAll('_', '/')
  return fromBase64(standard + '='.repeat((4 - (standard.length % 4)) % 4))
}
