import { Worker } from 'node:worker_threads'
import type { Dataset } from '@headwater/domain/dataset'
import type { Instant } from '@headwater/domain/measures/instant'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'

export interface ScheduleSearch {
  readonly dataset: Dataset
  readonly plan: MaterialPlan
  readonly start: Instant
  readonly seed: number
  /** Budget from the start of the process that the user started. */
  readonly seconds: number
  /** In place of seconds: the same iterations and seed give the same schedule. */
  readonly iterations: number | null
}

/**
 * Kept from the budget for reading the answer out and writing it: at least so many milliseconds, and a share of what starting, reading and
 * planning took, which grows with the folder and with how busy the machine is.
 */
const WRITING_MS = 150
const WRITING_SHARE = 0.5

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Searches in a worker thread; Ctrl-C or a termination ends the search and keeps the best schedule so far. */
export async function searchSchedule(search: ScheduleSearch): Promise<Schedule> {
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const started = Number(process.env.HEADWATER_STARTED ?? Date.now())
  const writing = Math.max(WRITING_MS, WRITING_SHARE * (Date.now() - started))
  const deadline = search.iterations === null ? started + search.seconds * 1000 - writing : Number.POSITIVE_INFINITY
  const worker = new Worker(new URL('./search-schedule.worker.ts', import.meta.url), {
    workerData: { search: { ...search, plan: keptRows(search.plan) }, stop, deadline },
  })
  const interrupt = (): void => {
    Atomics.store(stop, 0, 1)
  }
  for (const signal of SIGNALS) process.once(signal, interrupt)
  try {
    return await new Promise<Schedule>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    })
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, interrupt)
    await worker.terminate()
  }
}

/** What a schedule reads of it, as objects that another thread can read. */
const keptRows = (plan: MaterialPlan): MaterialPlan => ({
  ...plan,
  plannedOrders: [...plan.plannedOrders],
  actions: [],
  pegging: [...plan.pegging],
  unpegged: [],
})
