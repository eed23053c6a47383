import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { detailOf, type MemberDoors, openMemberDoors } from './member-doors.suite.ts'
import { credentialOf, INDEX, responseOf, STATUS_PATH, statusEntry, statusListOf, TYPE } from './memberships.suite.ts'

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

/** What makes a proof none: how it is presented, and a word of why. */
const FORGERIES: readonly (readonly [string, () => void, string])[] = [
  ['no answer of the credential service', () => room.companies.onQuery(() => undefined), 'not with 500'],
  [
    'an answer that is no response',
    () => room.companies.onQuery(() => ({ presentation: ['a.b.c'] })),
    'PresentationResponseMessage',
  ],
  ['presentations that are none', () => room.companies.onQuery(() => responseOf(['not.a.jwt'])), 'JWT'],
  ['no presentation', () => room.companies.onQuery(() => responseOf([])), 'presentation'],
  ['no credential', () => room.present(() => Promise.resolve([])), `present a ${TYPE}`],
  [
    'a presentation by another',
    () =>
      room.present(async () => [await credentialOf(room.membership())], { more: { by: room.companies.thirdParty } }),
    'signed by a key',
  ],
  [
    'a presentation for another',
    () =>
      room.present(async () => [await credentialOf(room.membership())], {
        more: { aud: room.companies.thirdParty.did },
      }),
    'aud',
  ],
  [
    'a presentation that is over',
    () => room.present(async () => [await credentialOf(room.membership())], { more: { exp: room.now() - 6 } }),
    'until',
  ],
  [
    'a credential of another issuer',
    () => room.presentOne({ issuer: room.companies.thirdParty.did, by: room.companies.thirdParty }),
    'trusted issuer',
  ],
  [
    'a credential that another signed',
    () => room.presentOne({ by: room.companies.thirdParty, claims: { iss: room.companies.issuer.did } }),
    'signed by a key',
  ],
  [
    'a credential of another holder',
    () => room.presentOne({ credentialSubject: { id: room.companies.thirdParty.did } }),
    'should be of',
  ],
  [
    'a credential that is over',
    () => room.presentOne({ validUntil: new Date((room.now() - 10) * 1000).toISOString() }),
    'until',
  ],
  [
    'a schema that is not there',
    () => room.presentOne({ credentialSchema: { id: `${room.companies.origin}/schema/none`, type: 'JsonSchema' } }),
    '404',
  ],
  [
    'a schema in another network',
    () => room.presentOne({ credentialSchema: { id: 'https://169.254.169.254/x', type: 'JsonSchema' } }),
    'public address',
  ],
  [
    'a list that is a bomb',
    () => room.companies.serve(STATUS_PATH, () => statusListOf(room.membership(), { bits: Buffer.alloc(8_000_000) })),
    'GZIP of at most',
  ],
  [
    'a list that is not packed',
    () =>
      room.companies.serve(STATUS_PATH, () => statusListOf(room.membership(), { subject: { encodedList: 'uAAAA' } })),
    'GZIP of at most',
  ],
  [
    'a list that nobody signed',
    () =>
      room.companies.serve(STATUS_PATH, { body: JSON.stringify({ encodedList: gzipSync('').toString('base64url') }) }),
    'JWT',
  ],
  ['a list too large to read', () => room.companies.serve(STATUS_PATH, { body: Buffer.alloc(300_000, 'a') }), 'bytes'],
]

test.each(FORGERIES)('%s proves nothing', async (_, forge, why) => {
  forge()
  const answer = await room.visit()
  expect(answer.status).toBe(403)
  expect(detailOf(answer)).toContain(why)
})

describe('F10: a status that says nothing good lets nobody in', () => {
  const list = (more: Parameters<typeof statusListOf>[1]): void =>
    room.companies.serve(STATUS_PATH, () => statusListOf(room.membership(), more))
  test.each<readonly [string, () => void, string]>([
    ['no status where one is demanded', () => room.presentOne({ credentialStatus: undefined }), 'could not be revoked'],
    [
      'a status of an unknown type',
      () => room.presentOne({ credentialStatus: { type: 'RevocationList2020Status' } }),
      'RevocationList2020Status',
    ],
    ['a list that cannot be reached', () => room.companies.serve(STATUS_PATH, null), 'could not be reached'],
    ['a list that is stale', () => list({ validUntil: new Date((room.now() - 6) * 1000).toISOString() }), 'until'],
    ['a revoked credential', () => list({ set: [INDEX] }), 'set its revocation'],
    [
      'a suspended credential',
      () => {
        room.presentOne({
          credentialStatus: [
            statusEntry(room.companies),
            statusEntry(room.companies, { statusPurpose: 'suspension', statusListIndex: '9' }),
          ],
        })
        list({ set: [9], subject: { statusPurpose: ['revocation', 'suspension'] } })
      },
      'set its suspension',
    ],
    [
      'a list that another signed',
      () => list({ by: room.companies.thirdParty, issuer: room.companies.issuer.did }),
      'signed by a key',
    ],
  ])('%s', async (_, forge, why) => {
    forge()
    const answer = await room.visit()
    expect(answer.status).toBe(403)
    expect(detailOf(answer)).toContain(why)
  })

  test('where none is demanded, none is needed', async () => {
    await room.demand({ isStatusDemanded: false })
    room.presentOne({ credentialStatus: undefined })
    expect((await room.visit()).status).toBe(200)
  })
})

test('a document with a key beside the curve is refused whole: no key of it signs anything', async () => {
  const { companies } = room
  const path = '/issuer/did.json'
  const good = await (await fetch(`${companies.origin}${path}`)).text()
  const document = JSON.parse(good) as { verificationMethod: object[]; assertionMethod: string[] }
  const id = `${companies.issuer.did}#beside`
  const number = Buffer.alloc(32, 7).toString('base64url')
  const publicKeyJwk = { kty: 'EC', crv: 'P-256', x: number, y: number }
  document.verificationMethod.push({ id, type: 'JsonWebKey', controller: companies.issuer.did, publicKeyJwk })
  document.assertionMethod.push(id)
  companies.serve(path, { body: JSON.stringify(document) })
  await room.demand()
  const answer = await room.visit()
  companies.serve(path, { body: good })
  expect(answer.status).toBe(403)
  expect(detailOf(answer)).toContain('should be a point of its curve')
  await room.demand()
  expect((await room.visit()).status).toBe(200)
})

test('words of a partner that the database cannot keep are no way past it', async () => {
  room.presentOne({ credentialStatus: { type: 'Odd\0Status' } })
  const answer = await room.visit()
  expect(answer.status).toBe(403)
})
