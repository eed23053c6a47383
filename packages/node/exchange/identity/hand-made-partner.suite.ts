import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { KEY_USES } from '@headwater/exchange/identity/did-document'

/** A key pair of a partner that is not ours; its public half as JWK. */
export interface HandMadeKey {
  readonly kid: string
  readonly secret: KeyObject
  readonly open: KeyObject
}

type Fields = Readonly<Record<string, unknown>>

/** Another company, of which a test can say every byte: its document and its tokens. */
export interface HandMadePartner {
  readonly did: string
  readonly keys: Readonly<Record<'ed' | 'ec', HandMadeKey>>
  /** Its document; a test may change it, or set it to null: nothing is served. */
  document: Fields | null
  /** How often the document was asked for. */
  readonly asked: () => number
  /** Claims of a good token for this audience at this second. */
  readonly claims: (aud: string, now: number) => Fields
  readonly close: () => void
}

export async function openHandMadePartner(): Promise<HandMadePartner> {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    if (partner.document) response.setHeader('content-type', 'application/json').end(JSON.stringify(partner.document))
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const did = `did:web:localhost%3A${(server.address() as AddressInfo).port}`
  const keys = { ed: makeKey(`${did}#ed`, 'ed'), ec: makeKey(`${did}#ec`, 'ec') }
  const partner: HandMadePartner = {
    did,
    keys,
    document: documentOf(did, [keys.ed, keys.ec]),
    asked: () => asked,
    claims: (aud, now) => ({ iss: did, sub: did, aud, jti: randomUUID(), iat: now, exp: now + 60 }),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return partner
}

export function makeKey(kid: string, kind: 'ed' | 'ec'): HandMadeKey {
  const pair = kind === 'ed' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid, secret: pair.privateKey, open: pair.publicKey }
}

export const documentOf = (did: string, keys: readonly HandMadeKey[], more: Fields = {}): Fields => ({
  '@context': ['https://www.w3.org/ns/did/v1'],
  id: did,
  verificationMethod: keys.map(({ kid, open }) => ({
    id: kid,
    type: 'JsonWebKey',
    controller: did,
    publicKeyJwk: open.export({ format: 'jwk' }),
  })),
  ...Object.fromEntries(KEY_USES.map((use) => [use, keys.map((one) => one.kid)])),
  ...more,
})

const encode = (value: Fields | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** `header.payload.signature`; what is text goes in as it is, so that it may be no JSON, or name something twice. */
export function signHandMade(
  key: HandMadeKey,
  payload: Fields | string,
  header: Fields | string = { alg: key.secret.asymmetricKeyType === 'ed25519' ? 'EdDSA' : 'ES256', kid: key.kid },
): string {
  const signed = `${encode(header)}.${encode(payload)}`
  const bytes = Buffer.from(signed)
  const signature =
    key.secret.asymmetricKeyType === 'ed25519'
      ? sign(null, bytes, key.secret)
      : sign('sha256', bytes, { key: key.secret, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}
