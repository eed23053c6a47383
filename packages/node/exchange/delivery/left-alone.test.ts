import { MOST_FAILURES } from '@headwater/exchange/delivery/breaker'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Courier } from './courier.ts'
import { wakeStreamsAt } from './message-stream.store.ts'
import { openTwoNodes, type TwoNodes, untilDelivered } from './two-nodes.suite.ts'

const HOUR = 3_600_000

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
  await leaveAlone(Date.now() + HOUR)
  const stream = await sendUntilItWaits('wanted')
  const one = await messageOf('wanted')
  expect(one).toMatchObject({ block: 'left-alone', explanation: expect.stringContaining('replay tries it now') })
  const replayed = await replay({ id: one.message.id })
  expect(replayed).toMatchObject({ status: 200, body: { messages: 0, isTried: true } })
  await untilDelivered(nodes, stream)
  expect(await replay({ id: one.message.id })).toMatchObject({ status: 404 })
  expect(await replay({ partner: nodes.makerId })).toMatchObject({
    status: 404,
    body: { detail: expect.stringContaining('does not wait for a partner that is left alone') },
  })
})

test('a message that waits for its own next attempt for longer than its partner is left alone is sent as well', async () => {
  await leaveAlone(Date.now() - HOUR)
  await courier.stop()
  const stream = await nodes.openTransfer('longer')
  await nodes.send(stream, ['longer'])
  await wakeStreamsAt(nodes.brand.database, [stream], new Date(Date.now() + HOUR))
  courier = await nodes.startCourier(nodes.brand)
  expect(await replay({ partner: nodes.makerId })).toMatchObject({ status: 200, body: { isTried: true } })
  await untilDelivered(nodes, stream)
})

test('a partner that starts again fetches what it missed, and is tried as soon as it calls', async () => {
  await leaveAlone(Date.now() + HOUR)
  const stream = await sendUntilItWaits('restarted')
  await courier.stop()
  const maker = await nodes.startCourier(nodes.maker)
  const received = () =>
    nodes.maker.database.query({
      text: `select from incoming i join message_stream s on s.id = i.stream where s.pid = 'restarted'`,
    })
  await expect.poll(async () => (await received()).length, { timeout: 30_000 }).toBe(1)
  courier = await nodes.startCourier(nodes.brand)
  await untilDelivered(nodes, stream)
  await maker.stop()
})

const replay = (body: object) =>
  nodes.brand.call('/api/exchange-messages/replay', { method: 'POST', headers: planner, body })

/** Its failures were at a time from which it is left alone for some seconds. */
async function leaveAlone(at: number): Promise<void> {
  const { breakers } = nodes.brand.exchange
  for (let i = 0; i < MOST_FAILURES; i++) await breakers.afterCall(nodes.makerId, { isAnswered: false, now: at })
}

/** Until the courier has looked at the message and written down that it waits for the partner. */
async function sendUntilItWaits(transfer: string): Promise<number> {
  const stream = await nodes.openTransfer(transfer)
  await nodes.send(stream, [transfer])
  const waits = () =>
    nodes.brand.database.query({
      text: `select from message_stream where id = $1 and next_attempt > now() + interval '30 minutes'`,
      values: [stream],
    })
  await expect.poll(async () => (await waits()).length, { timeout: 30_000 }).toBe(1)
  return stream
}

async function messageOf(transfer: string) {
  const ask = async (path: string) => (await nodes.brand.call(path, { headers: planner })).body
  const { rows } = (await ask(`/api/exchange-messages?filter=transfer:${transfer}`)) as { rows: { id: string }[] }
  type View = { message: { id: string }; block: string; explanation: string }
  return (await ask(`/api/exchange-messages/${rows[0]!.id}`)) as unknown as View
}
