import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doors } from '../../doors.suite.ts'
import { growLog } from '../evidence/grow-log.ts'
import type { Courier } from './courier.ts'
import { closeStream, findStream, resumeStream, suspendStream } from './message-stream.store.ts'
import { forgetBodies } from './retention.store.ts'
import { sendEnvelope } from './send-envelope.ts'
import { inboxOf, openTwoNodes, type TwoNodes, untilDelivered } from './two-nodes.suite.ts'

let nodes: TwoNodes
beforeAll(async () => {
  nodes = await openTwoNodes()
})
afterAll(() => nodes.close())

interface Kept {
  readonly [column: string]: unknown
  readonly seq: number
  readonly content: string
  readonly signature: string
  readonly receipt: string
  readonly receiptSignature: string
}

const keptOf = ({ database }: Doors, table: 'outgoing' | 'incoming', pid: string): Promise<readonly Kept[]> =>
  database.query<Kept>({
    text: `select m.seq, m.content, m.signature, m.receipt, m.receipt_signature as "receiptSignature"
           from ${table} m join message_stream s on s.id = m.stream where s.pid = $1 order by m.seq`,
    values: [pid],
  })

/** Brings messages to the maker's inbox by hand. */
async function bring(messages: readonly { content: string; signature: string }[], by = nodes.brand) {
  const token = await by.exchange.identity.tokenFor(nodes.maker.exchange.identity.did)
  const body = `{"messages":[${messages.map((one) => `{"envelope":${one.content},"signature":"${one.signature}"}`).join(',')}]}`
  const response = await fetch(inboxOf(nodes.maker), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
  })
  return { status: response.status, text: await response.text() }
}

const forgetFetch = () =>
  nodes.maker.database.query({ text: 'select graphile_worker.remove_job($1)', values: [`fetch:${nodes.brandId}`] })

const headOf = ({ exchange }: Doors) =>
  growLog(exchange.database, {
    sender: nodes.brand.exchange.identity.did,
    receiver: nodes.maker.exchange.identity.did,
  }).then(({ size, root }) => ({ size, root: Buffer.from(root).toString('hex') }))

describe('a courier', () => {
  let courier: Courier
  beforeAll(async () => {
    courier = await nodes.startCourier(nodes.brand)
  })
  afterAll(() => courier.stop())

  test('brings every message once and in order, and both sides hold the same record', async () => {
    const stream = await nodes.openTransfer('t-1')
    const bodies = Array.from({ length: 300 }, (_, i) => ({ pieces: i, item: '2601-MOSS-M' }))
    await nodes.send(stream, bodies)
    await untilDelivered(nodes, stream)
    const [sent, received] = await Promise.all([
      keptOf(nodes.brand, 'outgoing', 't-1'),
      keptOf(nodes.maker, 'incoming', 't-1'),
    ])
    expect(received).toHaveLength(300)
    expect(received).toEqual(sent)
    const [ours, theirs] = await Promise.all([headOf(nodes.brand), headOf(nodes.maker)])
    expect(ours).toEqual(theirs)
    expect(ours.size).toBe(300)
  })

  test('brings nothing of a stream that is suspended until it is open again', async () => {
    const stream = await nodes.openTransfer('t-2')
    const inside = (await findStream(nodes.maker.database, {
      partner: nodes.brandId,
      direction: 'in',
      transferPid: 't-2',
    }))!
    await nodes.send(stream, ['first'])
    await untilDelivered(nodes, stream)
    await suspendStream(nodes.brand.database, stream)
    await expect(nodes.send(stream, ['second'])).rejects.toThrow('suspended')
    await resumeStream(nodes.brand.database, stream)
    const { identity, machine } = nodes.brand.exchange
    await sendEnvelope(
      nodes.brand.database,
      { stream, type: 'item_stock:2.0.0', body: 'third' },
      { identity, now: machine },
    )
    await untilDelivered(nodes, stream)
    expect(await keptOf(nodes.maker, 'incoming', 't-2')).toHaveLength(2)
    await closeStream(nodes.maker.database, inside)
    await nodes.send(stream, ['fourth'])
    await untilDelivered(nodes, stream)
    expect(await keptOf(nodes.maker, 'incoming', 't-2')).toHaveLength(2)
    const dead = await nodes.brand.database.query({ text: `select answer from outgoing where state = 'dead'` })
    expect(dead).toEqual([{ answer: 'rejected: transfer t-2 has ended' }])
  })
})

describe('F2 duplicates', () => {
  test('a message sent five times at once has one effect and five equal receipts', async () => {
    const stream = await nodes.openTransfer('t-3')
    await nodes.send(
      stream,
      Array.from({ length: 20 }, (_, i) => i),
    )
    const sent = await keptOf(nodes.brand, 'outgoing', 't-3')
    for (const message of sent) {
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => bring([message])))
      expect(answers.map((one) => one.status)).toEqual([202, 202, 202, 202, 202])
      const receipts = answers.map((one) => one.text.replace('"status":"repeated"', '"status":"stored"'))
      expect(new Set(receipts).size).toBe(1)
      expect(answers.filter((one) => one.text.includes('"status":"stored"'))).toHaveLength(1)
    }
    expect(await keptOf(nodes.maker, 'incoming', 't-3')).toHaveLength(20)
  })

  test('other bytes under a used id are refused, and both are kept as evidence once', async () => {
    const stream = await nodes.openTransfer('t-4')
    await nodes.send(stream, ['true'])
    const [message] = await keptOf(nodes.brand, 'outgoing', 't-4')
    expect((await bring([message!])).status).toBe(202)
    const content = message!.content.replace('"sentAt":"2', '"sentAt":"1')
    const signature = nodes.brand.exchange.identity.sign(Buffer.from(content))
    const answers = [await bring([{ content, signature }]), await bring([{ content, signature }])]
    expect(answers.map((one) => one.status)).toEqual([409, 409])
    expect(answers[0]!.text).toContain('"status":"conflict"')
    const incidents = await nodes.maker.database.query<{ detail: unknown }>({
      text: `select detail from incident where kind = 'message-conflict'`,
    })
    expect(incidents).toMatchObject([
      { detail: { came: { content, signature }, kept: { content: message!.content, signature: message!.signature } } },
    ])
  })
})

describe('the inbox', () => {
  test('refuses, with a reason and without effect, what is not for it', async () => {
    const stream = await nodes.openTransfer('t-5')
    await nodes.send(stream, ['first', 'second'])
    const [first, second] = await keptOf(nodes.brand, 'outgoing', 't-5')
    expect(await bring([second!])).toMatchObject({ status: 409, text: expect.stringContaining('"after":0') })
    await forgetFetch()
    const forged = { ...first!, signature: second!.signature }
    expect(await bring([forged])).toMatchObject({ status: 400, text: expect.stringContaining('signature') })
    const elsewhere = first!.content.replaceAll('t-5', 't-6')
    const signed = { content: elsewhere, signature: nodes.brand.exchange.identity.sign(Buffer.from(elsewhere)) }
    expect(await bring([signed])).toMatchObject({ status: 400, text: expect.stringContaining('transferPid (t-6)') })
    const twice = { ...first!, content: first!.content.replace('{', '{"seq":1,') }
    expect(await bring([twice])).toMatchObject({ status: 400, text: expect.stringContaining('should stand once') })
    const deep = { ...first!, content: `${'['.repeat(100)}${']'.repeat(100)}` }
    expect(await bring([deep])).toMatchObject({ status: 400, text: expect.stringContaining('nested') })
    expect(await bring([])).toMatchObject({ status: 400 })
    expect(await bring([{ content: '{}', signature: 'a..b' }])).toMatchObject({ status: 400 })
    expect(await keptOf(nodes.maker, 'incoming', 't-5')).toEqual([])
  })

  test('keeps what comes before the first message that it does not take', async () => {
    const stream = await nodes.openTransfer('t-7')
    await nodes.send(stream, ['first', 'second', 'third'])
    const [first, second, third] = await keptOf(nodes.brand, 'outgoing', 't-7')
    const { status, text } = await bring([first!, third!, second!])
    expect(status).toBe(202)
    expect((JSON.parse(text) as { answers: { status: string }[] }).answers.map((one) => one.status)).toEqual([
      'stored',
      'gap',
    ])
    // Nobody fetches here; while a fetch is under way nothing new is taken.
    expect((await bring([second!])).status).toBe(429)
    await forgetFetch()
    expect(await bring([second!, { ...third!, signature: first!.signature }])).toMatchObject({ status: 202 })
    expect(await keptOf(nodes.maker, 'incoming', 't-7')).toHaveLength(2)
  })

  test('takes no request of 100 MB, and nothing from somebody who is no partner', async () => {
    const large = await bring([{ content: `"${'x'.repeat(5_000_000)}"`, signature: 'a..b' }]).catch(() => ({
      status: 413,
    }))
    expect(large.status).toBe(413)
    const response = await fetch(inboxOf(nodes.maker), { method: 'POST', body: '{}' })
    expect(response.status).toBe(401)
  })
})

test('bodies go when their agreement has them kept no longer, and a repeated message still gets its first receipt', async () => {
  const stream = await nodes.openTransfer('t-8', { retentionDays: 30 })
  await nodes.send(stream, ['first', 'second'])
  const sent = await keptOf(nodes.brand, 'outgoing', 't-8')
  const answer = await bring(sent)
  const { database } = nodes.maker
  await database.query({ text: `update message_stream set retention_days = 30 where pid = 't-8'` })
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
  expect(await forgetBodies(database, inDays(29))).toBe(0)
  expect(await forgetBodies(database, inDays(31))).toBe(2)
  expect((await keptOf(nodes.maker, 'incoming', 't-8')).map((one) => one.content)).toEqual([null, null])
  const again = await bring(sent)
  expect(again.text.replaceAll('repeated', 'stored')).toBe(answer.text)
  // What waits still is not taken away, however old.
  expect(await forgetBodies(nodes.brand.database, inDays(31))).toBe(0)
})
