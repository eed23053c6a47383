import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStream, sendingAsker } from '../delivery/message-stream.store.ts'
import { serveOutbox } from '../delivery/serve-outbox.ts'
import { type MemberDoors, openMemberDoors } from './member-doors.suite.ts'
import { INDEX, STATUS_PATH, statusListOf } from './memberships.suite.ts'
import { RECHECK_SLACK_MS, recheckMemberships } from './recheck-memberships.ts'
import { QUERY_PATH } from './test-companies.suite.ts'

let room: MemberDoors
let partner: string
let maySend: () => Promise<boolean>
beforeAll(async () => {
  room = await openMemberDoors()
  const { database } = room.doors
  const [row] = await database.query<{ id: string }>({ text: 'select id from partner' })
  partner = row!.id
  const order = { partner, agreementId: 'a', transferPid: 't', endpoint: `${room.companies.origin}/inbox` }
  const stream = await openStream(database, { ...order, direction: 'out' })
  const ask = sendingAsker(database)
  maySend = () => ask(stream)
})
afterAll(() => room.close())
beforeEach(async () => {
  room.presentOne()
  room.companies.serve(STATUS_PATH, () => statusListOf(room.membership()))
  await room.demand({ isDemanded: false, recheckSeconds: 0 })
})

const look = () => recheckMemberships(room.doors.exchange)
const revoke = () => room.companies.serve(STATUS_PATH, () => statusListOf(room.membership(), { set: [INDEX] }))
const outbox = () => serveOutbox(room.doors.database, { partner, transferPid: 't', after: 0, limit: 1 })

test('data goes to a partner without a proof only while none is demanded', async () => {
  expect(await maySend()).toBe(true)
  await room.demand({ recheckSeconds: 0 })
  expect(await maySend()).toBe(false)
  expect(await outbox()).toMatchObject({ status: 403, text: expect.stringContaining('NotProven') })
  expect((await room.visit()).status).toBe(200)
  expect(await maySend()).toBe(true)
  expect((await outbox()).status).toBe(200)
})

test('F10 a revoked credential stops data to a partner that does not call us, at the next look', async () => {
  await room.demand({ recheckSeconds: 0 })
  await room.visit()
  await look()
  expect(await maySend()).toBe(true)
  revoke()
  const asked = room.companies.asked(QUERY_PATH)
  await look()
  expect(await maySend()).toBe(false)
  expect((await outbox()).status).toBe(403)
  // The partner is not needed for that.
  expect(room.companies.asked(QUERY_PATH)).toBe(asked)
  const { body } = await room.doors.call('/api/membership-rule', { headers: room.owner })
  expect(body).toMatchObject({ members: [{ isMember: false, reason: expect.stringContaining('revocation') }] })
})

test('F10 a status list that cannot be had stops data, and data goes on some time after it is there again', async () => {
  await room.demand({ recheckSeconds: 0 })
  await room.visit()
  room.companies.serve(STATUS_PATH, null)
  await look()
  expect(await maySend()).toBe(false)
  room.companies.serve(STATUS_PATH, () => statusListOf(room.membership()))
  await look()
  expect(await maySend()).toBe(false)
  room.later(31)
  await look()
  expect(await maySend()).toBe(true)
})

test('a proof that nobody looks at again ends by itself, after the recheck time and fifteen seconds', async () => {
  await room.demand({ recheckSeconds: 60 })
  await room.visit()
  const [kept] = await room.doors.database.query<{ checked: Date; until: Date }>({
    text: 'select checked_at as checked, sends_until as until from membership',
  })
  expect(kept!.until.getTime() - kept!.checked.getTime()).toBe(60_000 + RECHECK_SLACK_MS)
  const asked = room.companies.asked(STATUS_PATH)
  await look()
  // It is not due yet.
  expect(room.companies.asked(STATUS_PATH)).toBe(asked)
  await room.doors.database.query({ text: 'update membership set sends_until = now()' })
  expect(await maySend()).toBe(false)
})
