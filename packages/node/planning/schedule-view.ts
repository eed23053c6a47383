import type { Dataset } from '@headwater/domain/dataset'
import { type Day, formatDay, mondayOf } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { formatMicro } from '@headwater/domain/measures/quantity'
import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import { WorkDays } from '@headwater/domain/resources/work-days'
import { aloneEnds, latenessBound } from '@headwater/engine/scheduling/bound-schedule'
import type { UnitSequences } from '@headwater/engine/scheduling/unit-sequences'
import type { ScheduleOrder, ScheduleView } from '../../../schemas/rest/scheduling.ts'
import type { OrderProjection } from './project-orders.ts'
import { loadsOf } from './schedule-loads.ts'
import { materialsOf, readSupply } from './schedule-materials.ts'
import { operationColumns } from './schedule-operations.ts'
import { servedLines } from './served-lines.ts'

/** What the node knows of a schedule only when it is asked. */
export type StoredView = Omit<ScheduleView, 'run' | 'now' | 'isStale'>

export interface ViewFacts {
  readonly dataset: Dataset
  readonly plan: MaterialPlan
  readonly placed: UnitSequences
  readonly orders: readonly OrderProjection[]
  readonly now: Instant
}

/** Longest time shown. */
const MOST_DAYS = 420
const LEAST_WEEKS = 13

/** The schedule as the timeline draws it: made once with the run, because plan and problem are at hand then. */
export function viewSchedule(facts: ViewFacts): StoredView {
  const { dataset, placed, now } = facts
  const { problem } = placed
  const days = daysShown(facts)
  const alone = aloneEnds(problem)
  const items = new Map<string, number>()
  const orders = ordersOf(facts, { alone, items })
  const late = placed.objective.late / 3600
  const bound = latenessBound(problem, alone) / 3600
  return {
    businessDay: formatDay(dayOf(now, dataset.parameters.timeZone)),
    start: now,
    frozenUntil: frozenUntil(dataset, now),
    firstDay: formatDay(days[0]!),
    days: days.map((day) => localToInstant(day, 0, dataset.parameters.timeZone)),
    ...loadsOf(facts, days),
    families: ['', ...familyNames(dataset)],
    ...operationColumns({ ...facts, alone }),
    items: [...items.keys()].map((item) => itemOf(dataset, item)),
    orders,
    materials: materialsOf(facts),
    setups: countSetups(placed),
    search: { late: tenth(late), bound: tenth(Math.min(bound, late)) },
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10

/** From the Monday of this week to the end of the last operation, one day more than is shown. */
function daysShown({ dataset, placed, now }: ViewFacts): Day[] {
  const zone = dataset.parameters.timeZone
  const first = mondayOf(dayOf(now, zone))
  const last = placed.end.reduce((most, end) => Math.max(most, end), now)
  const count = Math.min(MOST_DAYS, Math.max(LEAST_WEEKS * 7, mondayOf(dayOf(last, zone)) + 7 - first))
  return Array.from({ length: count + 1 }, (_, i) => first + i)
}

function frozenUntil({ parameters, calendars }: Dataset, now: Instant): Instant | null {
  if (parameters.frozenDays === 0) return null
  const today = dayOf(now, parameters.timeZone)
  const days = new WorkDays(calendars.get(parameters.calendar)!, today)
  return localToInstant(days.forward(today, parameters.frozenDays), 0, parameters.timeZone)
}

/** In the order in which the problem numbers them, from 1. */
function familyNames({ operations, setupTimes, workCenters }: Dataset): Set<string> {
  const names = [
    ...operations.map((one) => one.setupFamily),
    ...setupTimes.flatMap((one) => [one.fromFamily, one.toFamily]),
    ...workCenters.flatMap((one) => one.units.map((unit) => unit.currentFamily)),
  ]
  return new Set(names.filter((one) => one !== null))
}

function itemOf({ items }: Dataset, key: string): ScheduleView['items'][number] {
  const { item, name, unit, style } = items.find((one) => one.item === key)!
  return { item, name, unit, style: style ?? item }
}

function ordersOf(
  facts: ViewFacts,
  { alone, items }: { alone: Float64Array; items: Map<string, number> },
): ScheduleOrder[] {
  const { dataset, placed } = facts
  const { problem } = placed
  const served = servedLines(facts.plan, facts.orders)
  const supply = readSupply(facts.plan)
  const workOrders = new Set(dataset.workOrders.map((one) => one.order))
  return problem.jobs.map(({ order, item, priority, due }, j) => {
    if (!items.has(item)) items.set(item, items.size)
    const [first, next] = [problem.firstOf[j]!, problem.firstOf[j + 1]!]
    return {
      order,
      type: workOrders.has(order) ? 'work_order' : 'planned_order',
      item: items.get(item)!,
      quantity: formatMicro(problem.quantity[first]!),
      due,
      end: placed.end[next - 1]!,
      alone: alone[next - 1]!,
      priority,
      supply: supply.get(order) ?? 'stock',
      first,
      operations: next - first,
      serves: served(order),
    }
  })
}

function countSetups({ setup }: UnitSequences): ScheduleView['setups'] {
  const long = setup.filter((seconds) => seconds > 0)
  return { count: long.length, minutes: Math.round(long.reduce((sum, one) => sum + one, 0) / 60) }
}
