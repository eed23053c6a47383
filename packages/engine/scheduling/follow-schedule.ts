import type { Schedule } from '@headwater/domain/plans/schedule'
import type { FactoryProblem } from './factory-problem.ts'
import { UnitSequences } from './unit-sequences.ts'
import { earliestPlace, insertPlaced } from './place-jobs.ts'

/**
 * The problem's operations on the units and in the order of a schedule; what the schedule does not know is placed where it ends
 * first. Times are the earliest that this order allows.
 */
export function followSchedule(problem: FactoryProblem, schedule: Schedule): UnitSequences {
  const placed = new UnitSequences(problem)
  const numberOf = new Map<string, number>()
  for (let o = 0; o < problem.jobOf.length; o++)
    numberOf.set(`${problem.jobs[problem.jobOf[o]!]!.order}|${problem.sequence[o]!}`, o)
  const known = schedule.operations
    .flatMap((one) => {
      const operation = numberOf.get(`${one.order}|${one.sequence}`)
      return operation === undefined ? [] : [{ one, operation }]
    })
    .sort((a, b) => a.one.start - b.one.start || a.one.end - b.one.end || a.one.setupStart - b.one.setupStart)
  for (const { one, operation } of known) {
    const mode = modeOn(problem, operation, one.workUnit)
    if (mode < 0) continue
    placed.insert(operation, mode, placed.tail[problem.modeUnit[mode]!]!)
    placed.setupStart[operation] = one.setupStart
    placed.start[operation] = one.start
    placed.end[operation] = one.end
  }
  for (let o = 0; o < problem.jobOf.length; o++)
    if (placed.mode[o]! < 0) insertPlaced(placed, o, earliestPlace(placed, o))
  placed.retime(true)
  return placed
}

function modeOn(problem: FactoryProblem, operation: number, workUnit: string): number {
  for (let m = problem.modeFrom[operation]!; m < problem.modeFrom[operation + 1]!; m++)
    if (problem.units[problem.modeUnit[m]!]!.workUnit === workUnit) return m
  return -1
}
