import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import type { Result } from '@headwater/domain/outcome/result'
import type { Objective } from '@headwater/engine/scheduling/objective'
import { siteZone } from '@headwater/files/site-zone'
import { loadOverrides } from '../forecasting/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { askOnce } from '../platform/thread.ts'
import { newestBatch, readRecords } from '../records/index.ts'
import type { PlanQuestion, PlanStep } from './compute-plan.ts'
import type { ThreadQuestion } from './compute-plan.worker.ts'
import type { ScheduleChanges } from './follow-last.ts'
import { loadLastSchedule } from './last-schedule.store.ts'
import type { PlanCounts } from './plan-counts.ts'
import { nextRun, savePlan } from './save-plan.store.ts'
import type { WrittenPlan } from './write-plan.ts'

export interface PlanOrder extends ScheduleChanges {
  readonly database: Database
  readonly clock: Clock
  /** Seconds of search for the schedule. */
  readonly searchSeconds: number
  /** Goes on from the schedule in force instead of making one from nothing. */
  readonly goesOn?: boolean
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly onStep?: (step: PlanStep) => void
  /** Each better schedule that the search finds, the first one included. */
  readonly onImprove?: (objective: Objective) => void
  /** Shared: not 0 ends the search and keeps the best. */
  readonly stop?: Int32Array
}

export interface PlanOutcome {
  readonly run: number
  readonly counts: PlanCounts
}

/** Records that cannot be planned; the message names the first error. */
export class RecordsInvalid extends Error {}

/**
 * Plans the company as of its business day: one snapshot of the records, the engines in a thread of their own, and everything they
 * answer written in one transaction. Killed at any moment, the run before stays current.
 */
export async function planCompany(order: PlanOrder): Promise<PlanOutcome> {
  const { database, clock, signal, onStep, onImprove } = order
  const started = new Date(clock.machine())
  const { batch, ...read } = await readQuestion(order)
  const question: PlanQuestion = { ...read, searchSeconds: order.searchSeconds, seed: order.seed ?? 1 }
  const run = await nextRun(database)
  const file = new URL('./compute-plan.worker.ts', import.meta.url)
  const onReport = (report: unknown): void =>
    typeof report === 'string' ? onStep?.(report as PlanStep) : onImprove?.(report as Objective)
  const asked: ThreadQuestion = { question, run }
  const result = await askOnce<Result<WrittenPlan>>({ file, onReport }, asked, signal)
  if (!result.ok) throw new RecordsInvalid(result.failure.issues?.[0]?.message ?? result.failure.message)
  const written = result.value
  signal?.throwIfAborted()
  await database.transaction((transaction) =>
    savePlan(transaction, { run, day: question.today, started, written, batch }),
  )
  return { run, counts: written.counts }
}

/** Everything a plan is made of, as of one moment. */
async function readQuestion({ database, clock, goesOn = false, stop, ...changes }: PlanOrder) {
  const { files, overrides, last, batch } = await database.transaction(
    async (transaction) => ({
      files: await readRecords(transaction),
      overrides: await loadOverrides(transaction),
      last: goesOn ? await loadLastSchedule(transaction, changes) : null,
      batch: await newestBatch(transaction),
    }),
    { isolation: 'repeatable read', readOnly: true },
  )
  const zone = siteZone(files)
  const today = dayOf(Math.floor(clock.business() / 1000), zone)
  return {
    files,
    overrides,
    last,
    batch,
    today,
    now: localToInstant(today, 0, zone),
    ...(stop === undefined ? {} : { stop }),
  }
}
