import { readFileSync } from 'node:fs'
import { type NodePair, startPair } from '@headwater/node/exchange/delivery/node-pair.suite'
import type { Database } from '@headwater/node/platform/database'
import { atLeast, atMost, type BenchRow, median, rowOf } from './bench-row.ts'

export const topic = 'exchange'

const IN_FLIGHT = 32
const SINGLES = 6_400
const BATCHED = 10_000
const MOST_AT_ONCE = 256
const QUEUED_AT_ONCE = 500
const SEQUENTIAL = 200
const COMMITS = 200
/** Lengths of the log at which a message is priced, and by how many. */
const LENGTHS = [1_000, 10_000, 100_000]
const PRICED = 2_000
/** Of so many rounds the median is told: the machine is not ours alone. */
const ROUNDS = 3

/** Two real nodes over loopback, each with a database of its own that waits for the disk; every message signed, receipted and in both logs. */
export async function rows(): Promise<readonly BenchRow[]> {
  const pair = await startPair()
  const watch = watchMemory(pair)
  try {
    await warmUp(pair)
    const costs = await costsByLength(pair)
    const singles = await singlesPerSecond(pair)
    const batched = await batchedPerSecond(pair)
    const sequential = await sequentialMs(pair)
    const commits = await commitMs(pair.maker.database)
    const megabytes = watch.stop()
    const row = rowOf(topic)
    return [
      atLeast({ ...row(`messages, one a request, ${IN_FLIGHT} in flight`, singles, '/s'), must: 300 }),
      atLeast({ ...row('messages, in batches', batched, '/s'), must: 2_000 }),
      atMost({
        ...row('one message after the other, p50, sent to receipt kept', median(sequential), 'ms'),
        must: null,
      }),
      atMost({ ...row('a commit that waits for the disk, p50', commits.durable, 'ms'), must: null }),
      atMost({ ...row('a commit that does not, p50', commits.lazy, 'ms'), must: null }),
      atMost({ ...row('memory of the node that sends, most', megabytes.brand, 'MB'), must: 250 }),
      atMost({ ...row('memory of the node that receives, most', megabytes.maker, 'MB'), must: 250 }),
      ...LENGTHS.map((length, i) =>
        atMost({
          ...row(`a message at a log of ${length.toLocaleString('en')}`, costs[i]!, 'ms'),
          // Flat: at most half as much again as in a short log.
          must: i === 0 ? null : costs[0]! * 1.5,
        }),
      ),
    ]
  } finally {
    watch.stop()
    await pair.close()
  }
}

const bodyOf = (i: number) => ({
  item: `2601-MOSS-${i % 40}`,
  day: '2026-11-26',
  place: `SHOP-${i % 200}`,
  pieces: i % 9,
})
const bodies = (count: number) => Array.from({ length: count }, (_, i) => bodyOf(i))

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1_000
}

async function medianSeconds(work: () => Promise<void>): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await secondsOf(work))
  return median(rounds)
}

async function warmUp(pair: NodePair): Promise<void> {
  const stream = await pair.openTransfer('warm-up', 8)
  await pair.send(stream, bodies(200))
  await pair.untilDelivered()
}

/** From the first call that sends to the last receipt kept. */
async function singlesPerSecond(pair: NodePair): Promise<number> {
  const streams: number[] = []
  for (let i = 0; i < IN_FLIGHT; i++) streams.push(await pair.openTransfer(`single-${i}`, 1))
  const seconds = await secondsOf(async () => {
    await Promise.all(streams.map((stream) => pair.send(stream, bodies(SINGLES / IN_FLIGHT))))
    await pair.untilDelivered()
  })
  return SINGLES / seconds
}

/** Queued transaction by transaction while those before are being delivered, as a company that has much to say does it. */
async function batchedPerSecond(pair: NodePair): Promise<number> {
  const stream = await pair.openTransfer('batched', MOST_AT_ONCE)
  const seconds = await medianSeconds(async () => {
    for (let sent = 0; sent < BATCHED; sent += QUEUED_AT_ONCE) await pair.send(stream, bodies(QUEUED_AT_ONCE))
    await pair.untilDelivered()
  })
  return BATCHED / seconds
}

/** Milliseconds from the transaction that sends to the receipt, as the node wrote them down. */
async function sequentialMs(pair: NodePair): Promise<readonly number[]> {
  const stream = await pair.openTransfer('sequential', 1)
  for (let i = 0; i < SEQUENTIAL; i++) {
    await pair.send(stream, [bodyOf(i)])
    await pair.untilDelivered()
  }
  const times = await pair.brand.database.query<{ ms: number }>({
    text: `select extract(epoch from ended - queued)::float8 * 1000 as ms from outgoing where stream = $1`,
    values: [stream],
  })
  return times.map((one) => one.ms)
}

/** Milliseconds a message, in batches, when the log has such a length already. */
async function costsByLength(pair: NodePair): Promise<readonly number[]> {
  const stream = await pair.openTransfer('long', MOST_AT_ONCE)
  const costs: number[] = []
  for (const length of LENGTHS) {
    for (let missing = length - (await lengthOf(pair.maker.database)); missing > 0; missing -= BATCHED) {
      await pair.send(stream, bodies(Math.min(missing, BATCHED)))
      await pair.untilDelivered()
    }
    const seconds = await medianSeconds(async () => {
      await pair.send(stream, bodies(PRICED))
      await pair.untilDelivered()
    })
    costs.push((seconds * 1_000) / PRICED)
  }
  return costs
}

async function lengthOf(database: Database): Promise<number> {
  const [row] = await database.query<{ length: number }>({
    text: 'select sum(next_index)::int as length from record_log',
  })
  return row!.length
}

/** The cost of a commit by itself: a row written, with and without waiting for the disk. */
async function commitMs(database: Database): Promise<{ readonly durable: number; readonly lazy: number }> {
  await database.query({ text: 'create table if not exists bench_commit (n int)' })
  const measure = async (mode: 'on' | 'off'): Promise<number> => {
    const times: number[] = []
    for (let i = 0; i < COMMITS; i++)
      times.push(
        await secondsOf(() =>
          database.transaction(async (transaction) => {
            await transaction.query({ text: `set local synchronous_commit = ${mode}` })
            await transaction.query({ text: 'insert into bench_commit values (1)' })
          }),
        ),
      )
    return median(times) * 1_000
  }
  return { durable: await measure('on'), lazy: await measure('off') }
}

const SAMPLE_MS = 250

function watchMemory({ brand, maker }: NodePair) {
  const most = { brand: 0, maker: 0 }
  const look = () => {
    most.brand = Math.max(most.brand, residentMegabytes(brand.pid()))
    most.maker = Math.max(most.maker, residentMegabytes(maker.pid()))
  }
  const timer = setInterval(look, SAMPLE_MS)
  return {
    stop: () => {
      clearInterval(timer)
      return most
    },
  }
}

function residentMegabytes(pid: number): number {
  return (Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024) / 1e6
}
