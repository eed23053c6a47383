import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStream } from '../delivery/message-stream.store.ts'
import { openTwoNodes, type TwoNodes } from '../delivery/two-nodes.suite.ts'
import { insertAgreement, isNameTaken } from './agreement.store.ts'
import { DSP_PATH } from './dataspace.ts'
import { TRANSFER_WORDS } from './messages.suite.ts'

const NAME = 'urn:agreement:recorded'
let nodes: TwoNodes
const agreement = randomUUID()
/** The brand provides by hand: what it answers to a request. */
let answer: object = {}
const server = createServer((_request, response) =>
  response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
)
beforeAll(async () => {
  nodes = await openTwoNodes()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { database } = nodes.maker
  const order = { partner: nodes.brandId, agreementId: NAME, transferPid: NAME, endpoint: 'http://localhost:1/inbox' }
  for (const direction of ['in', 'out'] as const) await openStream(database, { ...order, direction })
  await insertAgreement(database, {
    id: agreement,
    name: NAME,
    negotiation: null,
    partner: nodes.brandId,
    role: 'consumer',
    target: 'stock',
    body: { '@id': NAME },
    hash: `sha-256:${'0'.repeat(64)}`,
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    rules: [],
  })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await nodes.close()
})

async function askForData(): Promise<string> {
  const { call, token } = nodes.maker
  const made = await call('/api/transfers', { method: 'POST', headers: await token('planner'), body: { agreement } })
  expect(made.status).toBe(201)
  return (made.body as { id: string }).id
}

/** The brand's message on a transfer that it names so. */
async function say(word: string, transfer: string, providerPid: string): Promise<number> {
  const token = await nodes.brand.exchange.identity.tokenFor(nodes.maker.exchange.identity.did)
  const { status } = await nodes.maker.call(`${DSP_PATH}/transfers/${transfer}/${word}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: TRANSFER_WORDS[word]!({ consumerPid: transfer, providerPid }),
  })
  return status
}

const recordStates = async () => {
  const rows = await nodes.maker.database.query<{ state: string }>({
    text: `select state from message_stream where pid = $1 and kind = 'envelopes'`,
    values: [NAME],
  })
  return rows.map((one) => one.state)
}

async function transferRow(id: string) {
  const { call, token } = nodes.maker
  const { body } = await call(`/api/transfers/${id}`, { headers: await token('viewer') })
  return body
}

test('a message that names a transfer like an agreement is refused, and the record of the agreement stays open', async () => {
  const transfer = await askForData()
  expect([await say('start', transfer, NAME), await say('termination', transfer, NAME)]).toEqual([400, 400])
  expect(await recordStates()).toEqual(['open', 'open'])
  expect(await transferRow(transfer)).toMatchObject({ state: 'REQUESTED', partnerPid: null })
  expect(await say('start', transfer, 'urn:transfer:first')).toBe(200)
  // Nor like another transfer of the same partner.
  expect(await say('start', await askForData(), 'urn:transfer:first')).toBe(400)
  expect(await say('termination', transfer, 'urn:transfer:first')).toBe(200)
  expect(await recordStates()).toEqual(['open', 'open'])
})

test('an answer that names it so is not believed, a person is told why, and the right name is taken later', async () => {
  answer = { providerPid: NAME }
  const transfer = await askForData()
  const courier = await nodes.startCourier(nodes.maker)
  await vi.waitFor(
    async () =>
      expect(await transferRow(transfer)).toMatchObject({ note: expect.stringContaining(NAME), partnerPid: null }),
    { timeout: 30_000, interval: 50 },
  )
  await courier.stop()
  expect(await say('start', transfer, 'urn:transfer:second')).toBe(200)
  expect(await say('completion', transfer, 'urn:transfer:second')).toBe(200)
  expect(await recordStates()).toEqual(['open', 'open'])
})

test('nor is an agreement named like a transfer that there is', async () => {
  const taken = (name: string) => isNameTaken(nodes.maker.database, nodes.brandId, name)
  expect([await taken('urn:transfer:first'), await taken('urn:transfer:none')]).toEqual([true, false])
})
