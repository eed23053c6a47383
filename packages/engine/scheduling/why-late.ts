import type { Dataset } from '@headwater/domain/dataset'
import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { groupBy } from '@headwater/domain/measures/keys'
import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import type { CauseLink, LateCause, LatenessParts, LatenessPlace } from '@headwater/domain/plans/late-cause'
import type { MaterialPlan, Pegging, PlannedOrder } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'
import { lateSteps } from './explain-lateness.ts'
import { followSchedule } from './follow-schedule.ts'
import { openFactory } from './schedule-factory.ts'
import type { UnitSequences } from './unit-sequences.ts'

/** Everything a question "why late?" looks at, resolved once for one plan and its schedule. */
export interface LateDesk {
  readonly zone: string
  readonly placed: UnitSequences
  readonly jobOf: ReadonlyMap<string, number>
  readonly pegging: ReadonlyMap<string, readonly Pegging[]>
  readonly planned: ReadonlyMap<string, PlannedOrder>
}

export function openLateDesk(dataset: Dataset, plan: MaterialPlan, schedule: Schedule, start: Instant): LateDesk {
  const { problem } = openFactory(dataset, plan, start)
  return {
    zone: dataset.parameters.timeZone,
    placed: followSchedule(problem, schedule),
    jobOf: new Map(problem.jobs.map((one, j) => [one.order, j])),
    pegging: groupBy(plan.pegging, (one) => demandKey(one.demandType, one.demand, one.demandLine)),
    planned: new Map(plan.plannedOrders.map((one) => [one.plannedOrder, one])),
  }
}

export const demandKey = (type: string, order: string, line: string | null): string => `${type}|${order}|${line ?? ''}`

export interface OpenLine {
  readonly order: string
  readonly line: string
  readonly item: string
  readonly dueDate: Day
}

/** The day a sales line can leave: the last of what serves it, by the schedule where it is scheduled. null: nothing serves it. */
export function projectedDay(desk: LateDesk, line: OpenLine): Day | null {
  const last = lastSupply(desk, servedBy(desk, 'sales_order', line.order, line.line))
  return last === null ? null : dayOf(last.at - 1, desk.zone)
}

/** The cause chain of a late sales line; null when it is not late. */
export function whyLate(desk: LateDesk, line: OpenLine): LateCause | null {
  const last = lastSupply(desk, servedBy(desk, 'sales_order', line.order, line.line))
  if (last === null) return null
  const due = localToInstant(line.dueDate + 1, 0, desk.zone)
  const late = last.at - due
  if (late <= 0) return null
  const chain: CauseLink[] = []
  let supply: Supplied | null = last
  let wanted = late
  while (supply !== null && wanted > 0) {
    const link = linkOf(desk, supply, wanted)
    chain.push(link)
    wanted = link.parts.material
    supply = wanted > 0 ? awaited(desk, supply) : null
  }
  return {
    order: line.order,
    line: line.line,
    item: line.item,
    due: line.dueDate,
    projected: dayOf(last.at - 1, desk.zone),
    late,
    chain,
  }
}

interface Supplied {
  readonly type: Pegging['supplyType']
  readonly order: string
  readonly item: string
  /** When it is there: the end of its last operation, or the end of its day. */
  readonly at: Instant
}

const servedBy = (desk: LateDesk, type: string, order: string, line: string | null): readonly Pegging[] =>
  desk.pegging.get(demandKey(type, order, line)) ?? []

/** Of what is pegged to a demand, what comes last. */
function lastSupply(desk: LateDesk, rows: readonly Pegging[]): Supplied | null {
  let last: Supplied | null = null
  for (const { supplyType: type, supply: order, supplyItem: item, availableDate } of rows) {
    const job = jobOfSupply(desk, { type, order })
    const at = job === undefined ? localToInstant(availableDate + 1, 0, desk.zone) : endOf(desk.placed, job)
    if (last === null || at > last.at) last = { type, order, item, at }
  }
  return last
}

const jobOfSupply = (desk: LateDesk, { type, order }: Pick<Supplied, 'type' | 'order'>): number | undefined =>
  type === 'work_order' || type === 'planned_order' ? desk.jobOf.get(order) : undefined

const endOf = ({ problem, end }: UnitSequences, job: number): Instant => end[problem.firstOf[job + 1]! - 1]!

/** What an order waits for last: by the schedule where it is scheduled, which need not give it what the plan pegged to it. */
function awaited(desk: LateDesk, supply: Supplied): Supplied | null {
  const rows = servedBy(desk, supply.type, supply.order, null)
  const job = jobOfSupply(desk, supply)
  if (job === undefined) return lastSupply(desk, rows)
  const { problem } = desk.placed
  const [from, to] = [problem.firstOf[job]!, problem.firstOf[job + 1]!]
  const boughtAt = problem.materialAt
    .subarray(from, to)
    .reduce((last, one) => Math.max(last, one), Number.NEGATIVE_INFINITY)
  let last: Supplied | null = null
  for (const maker of problem.supplierJobs.subarray(problem.supplierFrom[from]!, problem.supplierFrom[to]!)) {
    const { order, item } = problem.jobs[maker]!
    const at = endOf(desk.placed, maker)
    if (at >= (last?.at ?? boughtAt))
      last = { type: desk.planned.has(order) ? 'planned_order' : 'work_order', order, item, at }
  }
  const others = rows.filter((one) => jobOfSupply(desk, { type: one.supplyType, order: one.supply }) === undefined)
  return last ?? lastSupply(desk, others.length > 0 ? others : rows)
}

export const NO_PARTS: LatenessParts = { queue: 0, setup: 0, run: 0, calendar: 0, material: 0, batch: 0, missing: 0 }

/** How an order that is there at `at` came to be `late` seconds too late. */
function linkOf(desk: LateDesk, supply: Supplied, late: number): CauseLink {
  const { type, order, item, at } = supply
  const link = { type, order, item, late, issue: null }
  const job = jobOfSupply(desk, supply)
  if (job !== undefined) return { ...link, ...readSteps(desk.placed, job, at - late) }
  // Bought: all of it is waiting for material. Made without a routing: nobody knows what it waits for.
  const isBought = type === 'purchase_order' || desk.planned.get(order)?.type === 'buy'
  const waits = isBought ? { material: late } : { missing: late }
  return { ...link, parts: { ...NO_PARTS, ...waits }, places: [] }
}

/** Places told of one link. */
const MOST_PLACES = 6

function readSteps(placed: UnitSequences, job: number, due: Instant): Pick<CauseLink, 'parts' | 'places'> {
  const { problem } = placed
  const parts = { ...NO_PARTS } as { -readonly [P in keyof LatenessParts]: number }
  const places = new Map<string, LatenessPlace>()
  for (const step of lateSteps(placed, job, due)) {
    const seconds = step.to - step.from
    parts[step.part] += seconds
    const key = `${step.part}|${step.operation}`
    places.set(key, {
      part: step.part,
      sequence: problem.sequence[step.operation]!,
      workUnit: problem.units[placed.unitOf(step.operation)]!.workUnit,
      seconds: (places.get(key)?.seconds ?? 0) + seconds,
    })
  }
  return { parts, places: [...places.values()].sort((a, b) => b.seconds - a.seconds).slice(0, MOST_PLACES) }
}
