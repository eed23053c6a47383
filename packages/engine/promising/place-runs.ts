import type { Instant } from '@headwater/domain/measures/instant'
import { NEVER_ENDS, type WorkTime } from '@headwater/domain/resources/work-time'
import { earliestRun, type PlacedTimes } from '../scheduling/earliest-run.ts'
import { type FactoryProblem, operationCount, setupSeconds } from '../scheduling/factory-problem.ts'
import type { UnitSequences } from '../scheduling/unit-sequences.ts'

/** An operation that stands on a unit and keeps its start. */
interface PlacedRun {
  readonly problem: FactoryProblem
  readonly mode: number
  readonly family: number
  readonly start: Instant
  readonly end: Instant
}

/** What each unit holds, by start; never changed, only replaced, so that a question costs what it adds. */
export type UnitRuns = readonly (readonly PlacedRun[])[]

export function readRuns(placed: UnitSequences): UnitRuns {
  const { problem } = placed
  return Array.from(placed.head, (head) => {
    const runs: PlacedRun[] = []
    for (let o = head; o >= 0; o = placed.after[o]!)
      runs.push({
        problem,
        mode: placed.mode[o]!,
        family: problem.family[o]!,
        start: placed.start[o]!,
        end: placed.end[o]!,
      })
    return runs
  })
}

/**
 * Places the operations of the only job of a problem one after the other, each where it ends first: in a gap or at the end of a unit,
 * moving nothing. null: an operation fits nowhere.
 */
export function placeRuns(runs: UnitRuns, problem: FactoryProblem): { runs: UnitRuns; end: Instant } | null {
  const count = operationCount(problem)
  const job = {
    problem,
    mode: new Int32Array(count).fill(-1),
    start: new Float64Array(count),
    end: new Float64Array(count),
  }
  const taken = [...runs]
  for (let o = 0; o < count; o++) {
    const { mode, index, start, end } = earliestPlace(taken, job, o)
    if (end >= NEVER_ENDS) return null
    job.mode[o] = mode
    job.start[o] = start
    job.end[o] = end
    const unit = problem.modeUnit[mode]!
    taken[unit] = taken[unit]!.toSpliced(index, 0, { problem, mode, family: problem.family[o]!, start, end })
  }
  return { runs: taken, end: job.end[count - 1]! }
}

interface Place {
  readonly mode: number
  /** Of the run before which it comes. */
  readonly index: number
  readonly setup: number
  readonly start: Instant
  readonly end: Instant
}

/** The place of all modes where the operation ends first; then the smallest set-up, then the earlier mode. */
function earliestPlace(runs: UnitRuns, job: PlacedTimes, operation: number): Place {
  const { problem } = job
  let best: Place | null = null
  for (let mode = problem.modeFrom[operation]!; mode < problem.modeFrom[operation + 1]!; mode++) {
    const place = earliestOnUnit(runs[problem.modeUnit[mode]!]!, job, { operation, mode })
    if (best === null || place.end < best.end || (place.end === best.end && place.setup < best.setup)) best = place
  }
  return best!
}

function earliestOnUnit(
  runs: readonly PlacedRun[],
  job: PlacedTimes,
  { operation, mode }: { operation: number; mode: number },
): Place {
  const { problem } = job
  const { time, family } = problem.units[problem.modeUnit[mode]!]!
  const run = problem.modeRun[mode]!
  const to = problem.family[operation]!
  const ready = readyOf(job, operation, mode)
  for (let index = firstEndingAfter(runs, ready); ; index++) {
    const before = runs[index - 1]
    const next = runs[index]
    const free = before ? before.end : problem.start
    if (next && Math.max(free, ready) + run > next.start) continue
    const setup = setupSeconds(problem, mode, before ? before.family : family, to)
    const start = earliestRun(job, operation, mode, Math.max(time.advance(free, setup), ready))
    const end = time.advance(start, run)
    if (!next || keepsItsStart(next, time, { family: to, end })) return { mode, index, setup, start, end }
  }
}

/** No run of the operation starts before it. */
function readyOf({ problem, start, end }: PlacedTimes, operation: number, mode: number): Instant {
  const ready = Math.max(problem.start, problem.materialAt[operation]!, problem.heldUntil[operation]!)
  if (operation === 0) return ready
  return Math.max(ready, problem.batchStart[mode] ? start[operation - 1]! : end[operation - 1]!)
}

function firstEndingAfter(runs: readonly PlacedRun[], moment: Instant): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle]!.end > moment) high = middle
    else low = middle + 1
  }
  return low
}

/** True when the next operation of the unit keeps its start, its set-up from the other family included. */
const keepsItsStart = (next: PlacedRun, time: WorkTime, { family, end }: { family: number; end: Instant }): boolean =>
  time.advance(end, setupSeconds(next.problem, next.mode, family, next.family)) <= next.start
