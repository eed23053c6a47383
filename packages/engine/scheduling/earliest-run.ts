import type { FactoryProblem } from './factory-problem.ts'

/** The times that placing an operation depends on. */
export interface PlacedTimes {
  readonly problem: FactoryProblem
  /** Chosen mode of each operation. */
  readonly mode: Int32Array
  readonly start: Float64Array
  readonly end: Float64Array
}

/**
 * The earliest start of a run ≥ bound that the operation before it in the job allows, in the working time of the mode's unit:
 * the whole lot, or batch by batch without a pause but breaks; in one unbroken stretch where it cannot be resumed.
 */
export function earliestRun(placed: PlacedTimes, operation: number, mode: number, bound: number): number {
  const { problem } = placed
  const { time } = problem.units[problem.modeUnit[mode]!]!
  let start = time.next(bound)
  if (operation > problem.firstOf[problem.jobOf[operation]!]!) {
    const passed = problem.batchStart[mode] ? batchBound(placed, operation, mode).ready : placed.end[operation - 1]!
    start = time.next(Math.max(bound, passed))
  }
  return problem.resumable[operation] === 1 ? start : time.fitUnbroken(start, problem.modeRun[mode]!)
}

/** When the first batch is there, and when the run may begin so that it never waits for a batch. */
export function batchBound(
  { problem, mode: modes, start }: PlacedTimes,
  operation: number,
  mode: number,
): { first: number; ready: number } {
  const previous = operation - 1
  const done = problem.batchDone[modes[previous]!]!
  const starts = problem.batchStart[mode]!
  const { time } = problem.units[problem.modeUnit[mode]!]!
  const { time: earlier } = problem.units[problem.modeUnit[modes[previous]!]!]!
  let work = Number.NEGATIVE_INFINITY
  let first = 0
  for (let j = 0; j < starts.length; j++) {
    const passed = earlier.advance(start[previous]!, done[j]!)
    if (j === 0) first = passed
    work = Math.max(work, time.workAt(passed) - starts[j]!)
  }
  return { first, ready: Math.max(first, time.reach(work)) }
}
