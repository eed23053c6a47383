import type { Instant } from '@headwater/domain/measures/instant'
import type { FactoryProblem } from '@headwater/engine/scheduling/factory-problem'
import { shiftOperation } from '@headwater/engine/scheduling/shift-operation'
import type { UnitSequences } from '@headwater/engine/scheduling/unit-sequences'
import type { MovePreview } from '../../../schemas/rest/scheduling.ts'
import type { OpenDesk } from './open-desk.ts'

export interface ShiftQuestion {
  readonly kind: 'shift'
  readonly order: string
  readonly sequence: number
  readonly workUnit: string
  /** Of the run, not before. */
  readonly start: Instant
}

export type ShiftAnswer =
  | { readonly kind: 'unknown-operation' }
  | { readonly kind: 'unit-cannot'; readonly units: readonly string[] }
  | ({ readonly kind: 'shifted' } & MovePreview)

/** What would move if an operation stood on a unit from a moment on; nothing is changed. */
export function shiftOnDesk({ problem, schedule, now }: OpenDesk, question: ShiftQuestion): ShiftAnswer {
  const operation = findOperation(problem, question)
  if (operation < 0) return { kind: 'unknown-operation' }
  const mode = findMode(problem, operation, question.workUnit)
  if (mode < 0) return { kind: 'unit-cannot', units: unitsOf(problem, operation) }
  const { placed, start, isPossible } = shiftOperation(
    problem,
    { schedule, now },
    { operation, mode, start: question.start },
  )
  const orders = movedOrders(problem, now, placed)
  return {
    kind: 'shifted',
    isPossible,
    start,
    end: placed.end[operation]!,
    shifted: shiftedOperations(now, placed),
    orders,
    lateBefore: lateOrders(now),
    lateAfter: lateOrders(placed),
  }
}

function findOperation(problem: FactoryProblem, { order, sequence }: ShiftQuestion): number {
  const job = problem.jobs.findIndex((one) => one.order === order)
  if (job < 0) return -1
  for (let o = problem.firstOf[job]!; o < problem.firstOf[job + 1]!; o++) if (problem.sequence[o] === sequence) return o
  return -1
}

function findMode(problem: FactoryProblem, operation: number, workUnit: string): number {
  for (let m = problem.modeFrom[operation]!; m < problem.modeFrom[operation + 1]!; m++)
    if (problem.units[problem.modeUnit[m]!]!.workUnit === workUnit) return m
  return -1
}

const unitsOf = ({ modeUnit, modeFrom, units }: FactoryProblem, operation: number): string[] =>
  Array.from(modeUnit.subarray(modeFrom[operation], modeFrom[operation + 1]), (unit) => units[unit]!.workUnit)

function shiftedOperations(before: UnitSequences, after: UnitSequences): MovePreview['shifted'] {
  const { problem } = after
  const shifted: MovePreview['shifted'] = []
  for (let o = 0; o < problem.jobOf.length; o++) {
    const isSame =
      before.start[o] === after.start[o] &&
      before.end[o] === after.end[o] &&
      before.setupStart[o] === after.setupStart[o] &&
      before.unitOf(o) === after.unitOf(o)
    if (isSame) continue
    shifted.push({
      order: problem.jobs[problem.jobOf[o]!]!.order,
      sequence: problem.sequence[o]!,
      workUnit: problem.units[after.unitOf(o)]!.workUnit,
      setupStart: after.setupStart[o]!,
      begin: after.start[o]!,
      end: after.end[o]!,
    })
  }
  return shifted
}

const endOf = ({ problem, end }: UnitSequences, job: number): number => end[problem.firstOf[job + 1]! - 1]!

function movedOrders({ jobs }: FactoryProblem, before: UnitSequences, after: UnitSequences): MovePreview['orders'] {
  const moved: MovePreview['orders'] = []
  for (const [j, { order, item, due }] of jobs.entries()) {
    const ends = { before: endOf(before, j), after: endOf(after, j) }
    if (ends.before !== ends.after) moved.push({ order, item, due, ...ends })
  }
  return moved.sort((a, b) => b.after - b.before - (a.after - a.before))
}

const lateOrders = (placed: UnitSequences): number =>
  placed.problem.jobs.filter(({ due }, j) => endOf(placed, j) > due).length
