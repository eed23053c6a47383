import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { canonicalJson } from '@headwater/exchange/evidence/canonical-json'
import { asJson, type Envelope, hashOf } from '@headwater/exchange/evidence/envelope'
import { openStream } from '@headwater/node/exchange/delivery/message-stream.store'
import { type NodePair, startPair } from '@headwater/node/exchange/delivery/node-pair.suite'
import { sha256 } from '@headwater/node/exchange/evidence/sha256'
import { type HandMadePartner, openHandMadePartner } from '@headwater/node/exchange/identity/hand-made-partner.suite'
import { atMost, type BenchRow, rowOf } from './bench-row.ts'
import type { FloodOrder } from './exchange-flood.worker.ts'

export const topic = 'exchange'

const FLOODED_PER_SECOND = 1_000
const ROUNDS = 6
/** A window is long enough that what a flood costs before it is noticed is weighed as it is. */
const WINDOW_MS = 20_000
const CALM_EVERY_MS = 40

/**
 * What one partner that floods costs another, whose deliveries are timed. Flooder, control and node share the machine: the same flood at a
 * server that only refuses is the control, and both are measured in turn.
 */
export async function rows(): Promise<readonly BenchRow[]> {
  const pair = await startPair()
  const flooder = await openHandMadePartner()
  const control = spawnWorker({})
  try {
    const controlPort = Number(await firstLine(control))
    await pair.maker.ask('POST', '/api/partners', { did: flooder.did, name: 'Flooder' })
    const calm = await openCalm(pair)
    const nodePort = Number(new URL(pair.maker.inbox).port)
    await calm.deliverFor(5_000)
    // All rounds together: of one alone the twentieth part is few messages.
    const quiet: number[] = []
    const refused: number[] = []
    const flooded: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      quiet.push(...(await calm.deliverFor(WINDOW_MS / 4)))
      refused.push(...(await during(orderOf(pair, flooder, controlPort), () => calm.deliverFor(WINDOW_MS))))
      flooded.push(...(await during(orderOf(pair, flooder, nodePort), () => calm.deliverFor(WINDOW_MS))))
    }
    const rise = (p95(flooded) / p95(refused) - 1) * 100
    const row = rowOf(topic)
    return [
      atMost({ ...row('a message while nobody floods, p95', p95(quiet), 'ms'), must: null }),
      atMost({ ...row('while another server is flooded, p95', p95(refused), 'ms'), must: null }),
      atMost({
        ...row(`while another partner floods, ${FLOODED_PER_SECOND}/s, p95`, p95(flooded), 'ms'),
        must: null,
      }),
      atMost({ ...row('rise of p95 by the node being flooded', rise, '%'), must: 10 }),
    ]
  } finally {
    control.kill()
    flooder.close()
    await pair.close()
  }
}

const p95 = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)]!

function spawnWorker(environment: Readonly<Record<string, string>>): ChildProcess {
  const program = new URL('./exchange-flood.worker.ts', import.meta.url).pathname
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [text] = (await once(child.stdout!, 'data')) as [Buffer]
  return text.toString().trim()
}

const orderOf = ({ maker }: NodePair, { did, keys }: HandMadePartner, port: number): FloodOrder => ({
  port,
  path: '/exchange/1/inbox',
  perSecond: FLOODED_PER_SECOND,
  iss: did,
  aud: maker.exchange.identity.did,
  kid: keys.ed.kid,
  key: keys.ed.secret.export({ format: 'jwk' }),
})

async function during(order: FloodOrder, work: () => Promise<readonly number[]>): Promise<readonly number[]> {
  const child = spawnWorker({ FLOOD: JSON.stringify(order) })
  await firstLine(child)
  const result = await work()
  const said = firstLine(child)
  child.kill('SIGTERM')
  process.stderr.write(`flood at ${order.port}: ${await said}, p95 ${p95(result).toFixed(1)} ms\n`)
  return result
}

/** A partner that brings one message after the other, each alone, and waits for its receipt. */
async function openCalm({ brand, maker, brandId }: NodePair) {
  const { identity } = brand.exchange
  const receiver = maker.exchange.identity.did
  const [agreementId, transferPid] = ['calm agreement', 'calm']
  await openStream(maker.database, { partner: brandId, direction: 'in', agreementId, transferPid })
  const agent = new Agent({ keepAlive: true })
  let seq = 0
  let prev: string | null = null
  const deliver = async (): Promise<number> => {
    seq += 1
    const body = { item: '2601-MOSS-M', pieces: seq }
    const envelope: Envelope = {
      messageId: randomUUID(),
      type: 'sell_through:1.0.0',
      agreementId,
      transferPid,
      sender: identity.did,
      receiver,
      seq,
      prev,
      sentAt: new Date().toISOString(),
      bodyHash: hashOf(body, sha256),
      body,
    }
    const content = canonicalJson(asJson(envelope))
    prev = hashOf(asJson(envelope), sha256)
    const text = `{"messages":[{"envelope":${content},"signature":"${identity.sign(Buffer.from(content))}"}]}`
    const token = await identity.tokenFor(receiver)
    const start = performance.now()
    const status = await post(agent, maker.inbox, { token, text })
    if (status !== 202) throw new Error(`a calm message was answered ${status}`)
    return performance.now() - start
  }
  return {
    /** Milliseconds of each, at an even pace. */
    deliverFor: async (ms: number): Promise<readonly number[]> => {
      const times: number[] = []
      const end = performance.now() + ms
      for (let next = performance.now(); next < end; next += CALM_EVERY_MS) {
        await new Promise((done) => setTimeout(done, Math.max(0, next - performance.now())))
        times.push(await deliver())
      }
      return times
    },
  }
}

async function post(
  agent: Agent,
  url: string,
  { token, text }: { readonly token: string; readonly text: string },
): Promise<number> {
  const asked = request(url.replace('localhost', '127.0.0.1'), {
    agent,
    method: 'POST',
    headers: {
      host: 'localhost',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    },
  })
  asked.end(text)
  const [response] = await once(asked, 'response')
  response.resume()
  await once(response, 'end')
  return response.statusCode
}
