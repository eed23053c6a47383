import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import type { Json } from '@headwater/exchange/evidence/canonical-json'
import { openClock } from '../../platform/clock.ts'
import { type Database, openDatabase } from '../../platform/database.ts'
import { silentLog } from '../../platform/log.ts'
import { joinedUrl } from '../../platform/store.ts'
import { makeHome, type RunningNode, startNode } from '../../running-node.suite.ts'
import { type Exchange, openExchange } from '../open-exchange.ts'
import { openStream } from './message-stream.store.ts'
import { sendEnvelopes } from './send-envelope.ts'

/** A node as a process of its own, with an embedded database that outlives it. */
export interface PairNode {
  readonly database: Database
  readonly exchange: Exchange
  /** Process id of the node. */
  readonly pid: () => number
  readonly inbox: string
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
  readonly ask: RunningNode['ask']
}

/** A brand that sends to a maker: two real nodes on one machine. */
export interface NodePair {
  readonly brand: PairNode
  readonly maker: PairNode
  /** Ids of the partner at the other side. */
  readonly makerId: string
  readonly brandId: string
  /** Opens a transfer at both sides; answers the stream at the brand. */
  readonly openTransfer: (transferPid: string, mostAtOnce: number, retentionDays?: number) => Promise<number>
  readonly send: (stream: number, bodies: readonly Json[]) => Promise<void>
  readonly untilDelivered: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface PairOptions {
  readonly settings?: Readonly<Record<string, string>>
  /** The machine's clock of this process; that of the nodes is theirs, or said in the settings. */
  readonly now?: () => number
}

export async function startPair({ settings = {}, now = Date.now }: PairOptions = {}): Promise<NodePair> {
  process.env.HEADWATER_LOOPBACK_PARTNERS = '1'
  const open = () => openNode({ settings, now })
  const [brand, maker] = await Promise.all([open(), open()])
  const [makerId, brandId] = await Promise.all([addPartner(brand, maker), addPartner(maker, brand)])
  const sender = { identity: brand.exchange.identity, now }
  return {
    brand,
    maker,
    makerId,
    brandId,
    openTransfer: async (transferPid, mostAtOnce, retentionDays = 365) => {
      const order = { agreementId: `agreement of ${transferPid}`, transferPid, mostAtOnce, retentionDays }
      await openStream(maker.database, { ...order, partner: brandId, direction: 'in' })
      return openStream(brand.database, { ...order, partner: makerId, direction: 'out', endpoint: maker.inbox })
    },
    send: async (stream, bodies) => {
      const messages = bodies.map((body) => ({ type: 'sell_through:1.0.0', body }))
      await brand.database.transaction((transaction) => sendEnvelopes(transaction, { stream, messages }, sender))
    },
    untilDelivered: async () => {
      while (await waits(brand.database)) await new Promise((done) => setTimeout(done, 25))
    },
    close: async () => {
      await Promise.all([brand.close(), maker.close()])
    },
  }
}

/** Whether anything is not delivered yet; a database that starts again does not know. */
const waits = (database: Database): Promise<boolean> =>
  database
    .query({ name: 'anything-waits', text: `select from outgoing where state = 'waiting' limit 1` })
    .then((rows) => rows.length > 0)
    .catch(() => true)

async function openNode({
  settings,
  now,
}: Required<PairOptions>): Promise<PairNode & { readonly close: () => Promise<void> }> {
  const made = makeHome()
  const port = await freePort()
  const begin = () => startNode(made.home, ['--empty', '--port', String(port)], settings)
  let node = await begin()
  const database = openDatabase({ url: joinedUrl({ home: made.home, databaseUrl: undefined })!, log: silentLog })
  const exchange = await openExchange(database, {
    log: silentLog,
    clock: await openClock(database, now),
    loopbackPartners: true,
  })
  return {
    database,
    exchange,
    pid: () => node.child.pid!,
    inbox: `http://localhost:${port}/exchange/1/inbox`,
    kill: async () => void (await node.end('SIGKILL')),
    start: async () => {
      node = await begin()
    },
    ask: (...words) => node.ask(...words),
    close: async () => {
      await exchange.close()
      await database.close()
      await node.end()
      made.remove()
    },
  }
}

/** The same after each start, because a partner knows the node by its address. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

async function addPartner(of: PairNode, other: PairNode): Promise<string> {
  const { status, body } = await of.ask('POST', '/api/partners', { did: other.exchange.identity.did, name: 'Partner' })
  if (status !== 201) throw new Error(`adding a partner answered ${status}: ${JSON.stringify(body)}`)
  return (body as { id: string }).id
}
