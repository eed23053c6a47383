import type { Schedule } from '@headwater/domain/plans/schedule'
import { earliestRun } from './earliest-run.ts'
import type { FactoryProblem } from './factory-problem.ts'
import { followSchedule } from './follow-schedule.ts'
import type { UnitSequences } from './unit-sequences.ts'

/** Where somebody wants an operation: held there, everything else keeps its order and gives way. */
export interface WantedPlace {
  readonly operation: number
  readonly mode: number
  /** The run may not start before. */
  readonly start: number
}

export interface Shift {
  readonly placed: UnitSequences
  /** What the run starts at: not before what it waits for is there, its unit is open and set up. */
  readonly start: number
  /** False: it stands against another held operation or the working time of the unit. */
  readonly isPossible: boolean
}

/** Later starts that are tried when the wanted one is too early for what the operation waits for. */
const TRIES = 5

/**
 * The schedule with one operation held at a place, timed exactly: what is there gives way, what follows moves with it. The start moves
 * to the first one that is possible. `now` is the schedule as it stands, followed.
 */
export function shiftOperation(
  problem: FactoryProblem,
  { schedule, now }: { schedule: Schedule; now: UnitSequences },
  { operation, mode, start: wanted }: WantedPlace,
): Shift {
  const { time } = problem.units[problem.modeUnit[mode]!]!
  const pinMode = problem.pinMode.slice()
  const pinStart = problem.pinStart.slice()
  pinMode[operation] = mode
  let start = openFrom(problem, { operation, mode, start: Math.max(wanted, problem.start) })
  let placed = now
  for (let i = 0; i < TRIES; i++) {
    pinStart[operation] = start
    placed = followSchedule({ ...problem, pinMode, pinStart }, schedule)
    if (placed.objective.broken <= now.objective.broken) return { placed, start, isPossible: true }
    const behind = placed.before[operation]!
    const free = time.advance(behind < 0 ? problem.start : placed.end[behind]!, placed.setup[operation]!)
    const later = earliestRun(placed, operation, mode, Math.max(free, placed.readyOf(operation)))
    if (later <= start) break
    start = later
  }
  return { placed, start, isPossible: false }
}

function openFrom(problem: FactoryProblem, { operation, mode, start }: WantedPlace): number {
  const { time } = problem.units[problem.modeUnit[mode]!]!
  return problem.resumable[operation] === 1 ? time.next(start) : time.fitUnbroken(start, problem.modeRun[mode]!)
}
