import type { FactoryProblem } from './factory-problem.ts'

/** When jobs have to end for the sake of all that waits for them, and how much that matters; content in working seconds. */
export interface InheritedDue {
  readonly due: Float64Array
  readonly weight: Float64Array
  readonly content: Float64Array
  /** Of each operation: the due moment of its job less what is still to be run after it, nights and breaks counted by their share. */
  readonly latestEnd: Float64Array
}

export function inheritDue(problem: FactoryProblem): InheritedDue {
  const stretch = elapsedShare(problem)
  const count = problem.jobs.length
  const due = Float64Array.from(problem.jobs, (one) => one.due)
  const weight = Float64Array.from(problem.jobs, (one) => one.weight)
  const content = new Float64Array(count)
  for (let o = 0; o < problem.jobOf.length; o++) {
    let least = Number.POSITIVE_INFINITY
    for (let m = problem.modeFrom[o]!; m < problem.modeFrom[o + 1]!; m++) least = Math.min(least, problem.modeRun[m]!)
    content[problem.jobOf[o]!]! += least
  }
  const waiting = new Int32Array(count)
  for (let j = 0; j < count; j++) waiting[j] = problem.consumerFrom[j + 1]! - problem.consumerFrom[j]!
  const queue = [...waiting.keys()].filter((j) => waiting[j] === 0)
  for (let i = 0; i < queue.length; i++) {
    const job = queue[i]!
    for (let o = problem.firstOf[job]!; o < problem.firstOf[job + 1]!; o++)
      for (let k = problem.supplierFrom[o]!; k < problem.supplierFrom[o + 1]!; k++) {
        const supplier = problem.supplierJobs[k]!
        due[supplier] = Math.min(due[supplier]!, due[job]! - content[job]! * stretch)
        weight[supplier] = Math.max(weight[supplier]!, weight[job]!)
        if (--waiting[supplier]! === 0) queue.push(supplier)
      }
  }
  return { due, weight, content, latestEnd: latestEnds(problem, due, stretch) }
}

function latestEnds(
  { jobs, firstOf, modeFrom, modeRun }: FactoryProblem,
  due: Float64Array,
  stretch: number,
): Float64Array {
  const latest = new Float64Array(firstOf[jobs.length]!)
  for (let j = 0; j < jobs.length; j++) {
    let end = due[j]!
    for (let o = firstOf[j + 1]! - 1; o >= firstOf[j]!; o--) {
      latest[o] = end
      end -= stretch * modeRun.subarray(modeFrom[o], modeFrom[o + 1]).reduce((a, b) => Math.min(a, b))
    }
  }
  return latest
}

const SAMPLE = 28 * 86_400

/** Elapsed seconds per working second over the next four weeks, all units together. */
function elapsedShare({ units, start }: FactoryProblem): number {
  const worked = units.reduce((sum, { time }) => sum + time.workBetween(start, start + SAMPLE), 0)
  return worked > 0 ? (units.length * SAMPLE) / worked : 1
}
