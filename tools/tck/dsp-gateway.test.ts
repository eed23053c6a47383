import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstRequest } from '../../packages/node/exchange/dataspace/messages.suite.ts'
import { openPlainPartner, type PlainPartner } from '../../packages/node/exchange/dataspace/plain-partner.suite.ts'
import { REACTIONS } from '../../packages/node/exchange/dataspace/tck-scenarios.suite.ts'
import { makeHome, type RunningNode, startNode } from '../../packages/node/running-node.suite.ts'
import { type Gateway, openGateway } from './dsp-gateway.ts'

type Body = Readonly<Record<string, unknown>>

const PLAYED = REACTIONS.filter((one) =>
  ['CN:01-04', 'CN:02-03', 'CN_C:02-02', 'TP:01-01', 'TP_C:01-01'].includes(one.test),
)

let made: ReturnType<typeof makeHome>
let node: RunningNode
let partner: PlainPartner
let gateway: Gateway
let suite: string
/** How long an answer to the suite is held back once the node has reacted. */
let heldBackMs = 0
let noteReaction = (): void => undefined
const heard: Body[] = []
const waiting: (() => void)[] = []

/** Stands where the suite would: hears what the node says, and answers a first message with a pid. */
const server = createServer((request, response) => {
  void read(request).then((body) => {
    heard.push({ ...body, path: request.url })
    for (const wake of waiting.splice(0)) wake()
    const pids = { consumerPid: body.consumerPid, providerPid: body.providerPid ?? 'suite-pid' }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(pids))
  })
})

async function read(request: IncomingMessage): Promise<Body> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string
  return JSON.parse(text || '{}') as Body
}

async function hear(type: string): Promise<Body> {
  for (;;) {
    const found = heard.find((one) => one['@type'] === type)
    if (found) return found
    await new Promise<void>((done) => waiting.push(done))
  }
}

/** The same partner on a machine that is busy: the suite is answered after the node's reaction has come. */
const slow = (quick: PlainPartner): PlainPartner => ({
  ...quick,
  callAgain: async (...words) => {
    const reacted = new Promise<void>((done) => {
      noteReaction = done
    })
    const said = await quick.callAgain(...words)
    if (heldBackMs > 0) await reacted
    await wait(heldBackMs)
    return said
  },
  relayTo: (relay) =>
    quick.relayTo((...words) => {
      noteReaction()
      return relay(...words)
    }),
})

beforeAll(async () => {
  made = makeHome()
  node = await startNode(made.home, ['--empty'], { HEADWATER_LOOPBACK_PARTNERS: '1' })
  const { did } = (await node.ask('GET', '/api/identity')).body as { did: string }
  partner = await openPlainPartner(() => ({ address: node.address, did }))
  const added = await node.ask('POST', '/api/partners', { did: partner.did, name: 'TCK' })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  suite = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stage = { node, partner: slow(partner), partnerId: (added.body as { id: string }).id }
  gateway = await openGateway(stage, suite, PLAYED)
}, 120_000)
afterAll(async () => {
  gateway?.close()
  await node?.end()
  await partner?.close()
  server.close()
  made.remove()
})

const post = async (path: string, body: object) => {
  const response = await fetch(`${gateway.address}${path}`, { method: 'POST', body: JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as Body }
}

test('the suite finds a node without a token of its own, and what it asks for by the names it is given', async () => {
  const version = await fetch(`${gateway.address}/.well-known/dspace-version`)
  expect(await version.json()).toMatchObject({ protocolVersions: [{ path: '/dsp/2025-1' }] })
  const { settings } = gateway
  expect(Object.keys(settings).filter((one) => one.endsWith('_AGREEMENTID'))).toHaveLength(2)
  const request = firstRequest('suite-1', { dataset: settings.CN_01_04_DATASETID!, base: suite })
  expect(await post('/dsp/2025-1/negotiations/request', request)).toMatchObject({ status: 201 })
  expect(await hear('ContractAgreementMessage')).toMatchObject({
    consumerPid: 'suite-1',
    path: '/negotiations/suite-1/agreement',
  })
})

test('what the node says waits until the suite has its own answer, however long that takes', async () => {
  heldBackMs = 1_000
  const request = firstRequest('suite-2', { dataset: gateway.settings.CN_02_03_DATASETID!, base: suite })
  const answer = post('/dsp/2025-1/negotiations/request', request)
  const agreed = async () => heard.some((one) => one.consumerPid === 'suite-2')
  expect((await answer).status).toBe(201)
  expect(await agreed()).toBe(false)
  heldBackMs = 0
  while (!(await agreed())) await new Promise<void>((done) => waiting.push(done))
})

test('a negotiation and a transfer are begun for the suite, which answers to the gateway', async () => {
  const { settings, address } = gateway
  const asked = { datasetId: settings.CN_C_02_02_DATASETID, offerId: settings.CN_C_02_02_OFFERID }
  expect((await post('/initiate/negotiation', asked)).status).toBe(200)
  expect(await hear('ContractRequestMessage')).toMatchObject({ callbackAddress: `${address}/dsp/2025-1` })
  expect(await hear('ContractNegotiationTerminationMessage')).toMatchObject({ providerPid: 'suite-pid' })
  const transfer = { agreementId: settings.TP_C_01_01_AGREEMENTID, format: settings.TP_C_01_01_FORMAT }
  expect((await post('/initiate/transfer', transfer)).status).toBe(200)
  expect(await hear('TransferRequestMessage')).toMatchObject({ agreementId: settings.TP_C_01_01_AGREEMENTID })
})
