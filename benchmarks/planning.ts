import { Worker } from 'node:worker_threads'
import { THREAD_LIMITS } from '../packages/node/platform/thread.ts'
import { atMost, type BenchRow, median } from './bench-row.ts'

export const topic = 'planning'

const RUNS = 7

/** A whole plan with pegging, from the dataset in memory to the plan in memory, in a thread like the node's own. */
export async function rows(): Promise<readonly BenchRow[]> {
  const worker = new Worker(new URL('./planning.worker.ts', import.meta.url), {
    workerData: { items: 10_000, weeks: 52, runs: RUNS },
    resourceLimits: THREAD_LIMITS,
  })
  const { times, readTimes, pegs } = await new Promise<{ times: number[]; readTimes: number[]; pegs: number }>(
    (resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    },
  )
  return [
    atMost({
      topic,
      metric: `10,000 items × 52 weeks, pegged (${pegs} pegs), median of ${RUNS}`,
      value: median(times),
      unit: 's',
      anchor: '',
      must: 1,
      goal: 0.5,
    }),
    atMost({
      topic,
      metric: 'the same, and each order, action and peg read as a row',
      value: median(readTimes),
      unit: 's',
      anchor: '',
      must: null,
      goal: null,
    }),
  ]
}
