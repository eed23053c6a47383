import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ShopSearch } from '@headwater/cli/offline/solve-shop.worker'
import { exchangeBytes } from '@headwater/engine/scheduling/shop/elite-exchange'
import type { ShopAnswer } from '@headwater/engine/scheduling/shop/solve-shop'
import { verifyShop } from '@headwater/engine/scheduling/shop/verify-shop'
import { readShop } from '@headwater/files/shop/read-shop'
import { atMost, type BenchRow } from './bench-row.ts'

export const topic = 'scheduling'

const AT_ONCE = 2
/** Without it a sample of the larger families is solved, so that the whole topic takes some minutes. */
const isFull = process.env.HEADWATER_TEST_SCALE === 'full'

interface Family {
  readonly name: string
  readonly folder: string
  /** Instance in bks.json by file; null: gaps are to our own proven bound. */
  readonly known: ((file: string) => string) | null
  /** Of the files in order every so-manyth, unless all are asked for. */
  readonly every: number
  readonly seconds: number
  readonly anchor: string
  readonly must: number | null
  readonly goal: number | null
}

const plain = (file: string): string => file
const CP_SAT_FJSP = 'CP-SAT, 900 s on 8 cores (PyJobShop, arXiv 2502.13483)'
const CP_SAT_JSP = 'CP-SAT 9.15, 600 s on 4 cores (ScheduleOpt)'
const hurink = (data: string, anchor: string, goal: number): Family => ({
  name: `Hurink ${data}`,
  folder: `fjsp/HurinkJurischThole1994/${data}`,
  known: (file) => `${file}_${data}`,
  every: 13,
  seconds: 10,
  anchor: `${anchor} %: ${CP_SAT_FJSP}, its la part`,
  must: null,
  goal,
})

const FAMILIES: readonly Family[] = [
  {
    name: 'Brandimarte',
    folder: 'fjsp/Brandimarte1993',
    known: plain,
    every: 1,
    seconds: 10,
    anchor: `0.69 % on 10 of them: ${CP_SAT_FJSP}`,
    must: 8,
    goal: 0.7,
  },
  {
    name: 'Chambers-Barnes',
    folder: 'fjsp/ChambersBarnes1996',
    known: plain,
    every: 4,
    seconds: 10,
    anchor: `0 %: ${CP_SAT_FJSP}`,
    must: null,
    goal: 0.5,
  },
  hurink('edata', '0.02', 0.5),
  hurink('rdata', '0.12', 0.6),
  hurink('vdata', '0.06', 0.1),
  {
    name: 'Taillard job shops',
    folder: 'jsp/Taillard1993',
    known: plain,
    every: 7,
    seconds: 10,
    anchor: `1.55 %: ${CP_SAT_JSP}`,
    must: null,
    goal: 2.5,
  },
  {
    name: 'job shops of 1,000 to 100,000 operations',
    folder: 'jsp/DaColTeppan2022_large',
    known: plain,
    every: 1,
    seconds: 20,
    anchor: `2.93 % on the 70 of 90 that it solves: ${CP_SAT_JSP}`,
    must: null,
    goal: 5,
  },
  {
    name: 're-entrant job shops of 10,000 operations',
    folder: 'jsp/DaColTeppan2022_reentrant',
    known: (file) => `dct-${file}`,
    every: 1,
    seconds: 20,
    anchor: `18.3 % on the 18 of 24 that it solves: ${CP_SAT_JSP}`,
    must: null,
    goal: null,
  },
  {
    name: 'assemblies (gap to our own bound)',
    folder: 'fjsp/BFFMOR2014_fajsp',
    known: null,
    every: 7,
    seconds: 10,
    anchor: '',
    must: null,
    goal: null,
  },
  {
    name: 'set-ups, Fattahi (gap to our own bound, which leaves set-ups out)',
    folder: 'fjsp_sdst/fattahi_sdst',
    known: null,
    every: 3,
    seconds: 5,
    anchor: '',
    must: null,
    goal: null,
  },
]

interface Bound {
  readonly instance: string
  readonly upper_bound: number
}

/** One row a family that is there, the mean gap, and the largest gap of Brandimarte's; every schedule is checked by the verifier. */
export async function rows(data: string): Promise<readonly BenchRow[]> {
  const best = new Map<string, number>()
  for (const set of ['fjsp', 'jsp']) {
    const path = join(data, set, 'bks.json')
    if (!existsSync(path)) continue
    const bounds = JSON.parse(readFileSync(path, 'utf8')) as Bound[]
    for (const one of bounds) best.set(one.instance.toLowerCase(), one.upper_bound)
  }
  const found: BenchRow[] = []
  for (const family of FAMILIES)
    if (existsSync(join(data, family.folder))) found.push(...(await solveFamily(data, family, best)))
  return found
}

/** Each instance in one thread, two at once. */
async function solveFamily(data: string, family: Family, best: ReadonlyMap<string, number>): Promise<BenchRow[]> {
  const folder = join(data, family.folder)
  const keyOf = (name: string): string => family.known?.(name.replace(/\.\w+$/, '').toLowerCase()) ?? ''
  const all = readdirSync(folder).filter((name) => family.known === null || best.has(keyOf(name)))
  const queue = all.filter((_, i) => isFull || i % family.every === 0)
  const gaps: number[] = []
  const work = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const { makespan, lowerBound } = await solve(join(folder, name), family.seconds)
      gaps.push((100 * makespan) / (best.get(keyOf(name)) ?? lowerBound) - 100)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const { name, seconds, anchor, must, goal } = family
  const metric = `${name}: mean gap, ${gaps.length} instances, ${seconds} s`
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const row = atMost({ topic, metric, value: mean, unit: '%', anchor, must, goal })
  if (must === null) return [row]
  const largest = Math.max(...gaps)
  return [row, atMost({ ...row, metric: `${name}: largest gap`, value: largest, must: null, goal: null })]
}

async function solve(path: string, seconds: number): Promise<ShopAnswer> {
  const read = readShop(readFileSync(path, 'utf8'), null)
  if (!read.ok) throw new Error(`${path} ${read.failure.message}`)
  const shop = read.value
  const workerData: ShopSearch = {
    shop,
    seed: 1,
    iterations: null,
    objective: 'makespan',
    stop: new Int32Array(new SharedArrayBuffer(4)),
    deadline: Date.now() + seconds * 1000,
    exchange: new SharedArrayBuffer(exchangeBytes(shop.jobOf.length, 1)),
    thread: 0,
  }
  const worker = new Worker(new URL('../packages/cli/offline/solve-shop.worker.ts', import.meta.url), { workerData })
  const answer = await new Promise<ShopAnswer>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  const faults = verifyShop(shop, answer)
  if (faults.length > 0) throw new Error(`${path}: ${faults[0]}`)
  return answer
}
