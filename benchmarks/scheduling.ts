import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { readShop } from '@headwater/files/shop/read-shop'
import { verifyShop } from '@headwater/engine/scheduling/shop/verify-shop'
import type { ShopAnswer } from '@headwater/engine/scheduling/shop/solve-shop'
import { atMost, type BenchRow } from './bench-row.ts'

export const topic = 'scheduling'

const SECONDS = 10
const AT_ONCE = 2

interface Bound {
  readonly instance: string
  readonly upper_bound: number
}

/** Brandimarte's instances, one thread and ten seconds each, two at once; every schedule is checked by the verifier. */
export async function rows(data: string): Promise<readonly BenchRow[]> {
  const folder = join(data, 'fjsp', 'Brandimarte1993')
  if (!existsSync(folder)) return []
  const known = JSON.parse(readFileSync(join(data, 'fjsp', 'bks.json'), 'utf8')) as Bound[]
  const best = new Map(known.map((one) => [one.instance.toLowerCase(), one.upper_bound]))
  const names = readdirSync(folder).filter((name) => best.has(name.replace('.txt', '').toLowerCase()))
  const gaps = new Map<string, number>()
  const queue = [...names]
  const work = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const key = name.replace('.txt', '').toLowerCase()
      gaps.set(key, (100 * (await makespanOf(join(folder, name)))) / best.get(key)! - 100)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const values = [...gaps.values()]
  const mean = values.reduce((sum, gap) => sum + gap, 0) / values.length
  const anchor = 'best known upper bounds of bks.json, all engines, any time'
  return [
    atMost({
      topic,
      metric: `Brandimarte mean gap to best known, ${names.length} instances, ${SECONDS} s`,
      value: mean,
      unit: '%',
      anchor,
      must: 8,
      goal: 2,
    }),
    atMost({
      topic,
      metric: 'Brandimarte largest gap',
      value: Math.max(...values),
      unit: '%',
      anchor,
      must: null,
      goal: null,
    }),
  ]
}

async function makespanOf(path: string): Promise<number> {
  const read = readShop(readFileSync(path, 'utf8'), 'fjs')
  if (!read.ok) throw new Error(`${path} ${read.failure.message}`)
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const workerData = {
    shop: read.value,
    seed: 1,
    iterations: null,
    objective: 'makespan',
    stop,
    deadline: Date.now() + SECONDS * 1000,
  }
  const worker = new Worker(new URL('../packages/cli/offline/solve-shop.worker.ts', import.meta.url), { workerData })
  const answer = await new Promise<ShopAnswer>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  const faults = verifyShop(read.value, answer)
  if (faults.length > 0) throw new Error(`${path}: ${faults[0]}`)
  return answer.makespan
}
