import { fail, type Result, succeed } from '@headwater/domain/outcome/result'

/** The two kinds of public key that the exchange takes, as JWK (RFC 7517, RFC 8037). */
export type PublicJwk =
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }

/** What a key may be used for (DID Core 5.3): signed records, being who one is, and the bearer of a call (DCP 1.0.1 section 4). */
export const KEY_USES = ['assertionMethod', 'authentication', 'capabilityInvocation'] as const
export type KeyUse = (typeof KEY_USES)[number]

export interface DidKey {
  /** DID URL. */
  readonly id: string
  readonly jwk: PublicJwk
  readonly uses: readonly KeyUse[]
}

export interface DidEndpoint {
  readonly type: string
  readonly endpoint: string
}

export interface DidDocument {
  readonly did: string
  readonly keys: readonly DidKey[]
  readonly services: readonly DidEndpoint[]
  /** Announcements of new keys, each a JWS by a key before it; oldest first. */
  readonly rotations: readonly string[]
}

/** Named once for all of the document, the services of DSP too: there are readers that refuse a service with more than its three members. */
const CONTEXT = [
  'https://www.w3.org/ns/did/v1',
  'https://w3id.org/security/jwk/v1',
  'https://w3id.org/dspace/2025/1/context.jsonld',
]

/** The document as it is served; keys without a use stay in it, so that what they signed can be checked. */
export function writeDidDocument({ did, keys, services, rotations }: DidDocument): Readonly<Record<string, unknown>> {
  const usedFor = (use: KeyUse) => keys.filter((key) => key.uses.includes(use)).map((key) => key.id)
  return {
    '@context': CONTEXT,
    id: did,
    verificationMethod: keys.map(({ id, jwk }) => ({ id, type: 'JsonWebKey', controller: did, publicKeyJwk: jwk })),
    ...Object.fromEntries(KEY_USES.map((use) => [use, usedFor(use)])),
    service: services.map(({ type, endpoint }) => ({ id: `${did}#${type}`, type, serviceEndpoint: endpoint })),
    keyRotations: rotations,
  }
}

/** Most keys, services and rotations that are read of one document. */
const MOST = { keys: 100, services: 50, rotations: 1_000 }
const BASE64URL_32 = /^[A-Za-z0-9_-]{43}$/

/** Reads a document of somebody else: keys of other kinds are passed over, other people's keys and private keys are refused. */
export function readDidDocument(value: unknown, did: string): Result<DidDocument> {
  if (!isObject(value)) return fail('invalid', 'DID document should be a JSON object')
  if (value.id !== did) return fail('invalid', `DID document should have id (${did}), not (${String(value.id)})`)
  const methods = listIn(value.verificationMethod)
  const embedded = KEY_USES.flatMap((use) => listIn(value[use]).filter(isObject))
  const all = [...methods, ...embedded].filter(isObject)
  if (all.length > MOST.keys) return fail('invalid', `DID document should have at most ${MOST.keys} keys`)
  if (all.some((one) => isObject(one.publicKeyJwk) && 'd' in one.publicKeyJwk))
    return fail('invalid', 'DID document should not publish a private key (d); make new keys')
  const rotations = listIn(value.keyRotations)
  if (rotations.length > MOST.rotations || !rotations.every((one) => typeof one === 'string'))
    return fail('invalid', `DID document should have at most ${MOST.rotations} keyRotations, each a JWS`)
  const keys = new Map<string, DidKey>()
  for (const one of all) {
    const key = readKey(one, { did, document: value })
    if (!key) continue
    if (keys.has(key.id)) return fail('invalid', `DID document should name the key (${key.id}) once`)
    keys.set(key.id, key)
  }
  return succeed({
    did,
    keys: [...keys.values()],
    services: listIn(value.service).filter(isObject).slice(0, MOST.services).flatMap(readEndpoints),
    rotations,
  })
}

type Fields = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listIn = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

function readKey(method: Fields, { did, document }: { did: string; document: Fields }): DidKey | undefined {
  const id = absolute(method.id, did)
  const jwk = readJwk(method.publicKeyJwk)
  if (!id?.startsWith(`${did}#`) || !jwk || method.controller !== did) return undefined
  const uses = KEY_USES.filter((use) =>
    listIn(document[use]).some((one) => absolute(isObject(one) ? one.id : one, did) === id),
  )
  return { id, jwk, uses }
}

/** A key may be named by its fragment alone. */
const absolute = (id: unknown, did: string): string | undefined =>
  typeof id !== 'string' ? undefined : id.startsWith('#') ? `${did}${id}` : id

/** Only the members that make the key: a thumbprint covers no others. */
export function readJwk(value: unknown): PublicJwk | undefined {
  if (!isObject(value)) return undefined
  const { kty, crv, x, y } = value
  const is32 = (one: unknown): one is string => typeof one === 'string' && BASE64URL_32.test(one)
  if (kty === 'OKP' && crv === 'Ed25519' && is32(x)) return { kty, crv, x }
  if (kty === 'EC' && crv === 'P-256' && is32(x) && is32(y)) return { kty, crv, x, y }
  return undefined
}

function readEndpoints({ type, serviceEndpoint }: Fields): readonly DidEndpoint[] {
  const types = listIn(type).filter((one) => typeof one === 'string')
  return typeof serviceEndpoint === 'string' && serviceEndpoint.length <= 2_048
    ? types.map((one) => ({ type: one, endpoint: serviceEndpoint }))
    : []
}

/** The text whose SHA-256 is the thumbprint of a key (RFC 7638): its members in the order of their names. */
export const thumbprintText = (jwk: PublicJwk): string =>
  jwk.kty === 'OKP'
    ? `{"crv":"${jwk.crv}","kty":"OKP","x":"${jwk.x}"}`
    : `{"crv":"${jwk.crv}","kty":"EC","x":"${jwk.x}","y":"${jwk.y}"}`
