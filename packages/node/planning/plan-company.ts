import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import type { Result } from '@headwater/domain/outcome/result'
import { siteZone } from '@headwater/files/site-zone'
import { loadOverrides } from '../forecasting/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { askOnce } from '../platform/thread.ts'
import { readRecords } from '../records/index.ts'
import type { PlanAnswer, PlanQuestion, PlanStep } from './compute-plan.ts'
import { countPlan, type PlanCounts } from './plan-counts.ts'
import { savePlan } from './save-plan.store.ts'

export interface PlanOrder {
  readonly database: Database
  readonly clock: Clock
  /** Seconds of search for the schedule. */
  readonly searchSeconds: number
  readonly signal?: AbortSignal
  readonly onStep?: (step: PlanStep) => void
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
export async function planCompany({ database, clock, searchSeconds, signal, onStep }: PlanOrder): Promise<PlanOutcome> {
  const started = new Date(clock.machine())
  const { files, overrides } = await database.transaction(
    async (transaction) => ({ files: await readRecords(transaction), overrides: await loadOverrides(transaction) }),
    { isolation: 'repeatable read', readOnly: true },
  )
  const zone = siteZone(files)
  const today = dayOf(Math.floor(clock.business() / 1000), zone)
  const question: PlanQuestion = {
    files,
    today,
    now: localToInstant(today, 0, zone),
    searchSeconds,
    overrides,
    seed: 1,
  }
  const file = new URL('./compute-plan.worker.ts', import.meta.url)
  const onReport = (step: unknown): void => onStep?.(step as PlanStep)
  const result = await askOnce<Result<PlanAnswer>>({ file, onReport }, question, signal)
  if (!result.ok) throw new RecordsInvalid(result.failure.issues?.[0]?.message ?? result.failure.message)
  const answer = result.value
  const counts = countPlan(answer)
  signal?.throwIfAborted()
  const run = await database.transaction((transaction) =>
    savePlan(transaction, { day: today, started, counts, answer }),
  )
  return { run, counts }
}
