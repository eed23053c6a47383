import { NEVER_ENDS } from '@headwater/domain/resources/work-time'
import type { FactoryProblem } from './factory-problem.ts'

/**
 * The end of each operation were its job, and what that waits for, alone in the factory, without set-ups and on the fastest unit: no
 * schedule ends it sooner. A held operation stands where it is held.
 */
export function aloneEnds(problem: FactoryProblem): Float64Array {
  const ends = new Float64Array(problem.jobOf.length)
  for (const job of suppliersFirst(problem)) {
    let [begun, passed] = [problem.start, problem.start]
    for (let o = problem.firstOf[job]!; o < problem.firstOf[job + 1]!; o++) {
      const isBatched = problem.batchStart[problem.modeFrom[o]!] !== null
      const run = earliest(problem, o, Math.max(readyOf(problem, o, ends), isBatched ? begun : passed))
      begun = run.start
      passed = problem.pinMode[o]! >= 0 ? run.end : Math.max(run.end, passed)
      ends[o] = passed
    }
  }
  return ends
}

/** Weighted lateness in seconds that no schedule of the problem can go below. */
export function latenessBound({ jobs, firstOf }: FactoryProblem, ends: Float64Array): number {
  let late = 0
  for (const [j, { due, weight }] of jobs.entries()) {
    const end = ends[firstOf[j + 1]! - 1]!
    if (end < NEVER_ENDS) late += weight * Math.max(0, end - due)
  }
  return late
}

function earliest(problem: FactoryProblem, operation: number, ready: number): { start: number; end: number } {
  const pin = problem.pinMode[operation]!
  let best = { start: NEVER_ENDS, end: NEVER_ENDS }
  for (let m = problem.modeFrom[operation]!; m < problem.modeFrom[operation + 1]!; m++) {
    if (pin >= 0 && m !== pin) continue
    const { time } = problem.units[problem.modeUnit[m]!]!
    const run = problem.modeRun[m]!
    const open = problem.resumable[operation] === 1 ? time.next(ready) : time.fitUnbroken(ready, run)
    const start = pin >= 0 ? problem.pinStart[operation]! : open
    best = { start: Math.min(best.start, start), end: Math.min(best.end, time.advance(start, run)) }
  }
  return best
}

function readyOf(problem: FactoryProblem, operation: number, ends: Float64Array): number {
  let ready = Math.max(problem.start, problem.materialAt[operation]!, problem.heldUntil[operation]!)
  for (let k = problem.supplierFrom[operation]!; k < problem.supplierFrom[operation + 1]!; k++)
    ready = Math.max(ready, ends[problem.firstOf[problem.supplierJobs[k]! + 1]! - 1]!)
  return ready
}

/** Jobs in an order in which each comes after those that make its components. */
function suppliersFirst(problem: FactoryProblem): number[] {
  const { jobs, firstOf, jobOf, supplierFrom, consumerFrom, consumers } = problem
  const waiting = jobs.map((_, j) => supplierFrom[firstOf[j + 1]!]! - supplierFrom[firstOf[j]!]!)
  const queue = [...waiting.keys()].filter((j) => waiting[j] === 0)
  for (let i = 0; i < queue.length; i++)
    for (let k = consumerFrom[queue[i]!]!; k < consumerFrom[queue[i]! + 1]!; k++) {
      const job = jobOf[consumers[k]!]!
      if (--waiting[job]! === 0) queue.push(job)
    }
  return queue
}
