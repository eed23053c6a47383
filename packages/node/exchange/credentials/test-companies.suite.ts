import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT } from 'jose'

/** One company of a dataspace: its did:web stands on this machine, its key signs. */
export interface Company {
  readonly did: string
  /** A JWT of exactly these claims. */
  readonly sign: (claims: object, by?: { readonly kid?: string; readonly key?: KeyObject }) => Promise<string>
}

/** What an address of the companies answers; null: it cuts the line. */
export type Page = { readonly status?: number; readonly body: string | Buffer } | null
/** What a credential service does with a query; undefined: 500. */
export type AnswerQuery = (query: {
  readonly authorization: string
  readonly body: unknown
}) => Promise<object | undefined> | object | undefined

export interface Companies {
  /** `http://localhost:port` */
  readonly origin: string
  readonly holder: Company
  readonly issuer: Company
  /** Whom nobody trusts. */
  readonly thirdParty: Company
  /** What the holder's credential service answers from now on. */
  readonly onQuery: (answer: AnswerQuery) => void
  /** What an address answers from now on. */
  readonly serve: (path: string, page: Page | (() => Promise<Page> | Page)) => void
  /** How often an address was asked for. */
  readonly asked: (path: string) => number
  readonly close: () => Promise<void>
}

export type TestAlgorithm = 'ES256' | 'EdDSA'
const KEY = 'key-1'
export const QUERY_PATH = '/holder/presentations/query'

/** Opens the companies that a partner's membership stands on: itself with its credential service, an issuer, and a third one. */
export async function openCompanies(algorithms: {
  readonly holder: TestAlgorithm
  readonly issuer: TestAlgorithm
}): Promise<Companies> {
  const pages = new Map<string, Page | (() => Promise<Page> | Page)>()
  const counts = new Map<string, number>()
  let answerQuery: AnswerQuery = () => undefined
  const server = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url!
    counts.set(path, (counts.get(path) ?? 0) + 1)
    const page = path === QUERY_PATH ? await answered(request, answerQuery) : pages.get(path)
    const given = typeof page === 'function' ? await page() : page
    if (given === null) return void response.destroy()
    response.writeHead(given ? (given.status ?? 200) : 404).end(given?.body)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const origin = `http://localhost:${port}`
  const open = (name: string, algorithm: TestAlgorithm): Company => {
    const { company, document } = makeCompany({ name, port, algorithm })
    pages.set(`/${name}/did.json`, { body: JSON.stringify(document) })
    return company
  }
  return {
    origin,
    holder: open('holder', algorithms.holder),
    issuer: open('issuer', algorithms.issuer),
    thirdParty: open('thirdparty', 'ES256'),
    onQuery: (next) => {
      answerQuery = next
    },
    serve: (path, page) => void pages.set(path, page),
    asked: (path) => counts.get(path) ?? 0,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function makeCompany({ name, port, algorithm }: { name: string; port: number; algorithm: TestAlgorithm }) {
  const pair =
    algorithm === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const did = `did:web:localhost%3A${port}:${name}`
  const id = `${did}#${KEY}`
  const document = {
    '@context': ['https://www.w3.org/ns/did/v1'],
    id: did,
    verificationMethod: [
      { id, type: 'JsonWebKey2020', controller: did, publicKeyJwk: pair.publicKey.export({ format: 'jwk' }) },
    ],
    assertionMethod: [id],
    authentication: [id],
    capabilityInvocation: [id],
    service: [{ id: `${did}#cs`, type: 'CredentialService', serviceEndpoint: `http://localhost:${port}/${name}` }],
  }
  const sign: Company['sign'] = (claims, { kid = id, key = pair.privateKey } = {}) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' }).sign(key)
  return { company: { did, sign }, document }
}

async function answered(request: IncomingMessage, answerQuery: AnswerQuery): Promise<Page> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string
  const answer = await answerQuery({ authorization: request.headers.authorization ?? '', body: JSON.parse(text) })
  return answer === undefined ? { status: 500, body: '' } : { body: JSON.stringify(answer) }
}

/** Claims of a self-issued ID token that carries an access token, good now. */
export function idTokenClaims(from: Company, audience: string, now = Math.floor(Date.now() / 1000)) {
  return {
    iss: from.did,
    sub: from.did,
    aud: audience,
    jti: randomUUID(),
    iat: now,
    exp: now + 120,
    token: 'opaque access token',
  }
}
