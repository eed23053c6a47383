import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { detailOf, type MemberDoors, openMemberDoors } from './member-doors.suite.ts'
import {
  credentialOf,
  INDEX,
  presentationOf,
  responseOf,
  SCOPE,
  STATUS_PATH,
  statusEntry,
  statusListOf,
  TYPE,
} from './memberships.suite.ts'
import { QUERY_PATH } from './test-companies.suite.ts'

let room: MemberDoors
beforeAll(async () => {
  room = await openMemberDoors()
})
afterAll(() => room.close())
beforeEach(async () => {
  room.presentOne()
  room.companies.serve(STATUS_PATH, () => statusListOf(room.membership()))
  expect((await room.demand()).status).toBe(200)
})

describe('membership', () => {
  test('is demanded of nobody until the owner says so', async () => {
    await room.demand({ isDemanded: false })
    const before = room.companies.asked(QUERY_PATH)
    expect((await room.visit({ token: undefined })).status).toBe(200)
    expect(room.companies.asked(QUERY_PATH)).toBe(before)
  })

  test.each(['vc20-bssl/jwt', 'vc11-sl2021/jwt'] as const)('is proven by a credential of %s', async (profile) => {
    room.presentOne({}, profile)
    const answer = await room.visit()
    expect(answer.body).toEqual({ let: 'in' })
    const { body } = await room.doors.call('/api/membership-rule', { headers: room.owner })
    expect(body).toMatchObject({
      members: [{ did: room.companies.holder.did, isMember: true, issuers: [room.companies.issuer.did], reason: null }],
    })
  })

  test('is asked for with the partner’s access token, in a token of our own for the partner', async () => {
    let query: { authorization: string; body: unknown } | undefined
    room.companies.onQuery(async (asked) => {
      query = asked
      return responseOf([
        await presentationOf(room.membership(), {
          audience: room.doors.exchange.identity.did,
          credentials: [await credentialOf(room.membership())],
        }),
      ])
    })
    expect((await room.visit({ token: 'let them see' })).status).toBe(200)
    const [, payload] = query!.authorization.replace('Bearer ', '').split('.')
    expect(JSON.parse(Buffer.from(payload!, 'base64url').toString())).toMatchObject({
      iss: room.doors.exchange.identity.did,
      sub: room.doors.exchange.identity.did,
      aud: room.companies.holder.did,
      token: 'let them see',
    })
    expect(query!.body).toEqual({
      '@context': ['https://w3id.org/dspace-dcp/v1.0/dcp.jsonld'],
      type: 'PresentationQueryMessage',
      scope: [SCOPE],
    })
  })

  test('is asked for once by many calls at a time, and again after the recheck time', async () => {
    const before = room.companies.asked(QUERY_PATH)
    const answers = await Promise.all(Array.from({ length: 8 }, () => room.visit()))
    expect(answers.map((one) => one.status)).toEqual(Array(8).fill(200))
    room.later(59)
    await room.visit()
    expect(room.companies.asked(QUERY_PATH)).toBe(before + 1)
    room.later(1)
    await room.visit()
    expect(room.companies.asked(QUERY_PATH)).toBe(before + 2)
  })

  test('of a revoked credential stops within the recheck time', async () => {
    expect((await room.visit()).status).toBe(200)
    room.companies.serve(STATUS_PATH, () => statusListOf(room.membership(), { set: [INDEX] }))
    room.later(60)
    const { status, body } = await room.visit()
    expect({ status, body }).toMatchObject({ status: 403, body: { detail: expect.stringContaining('revocation') } })
  })

  test('is not believed beyond the end of the credential, nor beyond what its list allows', async () => {
    await room.demand({ recheckSeconds: 3_600 })
    room.presentOne({ validUntil: new Date((room.now() + 30) * 1000).toISOString() })
    expect((await room.visit()).status).toBe(200)
    const ended = room.companies.asked(QUERY_PATH)
    room.later(30)
    await room.visit()
    expect(room.companies.asked(QUERY_PATH)).toBe(ended + 1)
    await room.demand({ recheckSeconds: 3_600 })
    room.presentOne()
    room.companies.serve(STATUS_PATH, () => statusListOf(room.membership(), { subject: { ttl: 20_000 } }))
    expect((await room.visit()).status).toBe(200)
    room.later(20)
    room.companies.serve(STATUS_PATH, null)
    expect((await room.visit()).status).toBe(403)
  })

  test('that was denied is asked for again after five seconds, and that of an older rule at once', async () => {
    room.presentOne({ issuer: room.companies.thirdParty.did, by: room.companies.thirdParty })
    expect((await room.visit()).status).toBe(403)
    room.presentOne()
    expect((await room.visit()).status).toBe(403)
    room.later(5)
    expect((await room.visit()).status).toBe(200)
    await room.demand({ trustedIssuers: [room.companies.thirdParty.did] })
    expect((await room.visit()).status).toBe(403)
    await room.demand()
    expect((await room.visit()).status).toBe(200)
  })

  test('needs a good credential of each type, and no bad one of these', async () => {
    room.present(async () => [
      await credentialOf(room.membership()),
      await credentialOf(room.membership(), {
        credentialStatus: statusEntry(room.companies, { statusListIndex: '999999' }),
      }),
    ])
    expect(detailOf(await room.visit())).toContain('index (999999)')
    await room.demand({ credentialTypes: [TYPE, 'AuditCredential'] })
    room.presentOne()
    expect(detailOf(await room.visit())).toBe('a partner should present a AuditCredential')
    await room.demand({ credentialTypes: [TYPE, 'AuditCredential'] })
    room.presentOne({ type: ['VerifiableCredential', TYPE, 'AuditCredential'] })
    expect((await room.visit()).status).toBe(200)
  })

  test('is checked against the schemas that the credential names', async () => {
    const schema = { type: 'object', required: ['foo'], properties: { foo: { const: 'bar' } } }
    room.companies.serve('/schema/1', { body: JSON.stringify(schema) })
    const credentialSchema = { id: `${room.companies.origin}/schema/1`, type: 'JsonSchemaValidator2018' }
    room.presentOne({ credentialSchema })
    expect((await room.visit()).status).toBe(200)
    await room.demand()
    room.presentOne({ credentialSchema, credentialSubject: { id: room.companies.holder.did, foo: 'quazz' } })
    expect(detailOf(await room.visit())).toBe('credentialSchema: /foo should be (bar)')
  })
})

describe('the rule', () => {
  test('in force says what it demands, of issuers that are a did:web', async () => {
    for (const more of [
      { scopes: [] },
      { credentialTypes: [] },
      { trustedIssuers: [] },
      { trustedIssuers: ['did:key:z6Mk'] },
      { trustedIssuers: ['did:web:10.0.0.1/x'] },
    ])
      expect((await room.demand(more)).status).toBe(400)
    expect((await room.demand({ recheckSeconds: 3_601 })).status).toBe(400)
  })

  test('is the owner’s to change, and its changes are kept', async () => {
    const body = (await room.doors.call('/api/membership-rule', { headers: await room.doors.token('viewer') })).body
    expect(body).toMatchObject({ isDemanded: true, trustedIssuers: [room.companies.issuer.did] })
    const rows = await room.doors.database.query<{ n: number }>({
      text: `select count(*)::int as n from audit where file = 'membership_rule' and by = 'owner@example.com'`,
    })
    expect(rows[0]!.n).toBeGreaterThan(0)
  })

  test('needs an ID token with an access token', async () => {
    for (const token of [undefined, '', 5]) expect((await room.visit({ token })).status).toBe(403)
  })
})
