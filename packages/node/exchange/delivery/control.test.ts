import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.ts'
import { openOutbound } from '../../platform/outbound-fetch.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/test-database.ts'
import { openIdentity } from '../identity/identity.ts'
import { insertPartner } from '../identity/partner.store.ts'
import { openBreakers } from './breaker.store.ts'
import type { CourierFacts, SettledControl } from './courier-facts.ts'
import { deliverStream } from './deliver-stream.ts'
import { controlStream, sendingAsker } from './message-stream.store.ts'
import { paceCalls } from './pace-calls.ts'
import { queueControl, withdrawMessages } from './queue-control.ts'

const PARTNER = '018f0000-0000-7000-8000-000000000001'

interface Call {
  readonly url: string
  readonly authorization: string | undefined
  readonly body: string
}

/** A partner as a real server that answers as it is told. */
let server: Server
let address: string
const calls: Call[] = []
let answers: { status: number; headers?: Record<string, string>; text?: string }[] = []

let database: TestDatabase
let courier: CourierFacts
let now = Date.now()
const settled: SettledControl[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { authorization } = request.headers
      calls.push({ url: request.url!, authorization, body: Buffer.concat(parts).toString() })
      const { status, headers = {}, text = '' } = answers.shift() ?? { status: 200 }
      response.writeHead(status, headers).end(text)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  database = await openTestDatabase()
  const { fetch } = openOutbound({ loopback: true })
  const identity = await openIdentity(database, { outboundFetch: fetch, log: silentLog, machine: () => now })
  await insertPartner(database, { id: PARTNER, did: 'did:web:brand.example', name: 'Brand', hash: '' })
  courier = {
    database,
    identity,
    fetch,
    breakers: await openBreakers(database, () => 0),
    pace: paceCalls(),
    keepReceipts: async () => 0,
    maySend: sendingAsker(database),
    settleControl: async (_transaction, one) => void settled.push(one),
    now: () => now,
    chance: () => 0,
    log: silentLog,
  }
})
afterAll(async () => {
  server.close()
  await database.close()
})

/** Queues messages of one process and looks after it once. */
async function queueAndDeliver(pid: string, kinds: readonly string[]): Promise<number> {
  calls.length = 0
  settled.length = 0
  await database.transaction(async (transaction) => {
    for (const kind of kinds)
      await queueControl(transaction, {
        partner: PARTNER,
        stream: pid,
        url: `${address}/${kind}`,
        body: { '@type': kind },
      })
  })
  const stream = await controlStream(database, PARTNER, pid)
  await deliverStream(courier, stream)
  return stream
}

const stateOf = (stream: number) =>
  database.query<{ type: string; state: string; attempts: number; status: number }>({
    text: 'select type, state, attempts, status from outgoing where stream = $1 order by id',
    values: [stream],
  })

test('messages of a process arrive in their order, each with a token of its own', async () => {
  await queueAndDeliver('n-1', ['first', 'second', 'third'])
  expect(calls.map((one) => one.url)).toEqual(['/first', '/second', '/third'])
  expect(new Set(calls.map((one) => one.authorization)).size).toBe(3)
  expect(settled.map((one) => [one.type, one.outcome, one.status])).toEqual([
    ['first', 'delivered', 200],
    ['second', 'delivered', 200],
    ['third', 'delivered', 200],
  ])
})

test('what is withdrawn while it waits for the pace of its partner never leaves', async () => {
  const order = { partner: PARTNER, stream: 'paced' }
  await queueControl(database, { ...order, url: `${address}/withdrawn`, body: {} })
  const stream = await controlStream(database, PARTNER, order.stream)
  const pace = async () => {
    await withdrawMessages(database, order, new Date())
    return true
  }
  const before = calls.length
  await deliverStream({ ...courier, pace }, stream)
  expect(calls.length).toBe(before)
})

test('what a transaction did not commit never leaves', async () => {
  const given = database.transaction(async (transaction) => {
    await queueControl(transaction, { partner: PARTNER, stream: 'n-2', url: `${address}/never`, body: {} })
    throw new Error('changed my mind')
  })
  await expect(given).rejects.toThrow('changed my mind')
  const left = await database.query({ text: "select from message_stream where pid = 'n-2'" })
  expect(left).toEqual([])
})

test('a message that is not taken waits with the same bytes, and those behind it wait too', async () => {
  answers = [{ status: 503, headers: { 'retry-after': '120' } }]
  const stream = await queueAndDeliver('n-3', ['first', 'second'])
  expect(calls).toHaveLength(1)
  now += 119_000
  await deliverStream(courier, stream)
  expect(calls).toHaveLength(1)
  now += 1_000
  await deliverStream(courier, stream)
  expect(calls.map((one) => one.url)).toEqual(['/first', '/first', '/second'])
  expect(calls[1]!.body).toBe(calls[0]!.body)
  expect(calls[1]!.authorization).not.toBe(calls[0]!.authorization)
})

test('a 404 is tried again for a while, another refusal is final and does not hold up what follows', async () => {
  answers = [{ status: 404 }, { status: 200 }, { status: 400, text: '{"reason":"illegal"}' }]
  const stream = await queueAndDeliver('n-4', ['early', 'illegal', 'termination'])
  expect(calls).toHaveLength(1)
  now += 1_000
  await deliverStream(courier, stream)
  expect(await stateOf(stream)).toEqual([
    { type: 'early', state: 'delivered', attempts: 2, status: 200 },
    { type: 'illegal', state: 'dead', attempts: 1, status: 400 },
    { type: 'termination', state: 'delivered', attempts: 1, status: 200 },
  ])
  expect(settled[1]).toMatchObject({ outcome: 'dead', status: 400, answer: '{"reason":"illegal"}' })
})

test('a suspended partner is sent nothing', async () => {
  await database.query({ text: "update partner set state = 'suspended'" })
  const stream = await queueAndDeliver('n-5', ['first'])
  expect(calls).toEqual([])
  await database.query({ text: "update partner set state = 'active'" })
  await deliverStream(courier, stream)
  expect(calls).toHaveLength(1)
})

test('an answer that the database cannot keep as it came ends a message all the same', async () => {
  answers = [
    { status: 200, text: 'taken\0' },
    { status: 400, text: 'no\0' },
  ]
  const stream = await queueAndDeliver('n-zero', ['first', 'second'])
  expect(settled.map((one) => [one.outcome, one.answer])).toEqual([
    ['delivered', 'taken'],
    ['dead', 'no'],
  ])
  expect((await stateOf(stream)).map((one) => one.state)).toEqual(['delivered', 'dead'])
})

test('a message that waited three days is given up, and its process is told', async () => {
  answers = [{ status: 500 }]
  const stream = await queueAndDeliver('n-6', ['first'])
  now += 72 * 3_600_000
  await deliverStream(courier, stream)
  expect(calls).toHaveLength(1)
  expect(settled).toMatchObject([{ type: 'first', outcome: 'dead', status: null }])
  expect(await stateOf(stream)).toMatchObject([{ state: 'dead' }])
})

test('F4 a partner that is down for a day is tried at most 60 times a message, and another partner is served meanwhile', async () => {
  const other = '018f0000-0000-7000-8000-000000000002'
  await insertPartner(database, { id: other, did: 'did:web:mill.example', name: 'Mill', hash: '' })
  answers = Array.from({ length: 1_000 }, () => ({ status: 503 }))
  now = Date.now()
  const dead = await queueAndDeliver('n-7', ['down'])
  const begin = now
  for (;;) {
    const [row] = await database.query<{ next: Date }>({
      text: 'select next_attempt as next from message_stream where id = $1',
      values: [dead],
    })
    if (row!.next.getTime() >= begin + 24 * 3_600_000) break
    now = row!.next.getTime()
    await deliverStream(courier, dead)
  }
  expect(calls.length).toBeGreaterThan(20)
  expect(calls.length).toBeLessThanOrEqual(60)
  expect(await stateOf(dead)).toMatchObject([{ state: 'waiting', attempts: calls.length }])
  // The breaker of the one that is down is open; the other is called at once.
  answers = []
  await queueControl(database, { partner: other, stream: 'n-8', url: `${address}/up`, body: { '@type': 'up' } })
  await deliverStream(courier, await controlStream(database, other, 'n-8'))
  expect(calls.at(-1)!.url).toBe('/up')
  expect(settled.at(-1)).toMatchObject({ type: 'up', outcome: 'delivered' })
})
