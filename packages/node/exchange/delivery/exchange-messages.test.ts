import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExchangeMessageRow, ExchangeMessageView, ExchangeStream } from '../../../../schemas/rest/exchange.ts'
import type { Answer } from '../../doors.suite.ts'
import { openTwoNodes, type TwoNodes, untilDelivered } from './two-nodes.suite.ts'

let nodes: TwoNodes
let planner: Record<string, string>
const stops: (() => Promise<void>)[] = []
beforeAll(async () => {
  nodes = await openTwoNodes()
  planner = await nodes.brand.token('planner')
  stops.push((await nodes.startCourier(nodes.brand)).stop)
})
afterAll(async () => {
  for (const stop of stops) await stop()
  await nodes.close()
})

const ask = (path: string, body?: unknown): Promise<Answer> =>
  nodes.brand.call(path, { headers: planner, ...(body === undefined ? {} : { method: 'POST', body }) })
const rowsOf = async (query: string) =>
  ((await ask(`/api/exchange-messages?${query}`)).body as unknown as { rows: ExchangeMessageRow[] }).rows
const viewOf = async (id: string) => (await ask(`/api/exchange-messages/${id}`)).body as unknown as ExchangeMessageView

test('a person sends a body within a transfer and sees it arrive with its receipt', async () => {
  const stream = await nodes.openTransfer('t-1')
  const sent = await ask('/api/exchange-messages', { transfer: 't-1', type: 'item_stock:2.0.0', body: { pieces: 3 } })
  expect(sent).toMatchObject({ status: 201, body: { seq: 1 } })
  await untilDelivered(nodes, stream)
  const [row] = await rowsOf('filter=transfer:t-1')
  expect(row).toMatchObject({
    direction: 'out',
    partner: 'Partner',
    type: 'item_stock:2.0.0',
    seq: 1,
    state: 'delivered',
  })
  const view = await viewOf(row!.id)
  expect(JSON.parse(view.content!)).toMatchObject({ body: { pieces: 3 } })
  expect(JSON.parse(view.receipt!)).toMatchObject({ verdict: 'stored', leafIndex: 0 })
  expect(view.explanation).toContain('receipt')
  expect(view.curl).toContain('/exchange/1/inbox')
  expect(view.curl).toContain('$TOKEN')
  const viewer = await nodes.maker.token('viewer')
  const received = await nodes.maker.call('/api/exchange-messages', { headers: viewer })
  expect(received.body).toMatchObject({ rows: [{ direction: 'in', state: 'received', seq: 1 }] })
})

test('what was given up says why, is sent again by a person, and those behind it follow', async () => {
  const stream = await nodes.openTransfer('t-2')
  const close = (state: string) =>
    nodes.maker.database.query({ text: `update message_stream set state = $1 where pid = 't-2'`, values: [state] })
  await close('closed')
  await nodes.send(stream, ['first', 'second'])
  while ((await rowsOf('filter=state:dead')).length === 0) await new Promise((done) => setTimeout(done, 20))
  const [row] = await rowsOf('filter=state:dead')
  expect(row).toMatchObject({ seq: 1, trouble: 'rejected: transfer t-2 has ended', attempts: 1 })
  const dead = await viewOf(row!.id)
  expect(dead).toMatchObject({ cause: 'rejected', explanation: expect.stringContaining('given up after 1 attempt.') })
  expect(dead.explanation).toContain('Mend what its words name')
  const [behind] = await rowsOf('filter=transfer:t-2;state:waiting')
  expect((await viewOf(behind!.id)).explanation).toContain('replay that one first')
  const streams = (await ask('/api/exchange-streams?sort=-dead')).body as unknown as { rows: ExchangeStream[] }
  const [held] = streams.rows
  expect(held).toMatchObject({ transfer: 't-2', dead: 1, waiting: 1, breaker: 'closed' })
  const ownStream = { id: held!.id, state: 'open', breakerUntil: null }
  expect(await viewOf(behind!.id)).toMatchObject({ stream: ownStream, block: 'held-up' })
  expect(dead).toMatchObject({ stream: ownStream, block: null })
  await close('open')
  expect(await ask('/api/exchange-messages/replay', { id: row!.id })).toMatchObject({
    status: 200,
    body: { messages: 1 },
  })
  await untilDelivered(nodes, stream)
  expect((await rowsOf('filter=transfer:t-2')).map((one) => one.state)).toEqual(['delivered', 'delivered'])
  expect((await ask('/api/exchange-messages/replay', { id: row!.id })).status).toBe(404)
})

test('what cannot be sent is refused with a reason', async () => {
  const send = (body: object) =>
    ask('/api/exchange-messages', { transfer: 't-1', type: 'item_stock:2.0.0', body: 1, ...body })
  expect(await send({ transfer: 'none' })).toMatchObject({ status: 404 })
  await nodes.brand.database.query({
    text: `insert into message_stream (partner, direction, kind, agreement_id, pid)
           select partner, 'in', 'envelopes', agreement_id, 'to-us' from message_stream where pid = 't-1'`,
  })
  expect(await send({ transfer: 'to-us' })).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('brings data from the partner to us') },
  })
  await nodes.openTransfer('t-3')
  await nodes.brand.database.query({ text: `update message_stream set state = 'closed' where pid = 't-3'` })
  expect(await send({ transfer: 't-3' })).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('t-3) has ended') },
  })
  expect(await send({ type: 'Item Stock' })).toMatchObject({ status: 400 })
  expect(await send({ body: 2 ** 60 })).toMatchObject({ status: 400 })
  expect(await ask('/api/exchange-messages/o999999')).toMatchObject({ status: 404 })
})

test('the log leaves as a table', async () => {
  const { status, body } = await ask('/api/exchange-messages/table.csv?columns=seq,state')
  expect(status).toBe(200)
  expect(body).toContain('delivered')
})
