import type { Lateness } from '@headwater/domain/plans/schedule'
import type { UnitSequences } from './unit-sequences.ts'
import { type LatenessPart, type LatenessStep, walkBack } from './walk-back.ts'

const CONTENT: ReadonlySet<LatenessPart> = new Set(['run', 'setup', 'calendar'])

/** Lateness of a job with its parts, which sum to it exactly; null when it is not late (files.md 4). */
export function explainLateness(placed: UnitSequences, job: number): Lateness | null {
  const { problem } = placed
  const { order, due } = problem.jobs[job]!
  const end = placed.end[problem.firstOf[job + 1]! - 1]!
  if (end <= due) return null
  const parts = { queue: 0, setup: 0, run: 0, calendar: 0, material: 0, batch: 0, missing: 0 }
  for (const step of lateSteps(placed, job)) parts[step.part] += step.to - step.from
  return { order, due, end, late: end - due, ...parts }
}

/**
 * The steps that make a job late, earliest first. Slack absorbs the earliest waiting; without slack all waiting counts, and
 * the last of the content. `due` may be another moment than the job's own, up to its end. What was late before the schedule began is `missing`.
 */
export function lateSteps(placed: UnitSequences, job: number, due = placed.problem.jobs[job]!.due): LatenessStep[] {
  const { problem } = placed
  const steps = walkBack(placed, job).reverse()
  const begun = steps[0]?.from ?? Math.min(problem.start, placed.end[problem.firstOf[job + 1]! - 1]!)
  const content = steps.reduce((sum, one) => sum + (CONTENT.has(one.part) ? one.to - one.from : 0), 0)
  const slack = due - begun - content
  let absorbed = Math.max(0, slack)
  let spared = slack >= 0 ? content : Math.max(0, content + slack)
  const late: LatenessStep[] = []
  if (content + slack < 0)
    late.push({ from: begun + content + slack, to: begun, part: 'missing', operation: problem.firstOf[job]! })
  for (const one of steps) {
    const length = one.to - one.from
    const share = Math.min(CONTENT.has(one.part) ? spared : absorbed, length)
    if (CONTENT.has(one.part)) spared -= share
    else absorbed -= share
    if (length > share) late.push({ ...one, from: one.from + share })
  }
  return late
}
