import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Doors } from '../../doors.suite.ts'
import { growLog } from '../evidence/grow-log.ts'
import { inboxOf, openTwoNodes, type TwoNodes, untilDelivered } from './two-nodes.suite.ts'

const MESSAGES = process.env.HEADWATER_TEST_SCALE === 'full' ? 10_000 : 400
const STREAMS = 10
const AT_ONCE = 4

let nodes: TwoNodes
let proxy: Server
const stops: (() => Promise<void>)[] = []
let dropped = 0

beforeAll(async () => {
  nodes = await openTwoNodes()
  for (const one of [nodes.brand, nodes.maker]) {
    const courier = await nodes.startCourier(one)
    stops.push(courier.stop)
  }
  proxy = await startFaultyProxy(nodes.maker.address)
})
afterAll(async () => {
  for (const stop of stops) await stop()
  proxy.close()
  await nodes.close()
})

/** Between the nodes: every tenth call is lost, in turn on its way there and on its way back. */
async function startFaultyProxy(to: string): Promise<Server> {
  let calls = 0
  const server = createServer((incoming, outgoing) => {
    calls += 1
    const isLost = calls % 10 === 0
    if (isLost) dropped += 1
    if (isLost && dropped % 2 === 0) return void incoming.socket.destroy()
    const passed = httpRequest(
      `${to}${incoming.url}`,
      { method: incoming.method!, headers: incoming.headers },
      (answer) => {
        if (isLost) return void incoming.socket.destroy()
        outgoing.writeHead(answer.statusCode!, answer.headers)
        answer.pipe(outgoing)
      },
    )
    passed.on('error', () => incoming.socket.destroy())
    incoming.pipe(passed)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return server
}

const headOf = async ({ exchange }: Doors) => {
  const { size, root } = await growLog(exchange.database, {
    sender: nodes.brand.exchange.identity.did,
    receiver: nodes.maker.exchange.identity.did,
  })
  return { size, root: Buffer.from(root).toString('hex') }
}

const receiptsOf = ({ database }: Doors, table: 'outgoing' | 'incoming') =>
  database.query<{ id: string; receipt: string; signature: string }>({
    text: `select message_id as id, receipt, receipt_signature as signature from ${table} order by message_id`,
  })

async function sendRound(streams: readonly number[], each: number): Promise<void> {
  for (const stream of streams)
    await nodes.send(
      stream,
      Array.from({ length: each }, (_, i) => ({ stream, i })),
    )
  for (const stream of streams) await untilDelivered(nodes, stream)
}

test(`F6 of ${MESSAGES} messages a tenth of the pushes is lost, and the receiver goes back to an old backup: both hold the same record again`, async () => {
  const endpoint = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/exchange/1/inbox`
  const streams: number[] = []
  for (let i = 0; i < STREAMS; i++) streams.push(await nodes.openTransfer(`t-${i}`, { endpoint, mostAtOnce: AT_ONCE }))
  const half = MESSAGES / STREAMS / 2
  await sendRound(streams, half)
  expect(await headOf(nodes.maker)).toEqual(await headOf(nodes.brand))
  const { database } = nodes.maker
  await database.query({ text: 'create table kept_log as table record_log' })
  await database.query({ text: 'create table kept_stream as table message_stream' })
  await sendRound(streams, half)
  expect(dropped).toBeGreaterThan(MESSAGES / AT_ONCE / 12)
  expect((await headOf(nodes.maker)).size).toBe(MESSAGES)
  const before = await receiptsOf(nodes.maker, 'incoming')

  // As a restored backup leaves it.
  await database.transaction(async (transaction) => {
    for (const text of [
      'delete from incoming where leaf_index >= (select next_index from kept_log)',
      'delete from record_leaf where index >= (select next_index from kept_log)',
      'update record_log l set next_index = k.next_index, size = k.size, peaks = k.peaks from kept_log k where k.id = l.id',
      'update message_stream s set seq = k.seq, last_hash = k.last_hash from kept_stream k where k.id = s.id',
    ])
      await transaction.query({ text })
  })
  expect((await headOf(nodes.maker)).size).toBe(MESSAGES / 2)

  // The next message shows the gap; all transfers are made whole, each message at its old place with its first receipt.
  await nodes.send(streams[0]!, ['after the backup'])
  await untilDelivered(nodes, streams[0]!)
  expect(await headOf(nodes.maker)).toEqual(await headOf(nodes.brand))
  expect((await headOf(nodes.maker)).size).toBe(MESSAGES + 1)
  const after = await receiptsOf(nodes.maker, 'incoming')
  expect(after.filter((one) => before.some((old) => old.id === one.id))).toEqual(before)
  expect(after).toEqual(await receiptsOf(nodes.brand, 'outgoing'))
}, 600_000)

test('F6 a cursor beyond the last message is refused, and a reader that is too slow is told', async () => {
  const stream = await nodes.openTransfer('cursor')
  await nodes.send(stream, ['first', 'second', 'third'])
  await untilDelivered(nodes, stream)
  const ask = async (after: number, transfer = 'cursor') => {
    const { identity } = nodes.maker.exchange
    const token = await identity.tokenFor(nodes.brand.exchange.identity.did)
    const url = `${inboxOf(nodes.brand).replace('/inbox', '')}/streams/${transfer}/outbox?after=${after}`
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const whole = await ask(1)
  expect(whole).toMatchObject({
    status: 200,
    body: { head: 3, messages: [{ envelope: { seq: 2 } }, { envelope: { seq: 3 } }] },
  })
  expect(await ask(3)).toMatchObject({ status: 200, body: { head: 3, messages: [] } })
  expect(await ask(4)).toMatchObject({ status: 409, body: { code: 'FutureCursor' } })
  expect(await ask(0, 'no-such')).toMatchObject({ status: 404 })
  await nodes.brand.database.query({
    text: 'update outgoing set content = null where stream = $1 and seq <= 2',
    values: [stream],
  })
  expect(await ask(1)).toMatchObject({ status: 410, body: { code: 'ConsumerTooSlow' } })
  expect(await ask(2)).toMatchObject({ status: 200 })
})
