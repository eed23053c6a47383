import { randomUUID } from 'node:crypto'
import { canonicalJson } from '@headwater/exchange/evidence/canonical-json'
import { hashOf } from '@headwater/exchange/evidence/envelope'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settleMessage } from '../dataspace/settle-message.ts'
import { sha256 } from '../evidence/sha256.ts'
import { type Between, courierOf, openBetween } from './between.suite.ts'
import { deliverStream } from './deliver-stream.ts'
import { inboxOf, openTwoNodes, type TwoNodes } from './two-nodes.suite.ts'

/** The database keeps no zero character, and JSON may hide one. */
let nodes: TwoNodes
let between: Between
beforeAll(async () => {
  nodes = await openTwoNodes()
  between = await openBetween(nodes)
})
afterAll(async () => {
  between.close()
  await nodes.close()
})

test('in a refusal: the message is given up with its reason, and nothing is tried for ever', async () => {
  const courier = await courierOf(nodes)
  const stream = await nodes.openTransfer('refused', { endpoint: between.endpoint })
  await nodes.send(stream, ['some pieces'])
  between.onAnswer = () => '{"answers":[{"status":"conflict","reason":"it was\\u0000 other"}]}'
  expect(await deliverStream(courier, stream)).toBe(true)
  const rows = await nodes.brand.database.query({
    text: 'select state, answer from outgoing where stream = $1',
    values: [stream],
  })
  expect(rows).toEqual([{ state: 'dead', answer: 'conflict: it was other' }])
})

test('in the pid that an answer tells: it is no pid, and the message is settled', async () => {
  const { brand, makerId } = nodes
  const id = randomUUID()
  await brand.database.query({
    text: `insert into negotiation (id, role, partner, address, state, ours, offer, rules)
           values ($1, 'consumer', $2, '', 'REQUESTED', '{}', '{}', '{"negotiation":[],"transfer":[]}')`,
    values: [id, makerId],
  })
  const settled = { stream: id, outcome: 'delivered', status: 201, answer: '{"providerPid":"a\\u0000b"}' } as const
  await brand.database.transaction((transaction) => settleMessage(brand.exchange, transaction, settled))
  const kept = await brand.database.query({ text: 'select partner_pid from negotiation where id = $1', values: [id] })
  expect(kept).toEqual([{ partner_pid: null }])
})

test.each(['transferPid', 'agreementId'])('in %s of a message that comes: it is refused in words', async (name) => {
  const { brand, maker } = nodes
  const parties = { sender: brand.exchange.identity.did, receiver: maker.exchange.identity.did }
  const place = { agreementId: 'a', transferPid: 't', seq: 1, prev: null, sentAt: new Date().toISOString() }
  const body = { body: 1, bodyHash: hashOf(1, sha256) }
  const envelope = { messageId: randomUUID(), type: 'sold:1.0.0', ...parties, ...place, ...body, [name]: 'a\0b' }
  const answer = await fetch(inboxOf(maker), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await brand.exchange.identity.tokenFor(parties.receiver)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      messages: [{ envelope, signature: brand.exchange.identity.sign(Buffer.from(canonicalJson(envelope))) }],
    }),
  })
  expect({ status: answer.status, text: await answer.text() }).toEqual({
    status: 400,
    text: expect.stringContaining(name),
  })
})
