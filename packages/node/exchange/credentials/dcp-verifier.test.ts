import { randomUUID } from 'node:crypto'
import { decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeHome, type RunningNode, startNode } from '../../running-node.suite.ts'
import {
  credentialOf,
  INDEX,
  type Membership,
  presentationOf,
  responseOf,
  SCOPE,
  STATUS_PATH,
  statusEntry,
  statusListOf,
  TYPE,
} from './memberships.suite.ts'
import { type Companies, type Company, idTokenClaims, openCompanies } from './test-companies.suite.ts'

// The 20 tests of the DCP 1.0.1 suite for verifiers (org.eclipse.dataspacetck.dcp 1.0.2, presentation.verifier), restated by their names
// against a node in a process of its own: the test is holder, issuer, credential service and status list, for each kind of key.

const loopback = process.env.HEADWATER_LOOPBACK_PARTNERS
const { home, remove } = makeHome()
let node: RunningNode
let verifier: {
  readonly id: string
  readonly service: readonly { readonly type: string; readonly serviceEndpoint: string }[]
  readonly verificationMethod: readonly { readonly id: string; readonly publicKeyJwk: JWK }[]
}

beforeAll(async () => {
  process.env.HEADWATER_LOOPBACK_PARTNERS = '1'
  node = await startNode(home, ['--empty'])
  verifier = (await (await node.send('/.well-known/did.json', {})).json()) as typeof verifier
}, 120_000)
afterAll(async () => {
  await node.end()
  remove()
  if (loopback === undefined) delete process.env.HEADWATER_LOOPBACK_PARTNERS
  else process.env.HEADWATER_LOOPBACK_PARTNERS = loopback
})

const now = (): number => Math.floor(Date.now() / 1_000)
const isoOf = (seconds: number): string => new Date(seconds * 1_000).toISOString()

describe.each([
  { holder: 'ES256', issuer: 'EdDSA', profile: 'vc20-bssl/jwt' },
  { holder: 'EdDSA', issuer: 'ES256', profile: 'vc11-sl2021/jwt' },
] as const)('the DCP verifier, holder $holder, issuer $issuer, $profile', ({ profile, ...algorithms }) => {
  let companies: Companies
  let holder: Company
  const membership = (): Membership => ({ companies, now: now(), profile })

  beforeAll(async () => {
    companies = await openCompanies(algorithms)
    holder = companies.holder
    expect((await node.ask('POST', '/api/partners', { did: holder.did })).status).toBe(201)
    // Nothing is kept between tests: each presents something else.
    const rule = {
      isDemanded: true,
      scopes: [SCOPE],
      credentialTypes: [TYPE],
      trustedIssuers: [companies.issuer.did],
      isStatusDemanded: false,
      recheckSeconds: 0,
    }
    expect((await node.ask('PUT', '/api/membership-rule', rule)).status).toBe(200)
  })
  afterAll(() => companies.close())
  beforeEach(() => {
    companies.serve(STATUS_PATH, () => statusListOf(membership()))
    presents(async () => [await credentialOf(membership())])
  })
  afterEach(() => expect(node.child.exitCode).toBeNull())

  const presents = (credentials: () => Promise<readonly string[]>): void =>
    companies.onQuery(async () =>
      responseOf([await presentationOf(membership(), { audience: verifier.id, credentials: await credentials() })]),
    )
  const presentsOne = (more: Parameters<typeof credentialOf>[1]): void =>
    presents(async () => [await credentialOf(membership(), more)])

  /** The trigger of the suite: a request for the catalogue. */
  const trigger = async (authorization: string): Promise<number> => {
    const response = await fetch(`${node.address}/dsp/2025-1/catalog/request`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({
        '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'],
        '@type': 'CatalogRequestMessage',
      }),
    })
    await response.arrayBuffer()
    return response.status
  }
  const claims = (more: object = {}) => ({ ...idTokenClaims(holder, verifier.id), ...more })
  const send = async (more: object = {}, by: Company = holder): Promise<number> =>
    trigger(`Bearer ${await by.sign(claims(more))}`)
  const isRefused = (status: number): void =>
    expect({ status, is4xx: status >= 400 && status < 500 }).toEqual({ status, is4xx: true })

  // Section 4: the self-issued ID token.
  test('presentationResponse_rejectMissingBearerPrefix', async () =>
    isRefused(await trigger(await holder.sign(claims()))))
  test('verifier_04_03_03_idTokenInvalidIssuerSub', async () => {
    const { did } = companies.thirdParty
    isRefused(await send({ iss: did, sub: did, aud: holder.did }, companies.thirdParty))
  })
  test('verifier_04_03_03_idTokenInvalidSub', async () => isRefused(await send({ sub: companies.thirdParty.did })))
  test('verifier_04_03_03_idTokenIncorrectAud', async () => isRefused(await send({ aud: companies.thirdParty.did })))
  test('verifier_04_03_03_idTokenIncorrectSub', async () => {
    const { did } = companies.thirdParty
    isRefused(await send({ iss: did, sub: did }))
  })
  test('verifier_04_03_03_idTokenNbfInFuture', async () => isRefused(await send({ nbf: now() + 1_000_000 })))
  test('verifier_04_03_03_idTokenExpired', async () => isRefused(await send({ exp: now() - 1_000_000 })))
  test('verifier_04_03_03_idTokenJtiUsedTwice', async () => {
    const jti = randomUUID()
    expect(await send({ jti, exp: now() + 600 })).toBe(200)
    isRefused(await send({ jti, exp: now() + 599 }))
  })
  test('verifier_04_03_01_presentationResponse_idTokenNoTokenClaim', async () => {
    expect(await send()).toBe(200)
    isRefused(await send({ token: undefined }))
  })

  // Section 5: the presentation.
  test('presentationResponse_endpointDiscovery', async () => {
    const found = verifier.service.find((one) => one.type === 'CredentialService')!
    const query = {
      '@context': ['https://w3id.org/dspace-dcp/v1.0/dcp.jsonld'],
      type: 'PresentationQueryMessage',
      scope: [SCOPE],
    }
    const ask = async (body: object): Promise<Response> =>
      fetch(`${found.serviceEndpoint}/presentations/query`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await holder.sign(claims())}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const answer = await ask(query)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ type: 'PresentationResponseMessage', presentation: [] })
    expect((await ask({ ...query, presentationDefinition: {} })).status).toBe(501)
    expect((await ask({ ...query, scope: [] })).status).toBe(400)
  })
  // What else the published suite needs: it reads our document strictly, and checks who asks it with ES256 alone.
  test('is read by strict readers, and asks in words that every credential service checks', async () => {
    const members = (of: readonly object[]) => new Set(of.map((one) => Object.keys(one).sort().join()))
    expect(members(verifier.service)).toEqual(new Set(['id,serviceEndpoint,type']))
    expect(members(verifier.verificationMethod)).toEqual(new Set(['controller,id,publicKeyJwk,type']))
    let token = ''
    companies.onQuery(async ({ authorization }) => {
      token = authorization.replace('Bearer ', '')
      const credentials = [await credentialOf(membership())]
      return responseOf([await presentationOf(membership(), { audience: verifier.id, credentials })])
    })
    expect(await send()).toBe(200)
    const { kid } = decodeProtectedHeader(token)
    const { publicKeyJwk } = verifier.verificationMethod.find((one) => one.id === kid)!
    const rules = { algorithms: ['ES256'], issuer: verifier.id, subject: verifier.id, audience: holder.did }
    const { payload } = await jwtVerify(token, await importJWK(publicKeyJwk, 'ES256'), rules)
    expect(payload.token).toBe(claims().token)
  })
  test('verifier_05_01_presentationResponse_success', async () => expect(await send()).toBe(200))
  test('verifier_05_04_02_01_presentationResponse_tooFewCredentials', async () => {
    presentsOne({ type: ['VerifiableCredential', 'SomeOtherCredential'] })
    isRefused(await send())
  })
  test('verifier_05_04_02_02_presentationResponse_tooManyCredentials', async () => {
    const more = { type: ['VerifiableCredential', 'SensitiveDataCredential'] }
    presents(async () => [await credentialOf(membership()), await credentialOf(membership(), more)])
    expect(await send()).toBe(200)
  })
  test('verifier_05_04_02_03_presentationResponse_emptyPresentations', async () => {
    companies.onQuery(() => responseOf([]))
    isRefused(await send())
  })
  test('verifier_05_04_02_04_presentationResponse_emptyCredentials', async () => {
    presents(() => Promise.resolve([]))
    isRefused(await send())
  })
  test('verifier_05_04_03_presentationResponse_holderNotEqualSubjectId', async () => {
    const { did } = companies.thirdParty
    presentsOne({ credentialSubject: { id: did, foo: 'bar' }, claims: { sub: did } })
    isRefused(await send())
  })
  test('verifier_05_04_03_07_presentationResponse_expiredCredential', async () => {
    presentsOne({ validUntil: isoOf(now() - 100), expirationDate: isoOf(now() - 100) })
    isRefused(await send())
  })
  test('verifier_05_04_03_06_presentationResponse_credentialRevoked', async () => {
    presentsOne({ credentialStatus: statusEntry(companies) })
    expect(await send()).toBe(200)
    companies.serve(STATUS_PATH, () => statusListOf(membership(), { set: [INDEX] }))
    isRefused(await send())
  })
  test('verifier_05_04_03_06_presentationResponse_notYetValidCredential', async () => {
    presentsOne({ validFrom: isoOf(now() + 3_600), issuanceDate: isoOf(now() + 3_600) })
    isRefused(await send())
  })
  test('verifier_x_x_presentationResponse_invalidCredentialSchema', async () => {
    const schema = { $schema: 'http://json-schema.org/draft-04/schema#', type: 'object', required: ['id', 'foo'] }
    companies.serve('/schema/membership-schema.json', { body: JSON.stringify(schema) })
    const credentialSchema = {
      type: 'JsonSchemaValidator2018',
      id: `${companies.origin}/schema/membership-schema.json`,
    }
    presentsOne({ credentialSchema })
    expect(await send()).toBe(200)
    presentsOne({ credentialSchema, credentialSubject: { id: holder.did, baz: 'quazz' } })
    isRefused(await send())
  })
})
