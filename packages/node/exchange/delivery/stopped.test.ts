import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../platform/database.ts'
import { silentLog } from '../../platform/log.ts'
import { keepMembership } from '../credentials/membership.store.ts'
import { openBreakers } from './breaker.store.ts'
import type { CourierFacts } from './courier-facts.ts'
import { deliverStream } from './deliver-stream.ts'
import { receiptKeeper } from './keep-receipts.ts'
import { closeStream, sendingAsker, suspendStream } from './message-stream.store.ts'
import { openTwoNodes, type TwoNodes } from './two-nodes.suite.ts'

let nodes: TwoNodes
let courier: CourierFacts
/** Between the nodes: does something before the maker learns of a call. */
let between: Server
let calls = 0
let onCall: () => Promise<unknown> = () => Promise.resolve()

beforeAll(async () => {
  nodes = await openTwoNodes()
  const { database, exchange } = nodes.brand
  const { identity, outboundFetch: fetch, machine: now } = exchange
  courier = {
    database,
    identity,
    fetch,
    now,
    breakers: await openBreakers(database, Math.random),
    keepReceipts: receiptKeeper({ database, identity, now }),
    maySend: sendingAsker(database),
    settleControl: () => Promise.resolve(),
    chance: Math.random,
    log: silentLog,
  }
  between = createServer((incoming, outgoing) => {
    calls += 1
    const { method, headers } = incoming
    void onCall().then(() => {
      const passed = httpRequest(`${nodes.maker.address}${incoming.url}`, { method: method!, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers)
        answer.pipe(outgoing)
      })
      incoming.pipe(passed)
    })
  })
  await new Promise<void>((done) => between.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  between.close()
  await nodes.close()
})
beforeEach(async () => {
  calls = 0
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
  const endpoint = `http://127.0.0.1:${(between.address() as AddressInfo).port}/exchange/1/inbox`
  const stream = await nodes.openTransfer(what, { endpoint, mostAtOnce: 1 })
  await nodes.send(
    stream,
    Array.from({ length: 12 }, (_, i) => i),
  )
  onCall = async () => {
    if (calls === 3) await stop(nodes.brand.database, stream)
  }
  await deliverStream(courier, stream)
  expect(calls).toBe(3)
  const kept = await nodes.maker.database.query({
    text: `select from incoming i join message_stream s on s.id = i.stream where s.pid = $1`,
    values: [what],
  })
  expect(kept).toHaveLength(3)
})
