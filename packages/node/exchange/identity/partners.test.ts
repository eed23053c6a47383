import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Doors, openDoors } from '../../doors.suite.ts'
import { addPartner, openPartnerDoors, type PartnerDoors } from './partners.suite.ts'

let maker: PartnerDoors
let brand: Doors
let id: string
beforeAll(async () => {
  maker = await openPartnerDoors()
  brand = await openDoors()
  id = await addPartner(maker, brand)
})
afterAll(async () => {
  await brand.close()
  await maker.close()
})

const bearer = async (): Promise<string> =>
  `Bearer ${await brand.exchange.identity.tokenFor(maker.exchange.identity.did)}`

describe('a node', () => {
  test('says who it is at the address that its DID names', async () => {
    const { did } = maker.exchange.identity
    expect(did).toBe(`did:web:127.0.0.1%3A${new URL(maker.address).port}`)
    const { body } = await maker.call('/.well-known/did.json')
    expect(body).toMatchObject({ id: did, keyRotations: [] })
    expect(body).toEqual(maker.exchange.identity.document())
    const text = JSON.stringify(body)
    expect(text).not.toContain('"d":')
    expect((body as { service: { type: string; serviceEndpoint: string }[] }).service).toEqual([
      expect.objectContaining({ type: 'CatalogService', serviceEndpoint: `${maker.address}/dsp/2025-1/catalog` }),
      expect.objectContaining({ type: 'DataService', serviceEndpoint: `${maker.address}/dsp/2025-1` }),
      expect.objectContaining({ type: 'EvidenceService', serviceEndpoint: `${maker.address}/exchange/1` }),
      expect.objectContaining({ type: 'CredentialService', serviceEndpoint: `${maker.address}/dcp/1.0` }),
    ])
  })

  test('makes tokens that another library takes for what DCP wants', async () => {
    const { verificationMethod } = (await brand.call('/.well-known/did.json')).body as {
      verificationMethod: { id: string; publicKeyJwk: object }[]
    }
    const keys = verificationMethod.map((one) => ({ kid: one.id, ...one.publicKeyJwk }))
    const token = await brand.exchange.identity.tokenFor('did:web:any.example')
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys } as never), {
      audience: 'did:web:any.example',
    })
    expect(payload.iss).toBe(brand.exchange.identity.did)
    expect(payload.sub).toBe(payload.iss)
    expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(300)
    expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('a partner', () => {
  test('is let in by a token of its own, once for each', async () => {
    const token = await bearer()
    const first = await maker.visit(token, { body: { hello: 1 } })
    expect(first).toMatchObject({ status: 200, body: { did: brand.exchange.identity.did, name: 'Brand', id } })
    expect(await maker.visit(token)).toMatchObject({ status: 401, body: { detail: expect.stringContaining('jti') } })
    expect((await maker.visit(await bearer())).status).toBe(200)
  })

  test('signs what the other side can check, whole', async () => {
    const bytes = Buffer.from('{"a":1}')
    const { sign, did } = brand.exchange.identity
    const jws = sign(bytes)
    expect(jws).toMatch(/^[\w-]+\.\.[\w-]+$/)
    const check = (one: Uint8Array, text: string) =>
      maker.exchange.identity.verify(one, text, did, { atKeysOf: new Date() })
    expect(await check(bytes, jws)).toMatchObject({ ok: true, value: { kid: expect.stringContaining(`${did}#`) } })
    expect(await check(Buffer.from('{"a":2}'), jws)).toMatchObject({ ok: false })
    for (const at of [0, 5, jws.indexOf('..') + 2, jws.length - 1]) {
      const flipped = jws.slice(0, at) + (jws[at] === 'A' ? 'B' : 'A') + jws.slice(at + 1)
      expect({ at, ok: (await check(bytes, flipped)).ok }).toEqual({ at, ok: false })
    }
    expect(
      await maker.exchange.identity.verify(bytes, jws, maker.exchange.identity.did, { atKeysOf: new Date() }),
    ).toMatchObject({ ok: false })
  })

  test('is shown with its keys, services and document, and is suspended and resumed', async () => {
    const one = (path: string, method = 'GET', body?: object) =>
      maker.call(`/api/partners/${id}${path}`, { method, headers: maker.owner, ...(body ? { body } : {}) })
    const shown = (await one('')).body as { keys: { thumbprint: string }[]; documents: unknown[] }
    expect(shown.keys.map((key) => key.thumbprint).toSorted()).toEqual(
      brand.exchange.identity.own.keys.map((key) => key.kid).toSorted(),
    )
    expect(shown.documents).toHaveLength(1)
    expect((await one('/suspend', 'POST')).body).toMatchObject({ state: 'suspended' })
    expect(await maker.visit(await bearer())).toMatchObject({ status: 403, body: { detail: /suspended/ } })
    expect((await one('/resume', 'POST')).body).toMatchObject({ state: 'active' })
    expect((await maker.visit(await bearer())).status).toBe(200)
    expect((await one('', 'PATCH', { name: ' New ', lei: '506700ge1g29325qx363' })).body).toMatchObject({
      name: 'New',
      lei: '506700GE1G29325QX363',
    })
    expect((await one('', 'PATCH', { lei: '506700GE1G29325QX364' })).status).toBe(400)
    expect((await one('', 'PATCH', { lei: null })).body).toMatchObject({ lei: null })
  })

  test('is looked at before it is added: its keys in use and its services, and whether it is known; nothing is kept', async () => {
    const stranger = await openDoors()
    const look = (did: string) =>
      maker.call('/api/partners/look', { method: 'POST', headers: maker.owner, body: { did } })
    const { did, own } = stranger.exchange.identity
    const { status, body } = await look(did)
    expect({ status, body }).toMatchObject({ status: 200, body: { did, partner: null } })
    const found = body as { keys: { thumbprint: string }[]; services: { type: string }[] }
    expect(found.keys.map((one) => one.thumbprint).toSorted()).toEqual(own.keys.map((one) => one.kid).toSorted())
    expect(found.services.map((one) => one.type)).toContain('EvidenceService')
    expect((await look(brand.exchange.identity.did)).body).toMatchObject({ partner: id })
    const listed = (await maker.call('/api/partners', { headers: maker.owner })).body
    expect(listed).toMatchObject({ partners: [{ id, thumbprint: expect.any(String), incidentCount: 0 }] })
    await stranger.close()
    expect((await look(did)).status).toBe(503)
    expect((await look(maker.exchange.identity.did)).status).toBe(400)
  })

  test('is refused when it is not known, ourselves, known already, not there or another than it told', async () => {
    const add = (body: object) => maker.call('/api/partners', { method: 'POST', headers: maker.owner, body })
    const stranger = await openDoors()
    const { did } = stranger.exchange.identity
    const token = await stranger.exchange.identity.tokenFor(maker.exchange.identity.did)
    expect((await maker.visit(`Bearer ${token}`)).status).toBe(403)
    const wrong = { did, thumbprint: 'A'.repeat(43) }
    expect(await add(wrong)).toMatchObject({ status: 409, body: { detail: /Ask the partner by another way/ } })
    const right = { did, thumbprint: stranger.exchange.identity.own.keys[0]!.kid, gln: '4000001000005' }
    expect(await add(right)).toMatchObject({ status: 201, body: { gln: '4000001000005' } })
    expect((await add(right)).status).toBe(409)
    await stranger.close()
    expect((await add({ did: maker.exchange.identity.did })).status).toBe(400)
    expect(await add({ did: 'did:web:127.0.0.1%3A1' })).toMatchObject({ status: 503 })
    expect(await add({ did: 'did:web:10.0.0.1' })).toMatchObject({ status: 400, body: { detail: /public address/ } })
    for (const odd of ['did:web:', 'did:key:z6Mk', 'did:web:a b', 'did:web:maker.example:..', 7])
      expect({ odd, status: (await add({ did: odd })).status }).toEqual({ odd, status: 400 })
  })
})
