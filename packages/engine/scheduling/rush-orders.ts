import type { Dataset } from '@headwater/domain/dataset'
import type { Instant } from '@headwater/domain/measures/instant'
import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'
import { NEVER_ENDS } from '@headwater/domain/resources/work-time'
import { followSchedule } from './follow-schedule.ts'
import { insertRush, type RushInput } from './insert-rush.ts'
import { openFactory, readSchedule } from './schedule-factory.ts'
import type { UnitSequences } from './unit-sequences.ts'

export interface RushedOrders extends Omit<RushInput, 'order' | 'wish'> {
  /** Work orders or planned orders, the most urgent first. */
  readonly orders: readonly string[]
  /** They should end before this moment, at a midnight; null: as soon as they can. */
  readonly due: Instant | null
}

export interface RushedSchedule {
  readonly schedule: Schedule
  /** When each of the orders is due from now on, where it was due later: then, or the end of the day on which it ends. */
  readonly dues: ReadonlyMap<string, Instant>
}

/**
 * Puts orders into a schedule one after the other, each where the whole suffers least, or, without a moment, where it ends first. They are of
 * the first priority, so that stock goes to them first. Throws RangeError when one cannot be scheduled.
 */
export function rushOrders({ schedule, start, orders, due, ...company }: RushedOrders): RushedSchedule {
  const wish = due === null ? 'earliest' : 'least-harm'
  const unfit = neverEnding({ ...company, schedule, start })
  const first = withPriority(company, new Map(orders.map((order) => [order, due ?? start])))
  // Who goes in last goes first.
  const inserted = orders
    .toReversed()
    .reduce((before, order) => insertRush({ ...first, schedule: before, start, order, wish, unfit }).schedule, schedule)
  const dues = due === null ? endDays(inserted, orders, company.dataset.parameters.timeZone) : first.dues
  const from = withPriority(company, dues)
  const { problem, issues } = openFactory(from.dataset, from.plan, start, new Set(unfit))
  const placed = followSchedule(problem, inserted)
  const [lost] = ordersWithoutEnd(placed)
  if (lost !== undefined)
    throw new RangeError(`order (${lost}) would miss the only working stretch that is long enough for it`)
  return { schedule: { ...readSchedule(placed), issues }, dues }
}

/** Orders that the schedule leaves out because they miss such a stretch: they stay out, and push nothing. */
function neverEnding({ dataset, plan, schedule, start }: Omit<RushInput, 'order'>): Set<string> {
  const scheduled = new Set(schedule.operations.map((one) => one.order))
  const lost = ordersWithoutEnd(followSchedule(openFactory(dataset, plan, start).problem, schedule))
  if ([...lost].some((order) => scheduled.has(order)))
    throw new RangeError('the schedule in force can no longer be kept as it is; schedule anew, then rush')
  return lost
}

const ordersWithoutEnd = ({ problem, end }: UnitSequences): Set<string> =>
  new Set(problem.jobs.filter((_, job) => end[problem.firstOf[job + 1]! - 1]! >= NEVER_ENDS).map((one) => one.order))

function endDays({ operations }: Schedule, orders: readonly string[], zone: string): Map<string, Instant> {
  const ends = new Map(orders.map((order) => [order, Number.NEGATIVE_INFINITY]))
  for (const { order, end } of operations) if (ends.has(order)) ends.set(order, Math.max(end, ends.get(order)!))
  return new Map([...ends].map(([order, end]) => [order, localToInstant(dayOf(end - 1, zone) + 1, 0, zone)]))
}

interface Company {
  readonly dataset: Dataset
  readonly plan: MaterialPlan
}

function withPriority(
  { dataset, plan }: Company,
  dues: ReadonlyMap<string, Instant>,
): Company & Pick<RushedSchedule, 'dues'> {
  const workOrders = dataset.workOrders.map((one) => {
    const due = dues.get(one.order)
    return due === undefined ? one : { ...one, priority: 1, dueMoment: Math.min(one.dueMoment, due) }
  })
  const plannedOrders = plan.plannedOrders.map((one) => {
    const due = dues.get(one.plannedOrder)
    const day = due === undefined ? 0 : dayOf(due - 1, dataset.parameters.timeZone)
    return due === undefined ? one : { ...one, priority: 1, dueDate: Math.min(one.dueDate, day) }
  })
  return { dataset: { ...dataset, workOrders }, plan: { ...plan, plannedOrders }, dues }
}
