import { readFileSync } from 'node:fs'
import { AGREEMENT_SIGNATURE } from '@headwater/exchange/evidence/verify-log'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeMovedClock } from '../../moved-clock.suite.ts'
import type { Database } from '../../platform/database.ts'
import { swapCheckpoints } from '../evidence/swap-checkpoints.ts'
import { tidyUp } from '../tidy-hourly.ts'
import { type NodePair, startPair } from './node-pair.suite.ts'
import { sendEnvelopes } from './send-envelope.ts'

const isFull = process.env.HEADWATER_TEST_SCALE === 'full'
const DAYS = 7
const KEPT_DAYS = 2
/** A message a second, and what is too old is taken away every hour, as in a node; in small, fewer of both. */
const LOOKS_A_DAY = isFull ? 24 : 1
const A_LOOK = isFull ? 3_600 : 200
/** Of those of a look, how many go alone; the others go in batches. */
const ALONE = A_LOOK / 20
const IN_ONE_TRANSACTION = 600
const MESSAGES = DAYS * LOOKS_A_DAY * A_LOOK
const DAY_MS = 86_400_000
/** F15 asks it of one message a second; here some hundred come in a second. */
const MOST_MEBIBYTES = 200

/**
 * Bytes a message, with its share of the indexes, as docs/reference/evidence.md states them: while its body is kept (here an envelope of
 * 512 characters), after that, and the room of the rows that change between two looks, which the next ones take.
 */
const MODEL = {
  outgoing: { kept: 1_870, faded: 1_070, changing: 1_800 },
  incoming: { kept: 1_825, faded: 1_205, changing: 660 },
  record_leaf: { kept: 200, faded: 200, changing: 0 },
} as const
/** Maps of free and of visible pages, and pages that are begun. */
const BEGUN = 200_000
type Modelled = keyof typeof MODEL

const clock = makeMovedClock()
/** The week ends now: the database's own clock is not moved. */
const begin = Date.now() - DAYS * DAY_MS
let pair: NodePair
beforeAll(async () => {
  clock.moveTo(begin)
  pair = await startPair({ settings: clock.settings, now: clock.now })
})
afterAll(async () => {
  await pair?.close()
  clock.remove()
})

const bodyOf = (i: number) => ({
  item: `2601-MOSS-${i % 40}`,
  day: '2026-11-26',
  place: `SHOP-${i % 200}`,
  pieces: i % 9,
})
const bodies = (count: number) => Array.from({ length: count }, (_, i) => bodyOf(i))

async function bytesOf({ database }: { readonly database: Database }, tables: readonly Modelled[]): Promise<number> {
  const [row] = await database.query<{ bytes: number }>({
    text: `select sum(pg_total_relation_size(one::regclass))::float8 as bytes from unnest($1::text[]) as one`,
    values: [tables],
  })
  return row!.bytes
}

const countOf = async ({ database }: { readonly database: Database }, what: string): Promise<number> =>
  (await database.query<{ count: number }>({ text: `select count(*)::int as count from ${what}` }))[0]!.count

/** The largest that a process was, in mebibytes. */
function watchMemory(pids: readonly number[]): { readonly stop: () => number } {
  let most = 0
  const look = (): void => {
    for (const pid of pids) {
      const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]
      most = Math.max(most, Number(kilobytes) / 1_024)
    }
  }
  const timer = setInterval(look, 250)
  return {
    stop: () => {
      clearInterval(timer)
      return most
    },
  }
}

/** One look of the clock: what is sent until then arrives, then what is too old goes. */
async function live(streams: { readonly batches: number; readonly alone: number }, until: number): Promise<void> {
  await pair.send(streams.alone, bodies(ALONE))
  for (let left = A_LOOK - ALONE; left > 0; left -= IN_ONE_TRANSACTION)
    await pair.send(streams.batches, bodies(Math.min(left, IN_ONE_TRANSACTION)))
  await pair.untilDelivered()
  clock.moveTo(until)
  for (const { database } of [pair.brand, pair.maker]) await tidyUp({ database, machine: clock.now })
}

const swap = () =>
  swapCheckpoints(pair.brand.exchange, {
    id: pair.makerId,
    did: pair.maker.exchange.identity.did,
    name: 'Maker',
  })

/** Each side signs an agreement at the beginning of the stream, as at the beginning of a record. */
async function signAgreement(stream: number): Promise<void> {
  const sender = { identity: pair.brand.exchange.identity, now: clock.now }
  const messages = [{ type: AGREEMENT_SIGNATURE, body: { agreementHash: `sha-256:${'0'.repeat(64)}` } }]
  await pair.brand.database.transaction((transaction) => sendEnvelopes(transaction, { stream, messages }, sender))
}

/**
 * A week at one message a second. There are no refresh tokens in this protocol: every call carries a token of its own, so that no reply
 * can be lost that one would have to be kept valid for.
 */
describe(`F15 bounded growth: ${DAYS} days and ${MESSAGES} messages, of which bodies are kept for ${KEPT_DAYS} days`, () => {
  let mebibytes = 0
  test('both databases are as large as the model says, within a tenth', async () => {
    const sides = [
      { node: pair.brand, tables: ['outgoing', 'record_leaf'] },
      { node: pair.maker, tables: ['incoming', 'record_leaf'] },
    ] as const
    const before = await Promise.all(sides.map(({ node, tables }) => bytesOf(node, tables)))
    const watch = watchMemory([pair.brand.pid(), pair.maker.pid()])
    const streams = {
      batches: await pair.openTransfer('in batches', 64, KEPT_DAYS),
      alone: await pair.openTransfer('one by one', 1, KEPT_DAYS),
    }
    await signAgreement(streams.batches)
    try {
      for (let look = 1; look <= DAYS * LOOKS_A_DAY; look++) {
        await live(streams, begin + (look * DAY_MS) / LOOKS_A_DAY)
        if (look % LOOKS_A_DAY === 0) expect(await swap()).toMatchObject({ ok: true })
      }
    } finally {
      mebibytes = watch.stop()
    }
    const kept = KEPT_DAYS * LOOKS_A_DAY * A_LOOK
    for (const [i, { node, tables }] of sides.entries()) {
      const modelled = tables.reduce((sum, one) => {
        const { kept: full, faded, changing } = MODEL[one]
        return sum + kept * full + (MESSAGES - kept) * faded + A_LOOK * changing
      }, BEGUN)
      const grown = (await bytesOf(node, tables)) - before[i]!
      process.stdout.write(`F15 ${tables[0]}: ${grown / 1e6} MB, by the model ${modelled / 1e6}\n`)
      expect(Math.abs(grown / modelled - 1)).toBeLessThan(0.1)
    }
  }, 7_200_000)

  test('what was kept is what was agreed: every hash and receipt, bodies of two days, and the signature of the agreement', async () => {
    for (const [node, table] of [
      [pair.brand, 'outgoing'],
      [pair.maker, 'incoming'],
    ] as const) {
      expect(await countOf(node, `${table} where receipt is not null`)).toBe(MESSAGES + 1)
      expect(await countOf(node, `${table} where content is not null`)).toBe(KEPT_DAYS * LOOKS_A_DAY * A_LOOK + 1)
      const signature = `${table} where type = '${AGREEMENT_SIGNATURE}' and content is not null`
      expect(await countOf(node, signature)).toBe(1)
    }
  })

  test('nothing else has grown: no tokens, jobs, tries, checkpoints, documents or incidents are left of the week', async () => {
    const { brand, maker } = pair
    expect(await countOf(maker, 'used_token')).toBeLessThan(2 * ALONE + 100)
    for (const node of [brand, maker]) {
      expect(await countOf(node, 'graphile_worker._private_jobs')).toBe(0)
      expect(await countOf(node, 'checkpoint')).toBe(4)
      expect(await countOf(node, 'partner_did_document')).toBe(1)
      expect(await countOf(node, 'incident')).toBe(0)
      expect(await countOf(node, 'message_stream')).toBe(2)
    }
  })

  test.runIf(isFull)(`no node was larger than ${MOST_MEBIBYTES} MiB, at some hundred messages a second`, () => {
    process.stdout.write(`F15 memory: ${mebibytes} MiB\n`)
    expect(mebibytes).toBeLessThan(MOST_MEBIBYTES)
  })
})
