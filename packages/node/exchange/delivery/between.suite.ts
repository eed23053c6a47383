import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { silentLog } from '../../platform/log.ts'
import { openBreakers } from './breaker.store.ts'
import type { CourierFacts } from './courier-facts.ts'
import { receiptKeeper } from './keep-receipts.ts'
import { sendingAsker } from './message-stream.store.ts'
import { paceCalls } from './pace-calls.ts'
import { inboxOf, type TwoNodes } from './two-nodes.suite.ts'

/** Between the nodes, where a test does something to a call or to its answer. */
export interface Between {
  readonly endpoint: string
  /** What is done before the maker learns of a call, the first being 1. */
  onCall: (call: number) => Promise<unknown>
  /** What the brand is answered. */
  onAnswer: (text: string, call: number) => string
  /** Since the test began to count. */
  calls: number
  readonly close: () => void
}

export async function openBetween({ maker }: TwoNodes): Promise<Between> {
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing)
  })
  const between: Between = {
    get endpoint() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/exchange/1/inbox`
    },
    onCall: () => Promise.resolve(),
    onAnswer: (text) => text,
    calls: 0,
    close: () => {
      server.close()
    },
  }
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const call = ++between.calls
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part as Buffer)
    await between.onCall(call)
    const { authorization } = incoming.headers
    const answer = await fetch(inboxOf(maker), {
      method: 'POST',
      headers: { authorization: authorization!, 'content-type': 'application/json' },
      body: Buffer.concat(parts),
    })
    const text = between.onAnswer(await answer.text(), call)
    outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return between
}

/** A courier of the brand that a test takes through its turns by hand. */
export async function courierOf({ brand }: TwoNodes): Promise<CourierFacts> {
  const { database, exchange } = brand
  const { identity, outboundFetch: fetch, machine: now } = exchange
  return {
    database,
    identity,
    fetch,
    now,
    breakers: await openBreakers(database, Math.random),
    pace: paceCalls(),
    keepReceipts: receiptKeeper({ database, identity, now }),
    maySend: sendingAsker(database),
    settleControl: () => Promise.resolve(),
    chance: Math.random,
    log: silentLog,
  }
}
