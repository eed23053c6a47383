import type { Dataset } from '@headwater/domain/dataset'
import type { Instant } from '@headwater/domain/measures/instant'
import { compareKeys } from '@headwater/domain/measures/keys'
import { dayOf } from '@headwater/domain/measures/time-zone'
import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'
import { NEVER_ENDS } from '@headwater/domain/resources/work-time'
import { assignMaterial, type ShortComponent } from './assign-material.ts'
import { compileFactory, type FactoryResources, openResources } from './compile-factory.ts'
import { constructSchedule } from './construct-schedule.ts'
import { explainLateness } from './explain-lateness.ts'
import type { FactoryProblem } from './factory-problem.ts'
import { improveSchedule } from './improve-schedule.ts'
import type { Objective } from './objective.ts'
import { seededRandom } from './random.ts'
import { type JobDraft, readJobs } from './read-jobs.ts'
import type { UnitSequences } from './unit-sequences.ts'

export interface ScheduleOptions {
  readonly seed: number
  /** Asked between moves; true ends the search and keeps the best. */
  readonly shouldStop: () => boolean
  /** Moves tried at most; without it the search goes on until it is stopped. */
  readonly iterations?: number
  readonly onImprove?: (objective: Objective) => void
}

/**
 * Finite schedule of the open work orders and planned make orders (files.md 4): a construction by several dispatching rules,
 * then a seeded search until it is stopped. The same seed and iterations give the same schedule. What cannot be scheduled is in
 * `issues`.
 */
export function scheduleFactory(
  dataset: Dataset,
  plan: MaterialPlan,
  start: Instant,
  { seed, shouldStop, iterations = Number.MAX_SAFE_INTEGER, onImprove = () => {} }: ScheduleOptions,
): Schedule {
  const unfit = new Set<string>()
  for (;;) {
    const { problem, issues } = openFactory(dataset, plan, start, unfit)
    const placed = constructSchedule(problem, shouldStop)
    const late = unending(placed)
    if (late.length > 0) {
      for (const order of late) unfit.add(order)
      continue
    }
    onImprove(placed.objective)
    if (problem.jobOf.length > 1)
      improveSchedule(placed, { random: seededRandom(seed), shouldStop, iterations, onImprove })
    return { ...readSchedule(placed), issues }
  }
}

/**
 * Orders that missed the only stretch, one of an exceptional day, that was long enough for an operation of theirs: the first such operation
 * of each unit. What only waits for it is tried again without it.
 */
function unending(placed: UnitSequences): string[] {
  const { problem, head, after, end } = placed
  const orders = new Set<string>()
  for (const first of head) {
    let operation = first
    while (operation >= 0 && end[operation]! < NEVER_ENDS) operation = after[operation]!
    if (operation < 0) continue
    const job = problem.jobOf[operation]!
    const isFirst = operation === problem.firstOf[job]!
    const waits = placed.readyOf(operation) >= NEVER_ENDS || (!isFirst && end[operation - 1]! >= NEVER_ENDS)
    if (!waits && problem.resumable[operation] === 0) orders.add(problem.jobs[job]!.order)
  }
  return [...orders]
}

/** The problem of all jobs that can be scheduled, and why the others cannot; `unfit` are known to fit no working stretch. */
export function openFactory(
  dataset: Dataset,
  plan: MaterialPlan,
  start: Instant,
  unfit: Set<string> = new Set(),
): { resources: FactoryResources; problem: FactoryProblem; issues: PlanIssue[] } {
  const resources = openResources(dataset, start)
  const drafts = readJobs(dataset, plan)
  const issues: PlanIssue[] = []
  const cannot = (code: 'missing-routing' | 'material-short', job: JobDraft, message: string): void => {
    issues.push(planIssue({ severity: 'warning', code, order: job.order, item: job.item, message }))
  }
  for (;;) {
    const routed = drafts.map((job) => (unfit.has(job.order) ? { ...job, operations: [] } : job))
    const { waits, short } = assignMaterial(dataset, plan, {
      jobs: routed,
      start,
      today: dayOf(start, dataset.parameters.timeZone),
    })
    const jobs = routed.filter((job) => job.operations.length > 0 && !short.has(job.order))
    const problem = compileFactory(resources, jobs, waits)
    const found = neverEnding(problem)
    if (found.length > 0) {
      for (const order of found) unfit.add(order)
      continue
    }
    for (const job of routed)
      if (unfit.has(job.order))
        cannot(
          'missing-routing',
          job,
          `order (${job.order}) has an operation that fits no working stretch of its units; shorten it or let it be resumed`,
        )
      else if (job.operations.length === 0)
        cannot(
          'missing-routing',
          job,
          `item (${job.item}) should have operations to be scheduled; add them to operations.csv`,
        )
      else if (short.has(job.order)) cannot('material-short', job, shortMessage(job.order, short.get(job.order)!))
    return { resources, problem, issues: issues.sort((a, b) => compareKeys(a.order!, b.order!)) }
  }
}

const shortMessage = (order: string, { component, maker }: ShortComponent): string =>
  maker === null
    ? `component (${component}) of order (${order}) has no supply; buy or make it`
    : `component (${component}) of order (${order}) waits for order (${maker}), which cannot be scheduled`

/** Orders with an operation that no unit can ever finish. */
function neverEnding(problem: FactoryProblem): string[] {
  const orders = new Set<string>()
  for (let o = 0; o < problem.jobOf.length; o++) {
    let isPossible = false
    for (let m = problem.modeFrom[o]!; m < problem.modeFrom[o + 1]! && !isPossible; m++) {
      const { time } = problem.units[problem.modeUnit[m]!]!
      const run = problem.modeRun[m]!
      const start = problem.resumable[o] === 1 ? time.next(problem.start) : time.fitUnbroken(problem.start, run)
      isPossible = time.advance(start, run + problem.modeSetup[m]!) < NEVER_ENDS
    }
    if (!isPossible) orders.add(problem.jobs[problem.jobOf[o]!]!.order)
  }
  return [...orders]
}

/** Operations by order and sequence, lateness by order. */
export function readSchedule(placed: UnitSequences): Pick<Schedule, 'operations' | 'lateness'> {
  const { problem } = placed
  const operations = Array.from(problem.jobOf, (job, o) => {
    const { order, item } = problem.jobs[job]!
    const { workUnit, workCenter } = problem.units[placed.unitOf(o)]!
    return {
      order,
      sequence: problem.sequence[o]!,
      item,
      workCenter,
      workUnit,
      quantity: problem.quantity[o]!,
      setupStart: placed.setupStart[o]!,
      start: placed.start[o]!,
      end: placed.end[o]!,
    }
  })
  const lateness = problem.jobs.flatMap((_, job) => explainLateness(placed, job) ?? [])
  return {
    operations: operations.sort((a, b) => compareKeys(a.order, b.order) || a.sequence - b.sequence),
    lateness: lateness.sort((a, b) => compareKeys(a.order, b.order)),
  }
}
