import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Heard, Reply } from '../../packages/node/exchange/dataspace/plain-partner.suite.ts'
import { agree, configure, type Stage } from '../../packages/node/exchange/dataspace/play-scenario.suite.ts'
import { REACTIONS } from '../../packages/node/exchange/dataspace/tck-scenarios.suite.ts'

/** Where the suite finds the node under test, and what it is told of it. */
export interface Gateway {
  readonly address: string
  /** Settings of the suite: ids of datasets, offers and agreements, by test. */
  readonly settings: Readonly<Record<string, string>>
  readonly close: () => void
}

const DSP = '/dsp/2025-1'
const OFFERED = { permission: [{ action: 'use' }] }

/**
 * The suite sends no ID token and its datasets and agreements have given names. So a real partner of the node stands between: what the
 * suite says it says with its own token, what the node says it passes on; the node has no door that is open for tests.
 */
export async function openGateway(stage: Stage, suite: string, reactions = REACTIONS): Promise<Gateway> {
  for (const reaction of reactions) await configure(stage, reaction)
  const transfers = reactions.filter((one) => one.test.startsWith('TP'))
  const agreed = transfers.map(async (one) => [one.test, await agree(stage, one)] as const)
  const agreements = new Map(await Promise.all(agreed))
  const talk: Talk = { open: 0, answered: 0 }
  const server = createServer((request, response) => {
    if (request.method === 'POST') noteCall(talk, response)
    answer(stage, request).then(
      ({ status, body, link }) => {
        response
          .writeHead(status, { 'content-type': 'application/json', ...(link ? { link } : {}) })
          .end(JSON.stringify(body))
      },
      (error: Error) => response.writeHead(502).end(error.message),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  stage.partner.relayTo((method, heard) => relay({ method, heard }, { suite, address, talk }))
  return {
    address,
    settings: settingsOf(agreements),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

interface Answered extends Reply {
  readonly link?: string | null
}

async function answer(stage: Stage, request: IncomingMessage): Promise<Answered> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string
  const body = JSON.parse(text || '{}') as Reply['body']
  const { url = '', method = 'GET' } = request
  if (url === '/initiate/negotiation') return initiateNegotiation(stage, body)
  if (url === '/initiate/transfer') return initiateTransfer(stage, body)
  if (!url.startsWith(DSP)) {
    const plain = await fetch(`${stage.node.address}${url}`)
    return { status: plain.status, body: (await plain.json()) as Reply['body'] }
  }
  const said = await stage.partner.callAgain(
    method as 'GET' | 'POST',
    url.slice(DSP.length),
    text === '' ? undefined : { ...body, ...addressOf(body, stage.partner.base) },
  )
  return { ...said, link: said.headers.get('link') }
}

/** What has an address to answer to gets that of the partner, which passes on what comes there. */
const addressOf = (body: Reply['body'], callbackAddress: string): Reply['body'] =>
  body.callbackAddress === undefined ? {} : { callbackAddress }

async function initiateNegotiation(
  { node, partnerId }: Stage,
  { datasetId, offerId }: Reply['body'],
): Promise<Answered> {
  const rules = REACTIONS.find((one) => one.id === datasetId)?.rules
  const offer = { id: offerId, target: datasetId, policy: OFFERED }
  const { status, body } = await node.ask('POST', '/api/negotiations', { partner: partnerId, offer, rules })
  return { status: status === 201 ? 200 : status, body: body as Reply['body'] }
}

async function initiateTransfer({ node }: Stage, { agreementId, format }: Reply['body']): Promise<Answered> {
  const list = await node.ask('GET', `/api/agreements?filter=name:${encodeURIComponent(agreementId as string)}`)
  const [agreement] = (list.body as { rows: { id: string }[] }).rows
  const { status, body } = await node.ask('POST', '/api/transfers', { agreement: agreement?.id, format })
  return { status: status === 201 ? 200 : status, body: body as Reply['body'] }
}

/** What the suite has said and waits for an answer to; what it only asks for is none of it. */
interface Talk {
  open: number
  /** When the last answer had gone, in milliseconds. */
  answered: number
}

function noteCall(talk: Talk, response: ServerResponse): void {
  talk.open += 1
  response.on('close', () => {
    talk.open -= 1
    talk.answered = Date.now()
  })
}

/**
 * The suite takes in a reaction only after it has read the answer to its own message, and then listens for the next one with a delay; what
 * comes earlier it refuses for good.
 */
const SUITE_LISTENS_MS = 200
const LOOK_AGAIN_MS = 10

async function untilSuiteListens(talk: Talk): Promise<void> {
  await wait(SUITE_LISTENS_MS)
  while (talk.open > 0 || Date.now() - talk.answered < SUITE_LISTENS_MS) await wait(LOOK_AGAIN_MS)
}

/** What the node says to its partner goes to the suite, which answers to us. */
async function relay(
  { method, heard }: { readonly method: string; readonly heard: Heard },
  { suite, address, talk }: { readonly suite: string; readonly address: string; readonly talk: Talk },
): Promise<Reply> {
  await untilSuiteListens(talk)
  const response = await fetch(`${suite}${heard.path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'GET'
      ? {}
      : { body: JSON.stringify({ ...heard.body, ...addressOf(heard.body, `${address}${DSP}`) }) }),
  })
  return { status: response.status, body: JSON.parse((await response.text()) || '{}') as Reply['body'] }
}

/** `CN:01-02` → `CN_01_02`. */
const keyOf = (test: string): string => test.replaceAll(/[:-]/g, '_')

function settingsOf(agreements: ReadonlyMap<string, string>): Record<string, string> {
  const settings: Record<string, string> = { CAT_01_03_DATASETID: 'CAT0103' }
  for (const { test, id } of REACTIONS) {
    const agreement = agreements.get(test)
    if (agreement !== undefined) {
      settings[`${keyOf(test)}_AGREEMENTID`] = agreement
      settings[`${keyOf(test)}_FORMAT`] = 'HttpData-PUSH'
    } else {
      settings[`${keyOf(test)}_DATASETID`] = id
      settings[`${keyOf(test)}_OFFERID`] = `offer-${id}`
    }
  }
  return settings
}
