import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../platform/database.ts'
import { keepMembership } from '../credentials/membership.store.ts'
import { type Between, courierOf, openBetween } from './between.suite.ts'
import type { CourierFacts } from './courier-facts.ts'
import { deliverStream } from './deliver-stream.ts'
import { closeStream, suspendStream } from './message-stream.store.ts'
import { openTwoNodes, type TwoNodes } from './two-nodes.suite.ts'

let nodes: TwoNodes
let courier: CourierFacts
let between: Between

beforeAll(async () => {
  nodes = await openTwoNodes()
  courier = await courierOf(nodes)
  between = await openBetween(nodes)
})
afterAll(async () => {
  between.close()
  await nodes.close()
})
beforeEach(async () => {
  between.calls = 0
  const { database } = nodes.brand
  await database.query({ text: `update partner set state = 'active'` })
  await database.query({ text: 'update membership_rule set is_demanded = true' })
  const proven = { version: 1, isMember: true, issuers: [], reason: null, credentials: [] }
  const [checkedAt, until] = [Date.now(), Date.now() + 600_000]
  await keepMembership(database, { ...proven, partner: nodes.makerId, checkedAt, goodUntil: until, sendsUntil: until })
})

const suspendPartner = (database: Database) => database.query({ text: `update partner set state = 'suspended'` })
const takeMembership = (database: Database) => database.query({ text: 'update membership set is_member = false' })

test.each<[string, (database: Database, stream: number) => Promise<unknown>]>([
  ['its transfer is suspended', suspendStream],
  ['its transfer has ended', closeStream],
  ['its partner is suspended', suspendPartner],
  ['a credential of its partner is revoked', takeMembership],
])('F11 no message leaves after %s, though it was read ahead', async (what, stop) => {
  const stream = await nodes.openTransfer(what, { endpoint: between.endpoint, mostAtOnce: 1 })
  await nodes.send(
    stream,
    Array.from({ length: 12 }, (_, i) => i),
  )
  between.onCall = async (call) => {
    if (call === 3) await stop(nodes.brand.database, stream)
  }
  await deliverStream(courier, stream)
  expect(between.calls).toBe(3)
  const kept = await nodes.maker.database.query({
    text: `select from incoming i join message_stream s on s.id = i.stream where s.pid = $1`,
    values: [what],
  })
  expect(kept).toHaveLength(3)
})

test('F11 no message leaves after its transfer is suspended while it waited for the pace of its partner', async () => {
  const stream = await nodes.openTransfer('paced', { endpoint: between.endpoint, mostAtOnce: 1 })
  await nodes.send(stream, [1, 2, 3])
  let asked = 0
  const pace = async () => {
    asked += 1
    if (asked === 2) await suspendStream(nodes.brand.database, stream)
    return asked === 2
  }
  await deliverStream({ ...courier, pace }, stream)
  expect(between.calls).toBe(1)
})
