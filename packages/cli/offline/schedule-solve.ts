import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ShopInstance } from '@headwater/domain/shop/shop-instance'
import { totalTardiness } from '@headwater/engine/scheduling/shop/due-times'
import { exchangeBytes } from '@headwater/engine/scheduling/shop/elite-exchange'
import type { ShopAnswer } from '@headwater/engine/scheduling/shop/solve-shop'
import { verifyShop } from '@headwater/engine/scheduling/shop/verify-shop'
import { readShop, type ShopFormat } from '@headwater/files/shop/read-shop'
import { ganttSvg } from '@headwater/files/shop/write-gantt'
import {
  type Command,
  type CommandLine,
  choiceOption,
  EXIT,
  InvalidInput,
  requiredOption,
  secondsOption,
  UsageError,
  wholeOption,
} from '../command.ts'
import { say, secondsSinceStart, summarise } from '../progress.ts'
import { writeFile } from './folder.ts'
import type { ShopSearch } from './solve-shop.worker.ts'

const FORMATS = ['fjs', 'fajsp', 'jsp', 'sdst'] as const

export const scheduleSolve: Command = {
  name: 'schedule solve',
  usage:
    'headwater schedule solve FILE [--seconds S | --iterations N] [--format fjs|fajsp|jsp|sdst] [--objective makespan|tardiness] [--threads N] [--seed N] --out OUT.json [--gantt OUT.svg] [--json]',
  summary: 'a short schedule of a job shop in the text formats of the literature',
  options: ['seconds', 'iterations', 'format', 'objective', 'threads', 'seed', 'out', 'gantt'],
  flags: ['json'],
  positionals: [1, 1],
  run: solve,
}

async function solve(line: CommandLine): Promise<number> {
  const path = line.positionals[0]!
  const out = requiredOption(line, 'out')
  const objective = choiceOption(line, 'objective', ['makespan', 'tardiness'] as const) ?? 'makespan'
  const shop = readGiven(path, choiceOption(line, 'format', FORMATS))
  const answers = await search(line, { shop, objective })
  const measure = (one: ShopAnswer): number => tardinessOf(shop, one) ?? one.makespan
  const best = answers.reduce((a, b) => (measure(b) < measure(a) ? b : a))
  const tardiness = tardinessOf(shop, best)
  const faults = verifyShop(shop, best)
  if (faults.length > 0) throw new Error(`the schedule breaks a rule: ${faults[0]}`)
  if (line.options.gantt !== undefined) writeFile(line.options.gantt, ganttSvg(shop, best))
  const seconds = line.options.iterations === undefined ? Math.round(secondsSinceStart() * 1000) / 1000 : null
  writeFile(out, answerJson(shop, best, { seconds: seconds ?? 0, tardiness }))
  summarise(line.flags.has('json'), {
    makespan: best.makespan,
    lowerBound: best.lowerBound,
    ...(tardiness === null ? {} : { tardiness }),
    operations: best.mode.length,
    seconds: Math.round(secondsSinceStart() * 1000) / 1000,
  })
  return EXIT.answer
}

function readGiven(path: string, format: ShopFormat | null): ShopInstance {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`file (${path}) cannot be read: ${(error as Error).message}`)
  }
  const read = readShop(text, format)
  if (!read.ok) throw new InvalidInput(`${path} ${read.failure.message}`)
  return read.value
}

/** Kept from the budget for checking and writing, by the size of the answer and by how busy the machine has been so far. */
function writingMs(operations: number, hasPicture: boolean): number {
  const { user, system } = process.cpuUsage()
  const slowness = (secondsSinceStart() * 1e6) / (user + system)
  return (120 + operations / (hasPicture ? 50 : 80)) * Math.min(6, Math.max(1, slowness))
}

interface Search {
  readonly shop: ShopInstance
  readonly objective: 'makespan' | 'tardiness'
}

/** One search a thread, each with a seed of its own; Ctrl-C keeps the best so far. */
async function search(line: CommandLine, { shop, objective }: Search): Promise<ShopAnswer[]> {
  const isCounted = line.options.iterations !== undefined
  const threads = wholeOption(line, 'threads', {
    least: 1,
    most: 256,
    otherwise: isCounted ? 1 : availableParallelism(),
  })
  const seed = wholeOption(line, 'seed', { least: 0, most: 2 ** 31, otherwise: 1 })
  const iterations = isCounted ? wholeOption(line, 'iterations', { least: 0, most: 1e9, otherwise: 0 }) : null
  const started = Number(process.env.HEADWATER_STARTED ?? Date.now())
  const seconds = secondsOption(line, 'seconds', 5)
  const writing = writingMs(shop.jobOf.length, line.options.gantt !== undefined)
  const deadline = isCounted ? Number.POSITIVE_INFINITY : started + seconds * 1000 - writing
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const exchange = new SharedArrayBuffer(exchangeBytes(shop.jobOf.length, threads))
  const interrupt = (): void => void Atomics.store(stop, 0, 1)
  process.once('SIGINT', interrupt)
  try {
    return await Promise.all(
      Array.from({ length: threads }, (_, i) =>
        searchThread({ shop, objective, iterations, stop, deadline, exchange, seed: seed + i, thread: i }),
      ),
    )
  } catch (error) {
    if ((error as Error).name === 'RangeError')
      throw new InvalidInput(`${line.positionals[0]} ${(error as Error).message}`)
    throw error
  } finally {
    process.removeListener('SIGINT', interrupt)
  }
}

/** A schedule that meets the bound ends the other threads too. */
function searchThread(workerData: ShopSearch): Promise<ShopAnswer> {
  const worker = new Worker(new URL('./solve-shop.worker.ts', import.meta.url), { workerData })
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: ShopAnswer) => {
      say(`found ${answer.makespan}`)
      if (answer.due === null && answer.makespan <= answer.lowerBound) Atomics.store(workerData.stop, 0, 1)
      resolve(answer)
    })
    worker.once('error', reject)
  })
}

/** Null where it was not asked for. */
function tardinessOf(shop: ShopInstance, { due, mode, start }: ShopAnswer): number | null {
  return due && totalTardiness(shop, (o) => start[o]! + shop.modeTime[mode[o]!]!, due)
}

interface Measured {
  /** 0 with counted iterations, so that the same seed gives the same bytes. */
  readonly seconds: number
  readonly tardiness: number | null
}

function answerJson(shop: ShopInstance, answer: ShopAnswer, { seconds, tardiness }: Measured): string {
  const { mode, start, makespan, lowerBound, due } = answer
  const operations = Array.from(mode, (m, o) => ({
    job: shop.jobOf[o]!,
    operation: shop.numberOf[o]!,
    machine: shop.modeMachine[m]!,
    start: start[o]!,
    end: start[o]! + shop.modeTime[m]!,
  }))
  const late = due && { tardiness, due: Array.from(due) }
  return `${JSON.stringify({ makespan, lowerBound, seconds, ...late, operations })}\n`
}
