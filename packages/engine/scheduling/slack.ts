import type { UnitSequences } from './unit-sequences.ts'

/**
 * Elapsed seconds by which each operation may end later before some job ends after its due moment, or after `alone` where it cannot end
 * sooner whatever goes first; all orders of operations kept. Negative where one does already. Passed back along jobs, what consumes them,
 * and units (critical path method).
 */
export function slackOf(placed: UnitSequences, alone: Float64Array): Float64Array {
  const { problem, start, setupStart, end, after } = placed
  const { jobOf, firstOf, jobs, consumerFrom, consumers } = problem
  const slack = new Float64Array(jobOf.length).fill(Number.POSITIVE_INFINITY)
  const last = [...jobOf.keys()].sort((a, b) => end[b]! - end[a]! || start[b]! - start[a]! || b - a)
  for (const o of last) {
    const job = jobOf[o]!
    let least = slack[o]!
    const passOn = (next: number, from: number): void => {
      least = Math.min(least, slack[next]! + Math.max(0, from - end[o]!))
    }
    if (o + 1 < firstOf[job + 1]!) passOn(o + 1, Math.max(start[o + 1]!, end[o]!))
    else {
      least = Math.min(least, Math.max(jobs[job]!.due, alone[o]!) - end[o]!)
      for (let k = consumerFrom[job]!; k < consumerFrom[job + 1]!; k++) passOn(consumers[k]!, start[consumers[k]!]!)
    }
    if (after[o]! >= 0) passOn(after[o]!, setupStart[after[o]!]!)
    slack[o] = least
  }
  return slack
}
