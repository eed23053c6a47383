import type { Objective } from '@headwater/engine/scheduling/objective'
import type { NewestSearch, SearchOrder, SearchView } from '../../../schemas/rest/scheduling.ts'
import { PLAN_TASK, planCompany } from '../planning/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { addTask } from '../platform/tasks.ts'
import { findSearch, insertSearch, keepSearch, newestSearch, saveSearch } from './search.store.ts'

export const SEARCH_TASK = 'search-schedule'

/** Orders a search for a better schedule in the background; plans and searches are made one after the other. */
export function orderSearch(database: Database, { seconds, seed = 1 }: SearchOrder): Promise<{ task: string }> {
  return database.transaction(async (transaction) => {
    const task = await addTask(transaction, { name: SEARCH_TASK, payload: { seconds, seed }, queue: PLAN_TASK })
    await insertSearch(transaction, { task, seconds, seed })
    return { task }
  })
}

export async function readSearch(database: Database, task: string): Promise<SearchView> {
  const row = await findSearch(database, task)
  if (!row) throw new Refused('not-found', `search (${task}) should exist`)
  return row
}

export const readNewestSearch = async (database: Database): Promise<NewestSearch> => ({
  search: (await newestSearch(database)) ?? null,
})

/** Ends a search and makes the best it has found the schedule in force. */
export async function keepBest(database: Database, task: string): Promise<void> {
  if (!(await keepSearch(database, task))) throw new Refused('not-found', `search (${task}) should exist`)
}

export interface SearchRun {
  readonly task: string
  readonly database: Database
  readonly clock: Clock
  readonly seconds: number
  readonly seed: number
  readonly signal: AbortSignal
  readonly onElapsed: (seconds: number) => void
}

const LOOK_MS = 300
/** Points of the curve kept. */
const MOST_POINTS = 120

/** Searches on from the schedule in force; the same seed goes the same way. Its progress is written a few times a second. */
export async function searchSchedule(run: SearchRun): Promise<unknown> {
  const { task, database, clock, seconds, seed, signal } = run
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const progress = trackProgress(clock.machine)
  let writing: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    const now = progress.read()
    run.onElapsed(Math.round(now.elapsed))
    if (await saveSearch(database, task, now)) Atomics.store(stop, 0, 1)
  }
  const timer = setInterval(() => {
    writing = writing.then(look, look)
  }, LOOK_MS)
  try {
    return await planCompany({
      database,
      clock,
      searchSeconds: seconds,
      goesOn: true,
      seed,
      signal,
      stop,
      onImprove: progress.improve,
    })
  } finally {
    clearInterval(timer)
    await writing.catch(() => {})
    await saveSearch(database, task, progress.read())
  }
}

function trackProgress(now: () => number) {
  let began = 0
  let first: number | null = null
  let best: Objective | null = null
  let trace: { at: number; late: number }[] = []
  const hours = (seconds: number): number => Math.round(seconds / 360) / 10
  const elapsed = (): number => (began === 0 ? 0 : Math.round((now() - began) / 100) / 10)
  return {
    improve: (objective: Objective): void => {
      if (began === 0) began = now()
      first ??= hours(objective.late)
      best = objective
      trace.push({ at: elapsed(), late: hours(objective.late) })
      if (trace.length > MOST_POINTS) trace = trace.filter((_, i) => i % 2 === 0 || i === trace.length - 1)
    },
    read: () => ({
      elapsed: elapsed(),
      first,
      late: best === null ? null : hours(best.late),
      setupMinutes: best === null ? null : Math.round(best.setup / 60),
      trace,
    }),
  }
}
