import { canonicalJson } from '@headwater/exchange/evidence/canonical-json'
import { asJson, type Receipt } from '@headwater/exchange/evidence/envelope'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { growLog } from '../evidence/grow-log.ts'
import { type Between, courierOf, openBetween } from './between.suite.ts'
import type { CourierFacts } from './courier-facts.ts'
import { deliverStream } from './deliver-stream.ts'
import { openTwoNodes, type TwoNodes } from './two-nodes.suite.ts'

/** Receipts of a request are proven while the next one is under way: nothing may be lost, doubled or believed by it. */
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
beforeEach(() => {
  between.calls = 0
  between.onAnswer = (text) => text
})

async function sendThrough(transferPid: string, mostAtOnce: number): Promise<number> {
  const stream = await nodes.openTransfer(transferPid, { endpoint: between.endpoint, mostAtOnce })
  await nodes.send(
    stream,
    Array.from({ length: 12 }, (_, i) => i),
  )
  await deliverStream(courier, stream)
  return stream
}

const sentOf = (stream: number) =>
  nodes.brand.database.query<{ seq: number; state: string; answer: string | null }>({
    text: 'select seq, state, answer from outgoing where stream = $1 order by seq',
    values: [stream],
  })

const headOf = ({ exchange }: TwoNodes['brand']) =>
  growLog(exchange.database, {
    sender: nodes.brand.exchange.identity.did,
    receiver: nodes.maker.exchange.identity.did,
  })

/** Goes on at once, whatever time it was to wait for. */
async function again(stream: number): Promise<void> {
  await nodes.brand.database.query({
    text: 'update message_stream set next_attempt = null where id = $1',
    values: [stream],
  })
  await deliverStream(courier, stream)
}

test.each([1, 4])('a receipt that is not the partner’s leaves its message waiting, %i in a request', async (most) => {
  const other = nodes.brand.exchange.identity.sign(Buffer.from('something else'))
  between.onAnswer = (text, call) => (call === 1 ? text.replace(/"signature":"[^"]+"/, `"signature":"${other}"`) : text)
  const stream = await sendThrough(`forged ${most}`, most)
  const sent = await sentOf(stream)
  expect(sent.every((one) => one.state === 'waiting')).toBe(true)
  expect(sent[0]!.answer).toContain('not signed by the partner')
  // The second was under way: its messages come again, after those of the first.
  expect(between.calls).toBe(2)
  await again(stream)
  expect((await sentOf(stream)).every((one) => one.state === 'delivered')).toBe(true)
  expect(await headOf(nodes.brand)).toEqual(await headOf(nodes.maker))
})

/** Receipts that the maker really signed, with other places than it gave. */
function withPlaces(text: string, placeOf: (place: number) => number): string {
  const { identity } = nodes.maker.exchange
  const { answers } = JSON.parse(text) as { answers: { receipt: Receipt }[] }
  const lied = answers.map((one) => {
    const receipt = { ...one.receipt, leafIndex: placeOf(one.receipt.leafIndex!) }
    return { ...one, receipt, signature: identity.sign(Buffer.from(canonicalJson(asJson(receipt)))) }
  })
  return JSON.stringify({ answers: lied })
}

test('a place that another message has is not given to a second one, and the owner is told', async () => {
  between.onAnswer = (text, call) => (call === 1 ? withPlaces(text, () => 0) : text)
  const stream = await sendThrough('stolen place', 1)
  expect((await sentOf(stream))[0]).toMatchObject({
    state: 'waiting',
    answer: expect.stringContaining('another message'),
  })
  const incidents = await nodes.brand.database.query({ text: `select from incident where kind = 'place-given-twice'` })
  expect(incidents).toHaveLength(1)
  await again(stream)
  expect((await sentOf(stream)).every((one) => one.state === 'delivered')).toBe(true)
})

test('after an answer that does not claim everything nothing more is sent before it is understood', async () => {
  between.onAnswer = (text, call) => (call === 2 ? '{"answers":[]}' : text)
  const stream = await sendThrough('fewer', 4)
  expect(between.calls).toBe(2)
  expect((await sentOf(stream)).map((one) => one.state)).toEqual([
    ...Array.from({ length: 4 }, () => 'delivered'),
    ...Array.from({ length: 8 }, () => 'waiting'),
  ])
  await again(stream)
  expect((await sentOf(stream)).every((one) => one.state === 'delivered')).toBe(true)
  expect(await headOf(nodes.brand)).toEqual(await headOf(nodes.maker))
})

// These leave the two logs apart, as the receiver made them.
test.each<[string, number, (place: number) => number]>([
  ['in another order', 4, (place) => place ^ 1],
  ['in another order than the request before', 1, (place) => place ^ 1],
  ['twice', 4, (place) => place - (place % 2)],
])('a receiver that gives places of its log %s is not believed', async (what, most, lie) => {
  const first = (await headOf(nodes.maker)).size
  between.onAnswer = (text) => withPlaces(text, (place) => first + lie(place - first))
  const stream = await sendThrough(what, most)
  const sent = await sentOf(stream)
  expect(sent.some((one) => one.answer?.includes('of the log'))).toBe(true)
  expect(sent.filter((one) => one.state === 'waiting').length).toBeGreaterThan(9)
})
