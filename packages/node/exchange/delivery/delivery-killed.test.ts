import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../platform/database.ts'
import { growLog } from '../evidence/grow-log.ts'
import { type NodePair, startPair } from './node-pair.suite.ts'

const KILLS = process.env.HEADWATER_TEST_SCALE === 'full' ? 200 : 4
const MESSAGES = 1_000
const STREAMS = 5

let pair: NodePair
beforeAll(async () => {
  pair = await startPair()
})
afterAll(() => pair?.close())

const keptOf = (database: Database, table: 'outgoing' | 'incoming') =>
  database.query<{ pid: string; seq: number; content: string; receipt: string }>({
    text: `select s.pid, m.seq, m.content, m.receipt from ${table} m join message_stream s on s.id = m.stream order by s.pid, m.seq`,
  })

/** Of a fixed seed: the same points each time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

test(`F3 of ${MESSAGES} messages none is lost, doubled or out of order when sender or receiver is killed ${KILLS} times`, async () => {
  const chance = seeded(7)
  const streams: number[] = []
  for (let i = 0; i < STREAMS; i++) streams.push(await pair.openTransfer(`t-${i}`, 2))
  const sendOnAll = async (from: number, upTo: number) => {
    for (let first = from; first < upTo; first += STREAMS)
      await Promise.all(streams.map((stream, i) => pair.send(stream, [{ number: first + i }])))
  }
  let sent = 0
  let struck = 0
  // A kill that comes when all is delivered proves nothing: it is not counted, and another follows.
  for (let kill = 1; struck < KILLS; kill++) {
    expect(kill, `kills, of which ${struck} struck while something was on its way`).toBeLessThan(10 * KILLS)
    const upTo = sent + MESSAGES / KILLS
    const point = sent + Math.floor((chance() * MESSAGES) / KILLS)
    const sending = sendOnAll(sent, upTo)
    await untilTakenIn(point)
    const victim = kill % 2 === 0 ? pair.brand : pair.maker
    await victim.kill()
    if (await isWaiting(pair.brand.database)) struck += 1
    await Promise.all([sending, victim.start()])
    sent = upTo
  }
  await pair.untilDelivered()
  const [outgoing, incoming] = await Promise.all([
    keptOf(pair.brand.database, 'outgoing'),
    keptOf(pair.maker.database, 'incoming'),
  ])
  expect(incoming).toHaveLength(sent)
  expect(incoming).toEqual(outgoing)
  for (let i = 0; i < STREAMS; i++) {
    const numbers = incoming
      .filter((one) => one.pid === `t-${i}`)
      .map((one) => JSON.parse(one.content).body.number as number)
    expect(numbers).toEqual(Array.from({ length: sent / STREAMS }, (_, n) => n * STREAMS + i))
  }
  const log = { sender: pair.brand.exchange.identity.did, receiver: pair.maker.exchange.identity.did }
  const [ours, theirs] = await Promise.all([growLog(pair.brand.database, log), growLog(pair.maker.database, log)])
  expect(theirs).toEqual(ours)
  expect(ours.size).toBe(sent)
}, 3_600_000)

const isWaiting = async (database: Database): Promise<boolean> =>
  (await database.query({ text: `select from outgoing where state = 'waiting' limit 1` })).length > 0

/** Until the receiver has so many messages, wherever the sender is with their receipts. */
async function untilTakenIn(messages: number): Promise<void> {
  const taken = () =>
    pair.maker.database.query<{ count: number }>({
      name: 'taken-in',
      text: 'select count(*)::int as count from incoming',
    })
  while ((await taken())[0]!.count < messages) await nextTurn()
}

const nextTurn = () => new Promise<void>((done) => setImmediate(done))
