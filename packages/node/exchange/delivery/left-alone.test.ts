import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Courier } from './courier.ts'
import { inboxOf, openTwoNodes, type TwoNodes, untilDelivered } from './two-nodes.suite.ts'

/** Nobody answers there. */
const NOWHERE = 'http://127.0.0.1:9/exchange/1/inbox'
/** As many as open the breaker by their first attempts. */
const STREAMS = 5

let nodes: TwoNodes
let planner: Record<string, string>
let courier: Courier
beforeAll(async () => {
  nodes = await openTwoNodes()
  planner = await nodes.brand.token('planner')
})
beforeEach(async () => {
  courier = await nodes.startCourier(nodes.brand)
})
afterEach(() => courier.stop())
afterAll(() => nodes.close())

test('a partner that is left alone is tried when a person wants it, and all that waits goes out', async () => {
  const streams = await leaveAlone('wanted')
  const [one] = await waitingOf('wanted 0')
  expect(one).toMatchObject({ block: 'left-alone', explanation: expect.stringContaining('replay tries it now') })
  const replayed = await replay({ id: one!.message.id })
  expect(replayed).toMatchObject({ status: 200, body: { messages: 0, isTried: true } })
  for (const stream of streams) await untilDelivered(nodes, stream)
  expect(await replay({ id: one!.message.id })).toMatchObject({ status: 404 })
  expect(await replay({ partner: nodes.makerId })).toMatchObject({
    status: 404,
    body: { detail: expect.stringContaining('does not wait for a partner that is left alone') },
  })
})

test('a partner that is left alone is tried as soon as it calls', async () => {
  const streams = await leaveAlone('heard')
  const { exchange } = nodes.maker
  const { status } = await exchange.outboundFetch(
    `${nodes.brand.address}/exchange/1/streams/heard%200/outbox?after=0`,
    {
      headers: { authorization: `Bearer ${await exchange.identity.tokenFor(nodes.brand.exchange.identity.did)}` },
    },
  )
  expect(status).toBe(200)
  for (const stream of streams) await untilDelivered(nodes, stream)
})

test('a partner that comes back fetches what it missed, and is sent to again', async () => {
  const streams = await leaveAlone('restarted')
  const maker = await nodes.startCourier(nodes.maker)
  for (const stream of streams) await untilDelivered(nodes, stream)
  await maker.stop()
})

const replay = (body: object) =>
  nodes.brand.call('/api/exchange-messages/replay', { method: 'POST', headers: planner, body })

/** Sends to where nobody answers until the partner is left alone, for longer than a test lasts; then it could be reached. */
async function leaveAlone(name: string): Promise<readonly number[]> {
  const { database } = nodes.brand
  const streams: number[] = []
  for (let i = 0; i < STREAMS; i++) streams.push(await nodes.openTransfer(`${name} ${i}`, { endpoint: NOWHERE }))
  await Promise.all(streams.map((stream) => nodes.send(stream, [name])))
  const isOpen = () => database.query({ text: `select from partner_breaker where state = 'open'` })
  while ((await isOpen()).length === 0) await new Promise((done) => setTimeout(done, 20))
  await database.query({
    text: 'update message_stream set endpoint = $1 where id = any ($2)',
    values: [inboxOf(nodes.maker), streams],
  })
  return streams
}

async function waitingOf(transfer: string) {
  const ask = async (path: string) => (await nodes.brand.call(path, { headers: planner })).body
  const { rows } = (await ask(`/api/exchange-messages?filter=transfer:${encodeURIComponent(transfer)}`)) as {
    rows: { id: string }[]
  }
  type View = { message: { id: string }; block: string; explanation: string }
  return Promise.all(rows.map(async ({ id }) => (await ask(`/api/exchange-messages/${id}`)) as unknown as View))
}
