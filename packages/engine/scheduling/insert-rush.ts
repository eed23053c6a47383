import type { Dataset } from '@headwater/domain/dataset'
import type { Instant } from '@headwater/domain/measures/instant'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule, ScheduledOperation } from '@headwater/domain/plans/schedule'
import { NEVER_ENDS } from '@headwater/domain/resources/work-time'
import { followSchedule } from './follow-schedule.ts'
import { compareObjectives, type Objective } from './objective.ts'
import { openFactory, readSchedule } from './schedule-factory.ts'
import type { UnitSequences } from './unit-sequences.ts'

/** An operation that starts at another time or on another unit than before. */
export interface MovedOperation {
  readonly order: string
  readonly sequence: number
  readonly workUnit: string
  readonly from: Instant
  readonly to: Instant
}

export interface RushAnswer {
  readonly schedule: Schedule
  /** What moved, without the rushed order itself, latest shift first. */
  readonly moved: readonly MovedOperation[]
  readonly objective: Objective
}

export interface RushInput {
  readonly dataset: Dataset
  readonly plan: MaterialPlan
  /** The schedule in force. */
  readonly schedule: Schedule
  readonly start: Instant
  /** Work order or planned order of the dataset and plan; it may be new to the schedule. */
  readonly order: string
  /** `least-harm` unless told. */
  readonly wish?: RushWish
  /** Orders known to fit no working stretch that is left. */
  readonly unfit?: Set<string>
}

/** Where the whole schedule suffers least, or where the order ends first. */
export type RushWish = 'least-harm' | 'earliest'

/** Places looked at on each unit, from the first that is not too early. */
const PLACES = 24

/**
 * Puts one order where the whole schedule suffers least, or where it ends first, everything else in the order in which it was, and says
 * what moves and by how much. Insertion at every place of every mode with exact re-timing, from two beginnings: each operation where the
 * whole suffers least, and each where it ends first; what is not better than the schedule as it was stays. Throws RangeError when the order
 * cannot be scheduled.
 */
export function insertRush(input: RushInput): RushAnswer {
  const { dataset, plan, schedule, start, order, wish = 'least-harm' } = input
  const { problem, issues } = openFactory(dataset, plan, start, new Set(input.unfit))
  const job = problem.jobs.findIndex((one) => one.order === order)
  if (job < 0)
    throw new RangeError(issues.find((one) => one.order === order)?.message ?? `order (${order}) should be open`)
  const others = { ...schedule, operations: schedule.operations.filter((one) => one.order !== order) }
  const last = problem.firstOf[job + 1]! - 1
  const judge = JUDGES[wish]
  const [placed] = [
    followSchedule(problem, schedule),
    insertJob(followSchedule(problem, others), job, JUDGES['least-harm']),
    insertJob(followSchedule(problem, others), job, JUDGES.earliest),
  ].toSorted((a, b) => judge(standingOf(a, last), standingOf(b, last))) as [UnitSequences]
  const answer: Schedule = { ...readSchedule(placed), issues }
  return { schedule: answer, moved: movedBetween(others.operations, answer.operations), objective: placed.objective }
}

/** How an operation and the whole stand. */
interface Standing {
  readonly end: Instant
  readonly objective: Objective
}

type Judge = (a: Standing, b: Standing) => number

const standingOf = (placed: UnitSequences, operation: number): Standing => ({
  end: placed.end[operation]!,
  objective: placed.objective,
})

const leastHarm: Judge = (a, b) => compareObjectives(a.objective, b.objective)

const neverEnds = ({ objective }: Standing): number => Number(objective.makespan >= NEVER_ENDS)

/** Neither moves what is held, nor pushes an order out of the only stretch that is long enough for it. */
const JUDGES: Readonly<Record<RushWish, Judge>> = {
  'least-harm': leastHarm,
  earliest: (a, b) =>
    neverEnds(a) - neverEnds(b) || a.objective.broken - b.objective.broken || a.end - b.end || leastHarm(a, b),
}

function insertJob(placed: UnitSequences, job: number, judge: Judge): UnitSequences {
  const { firstOf, pinMode } = placed.problem
  for (let o = firstOf[job]!; o < firstOf[job + 1]!; o++) if (pinMode[o]! < 0) moveToBestPlace(placed, o, judge)
  return placed
}

function moveToBestPlace(placed: UnitSequences, operation: number, judge: Judge): void {
  let best = { mode: placed.mode[operation]!, behind: placed.before[operation]! }
  let least = standingOf(placed, operation)
  for (const place of Array.from(candidatePlaces(placed, operation))) {
    const home = { mode: placed.mode[operation]!, behind: placed.before[operation]! }
    if (place.mode === home.mode && place.behind === home.behind) continue
    placed.remove(operation)
    placed.insert(operation, place.mode, place.behind)
    const isPossible = placed.retime()
    const standing = standingOf(placed, operation)
    placed.remove(operation)
    placed.insert(operation, home.mode, home.behind)
    if (!isPossible) {
      placed.settle()
      continue
    }
    placed.restoreTimes()
    if (judge(standing, least) < 0) [best, least] = [place, standing]
  }
  placed.remove(operation)
  placed.insert(operation, best.mode, best.behind)
  placed.retime()
}

function* candidatePlaces(placed: UnitSequences, operation: number): Generator<{ mode: number; behind: number }> {
  const { problem } = placed
  const isFirst = operation === problem.firstOf[problem.jobOf[operation]!]!
  const ready = Math.max(placed.readyOf(operation), isFirst ? problem.start : placed.start[operation - 1]!)
  for (let mode = problem.modeFrom[operation]!; mode < problem.modeFrom[operation + 1]!; mode++) {
    const unit = problem.modeUnit[mode]!
    let behind = placed.tail[unit]!
    while (behind >= 0 && (placed.end[behind]! > ready || behind === operation)) behind = placed.before[behind]!
    for (let i = 0; i < PLACES; i++) {
      yield { mode, behind }
      let next = behind < 0 ? placed.head[unit]! : placed.after[behind]!
      if (next === operation) next = placed.after[next]!
      if (next < 0) break
      behind = next
    }
  }
}

/** Operations of both schedules that changed unit or start; the furthest moved first. */
function movedBetween(before: readonly ScheduledOperation[], after: readonly ScheduledOperation[]): MovedOperation[] {
  const old = new Map(before.map((one) => [`${one.order}|${one.sequence}`, one]))
  const moved: MovedOperation[] = []
  for (const one of after) {
    const was = old.get(`${one.order}|${one.sequence}`)
    if (was && (was.start !== one.start || was.workUnit !== one.workUnit))
      moved.push({
        order: one.order,
        sequence: one.sequence,
        workUnit: one.workUnit,
        from: was.start,
        to: one.start,
      })
  }
  return moved.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
}
