import type { Schedule } from '@headwater/domain/plans/schedule'
import type { FactoryProblem } from './factory-problem.ts'
import { earliestPlace, heldByStart, insertPlaced } from './place-jobs.ts'
import { UnitSequences } from './unit-sequences.ts'

/**
 * The problem's operations on the units and in the order of a schedule, timed as early as this order allows. What the schedule does not
 * know is placed where it ends first. Where the schedule goes against what now waits for what, what is waited for goes first: the order is
 * always possible.
 */
export function followSchedule(problem: FactoryProblem, schedule: Schedule): UnitSequences {
  const placed = new UnitSequences(problem)
  const { starts, modes } = readKnown(problem, schedule)
  const order = [...starts.keys()].sort((a, b) => starts[a]! - starts[b]! || a - b)
  for (const operation of order) place(placed, operation, modes)
  placed.retime(true)
  for (const held of heldByStart(problem)) makeRoom(placed, held)
  return placed
}

/** Moves what stands in the way of a held operation behind it, the nearest first, as long as that helps. */
function makeRoom(placed: UnitSequences, held: number): void {
  for (let blocking = placed.before[held]!; blocking >= 0 && placed.objective.broken > 0; ) {
    const { broken } = placed.objective
    const next = placed.before[blocking]!
    const mode = placed.mode[blocking]!
    if (placed.problem.pinMode[blocking]! >= 0) return
    placed.remove(blocking)
    placed.insert(blocking, mode, held)
    if (!placed.retime() || placed.objective.broken >= broken) {
      placed.remove(blocking)
      placed.insert(blocking, mode, next)
      placed.retime(true)
      return
    }
    blocking = next
  }
}

/** Start and mode of each operation: as it is held, else as in the schedule; ∞ and −1 for what neither knows. */
function readKnown(problem: FactoryProblem, { operations }: Schedule): { starts: Float64Array; modes: Int32Array } {
  const rows = new Map(operations.map((one) => [`${one.order}|${one.sequence}`, one]))
  const starts = new Float64Array(problem.jobOf.length).fill(Number.POSITIVE_INFINITY)
  const modes = new Int32Array(problem.jobOf.length).fill(-1)
  for (let o = 0; o < problem.jobOf.length; o++) {
    const row = rows.get(`${problem.jobs[problem.jobOf[o]!]!.order}|${problem.sequence[o]!}`)
    if (problem.pinMode[o]! >= 0) [modes[o], starts[o]] = [problem.pinMode[o]!, problem.pinStart[o]!]
    else if (row) [modes[o], starts[o]] = [modeOn(problem, o, row.workUnit), row.start]
  }
  return { starts, modes }
}

/** Places an operation behind what it waits for; depth first without recursion. */
function place(placed: UnitSequences, first: number, modes: Int32Array): void {
  const { problem } = placed
  const stack = [first]
  while (stack.length > 0) {
    const operation = stack.at(-1)!
    const missing =
      placed.mode[operation]! >= 0 ? [] : predecessorsOf(problem, operation).filter((o) => placed.mode[o]! < 0)
    if (missing.length > 0) {
      for (const one of missing) stack.push(one)
      continue
    }
    stack.pop()
    if (placed.mode[operation]! >= 0) continue
    const mode = modes[operation]!
    if (mode < 0) insertPlaced(placed, operation, earliestPlace(placed, operation))
    else {
      placed.insert(operation, mode, placed.tail[problem.modeUnit[mode]!]!)
      placed.time(operation)
    }
  }
}

function predecessorsOf(problem: FactoryProblem, operation: number): number[] {
  const before = operation > problem.firstOf[problem.jobOf[operation]!]! ? [operation - 1] : []
  for (let k = problem.supplierFrom[operation]!; k < problem.supplierFrom[operation + 1]!; k++)
    before.push(problem.firstOf[problem.supplierJobs[k]! + 1]! - 1)
  return before
}

function modeOn(problem: FactoryProblem, operation: number, workUnit: string): number {
  for (let m = problem.modeFrom[operation]!; m < problem.modeFrom[operation + 1]!; m++)
    if (problem.units[problem.modeUnit[m]!]!.workUnit === workUnit) return m
  return -1
}
