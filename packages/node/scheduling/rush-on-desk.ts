import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import type { Schedule, ScheduledOperation } from '@headwater/domain/plans/schedule'
import { NEVER_ENDS } from '@headwater/domain/resources/work-time'
import { type RushedSchedule, rushOrders } from '@headwater/engine/scheduling/rush-orders'
import { readSchedule } from '@headwater/engine/scheduling/schedule-factory'
import type { RushPreview } from '../../../schemas/rest/scheduling.ts'
import type { OpenDesk } from './open-desk.ts'

export interface RushQuestion {
  readonly kind: 'rush'
  readonly orders: readonly string[]
  /** Day by which they should end; null: as soon as they can without making everything else worse. */
  readonly due: Day | null
}

export type RushAnswer =
  | { readonly kind: 'unknown-order'; readonly order: string }
  | { readonly kind: 'cannot'; readonly message: string }
  | ({
      readonly kind: 'rushed'
      readonly places: readonly RushedPlace[]
      /** Of each rushed order, the day on which it is to end from now on. */
      readonly dueDays: readonly Day[]
    } & RushPreview)

/** Where an operation stands after the rush; every one that is elsewhere than before, and all of the rushed orders. */
export type RushedPlace = Pick<ScheduledOperation, 'order' | 'sequence' | 'workUnit' | 'start'>

/** What would move if orders went first, one after the other; nothing is changed. */
export function rushOnDesk({ dataset, plan, now, start }: OpenDesk, question: RushQuestion): RushAnswer {
  const { jobs } = now.problem
  const unknown = question.orders.find((order) => !jobs.some((job) => job.order === order))
  if (unknown !== undefined) return { kind: 'unknown-order', order: unknown }
  const zone = dataset.parameters.timeZone
  const wanted = question.due === null ? null : localToInstant(question.due + 1, 0, zone)
  const before: Schedule = { ...readSchedule(now), issues: [] }
  let answer: RushedSchedule
  try {
    answer = rushOrders({ dataset, plan, schedule: before, start, orders: question.orders, due: wanted })
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'cannot', message: error.message }
    throw error
  }
  const { schedule: after, dues } = answer
  const rushed = new Set(question.orders)
  const shifted = shiftedBetween(before.operations, after.operations)
  const ends = { before: endsOf(before.operations), after: endsOf(after.operations) }
  const dueOf = (order: string, due: Instant): Instant =>
    wanted !== null && rushed.has(order) ? Math.min(wanted, due) : due
  const late = (end: ReadonlyMap<string, Instant>): number =>
    jobs.filter(({ order, due }) => (end.get(order) ?? NEVER_ENDS) > dueOf(order, due)).length
  return {
    kind: 'rushed',
    shifted,
    orders: jobs
      .flatMap(({ order, item, due }) => {
        const [was, is] = [ends.before.get(order)!, ends.after.get(order) ?? null]
        return was === is && !rushed.has(order) ? [] : [{ order, item, due, before: was, after: is }]
      })
      .sort((a, b) => delayOf(b) - delayOf(a)),
    lateBefore: late(ends.before),
    lateAfter: late(ends.after),
    places: placesOf(after.operations, new Set([...rushed, ...shifted.map((one) => one.order)])),
    dueDays: question.orders.map((order) => dayOf(dues.get(order)! - 1, zone)),
  }
}

const delayOf = ({ before, after }: RushPreview['orders'][number]): number => (after ?? NEVER_ENDS) - before

const keyOf = ({ order, sequence }: { order: string; sequence: number }): string => `${order}|${sequence}`

function shiftedBetween(
  before: readonly ScheduledOperation[],
  after: readonly ScheduledOperation[],
): RushPreview['shifted'] {
  const old = new Map(before.map((one) => [keyOf(one), one]))
  return after.flatMap((one) => {
    const was = old.get(keyOf(one))!
    if (was.workUnit === one.workUnit && was.start === one.start && was.setupStart === one.setupStart) return []
    const { order, sequence, workUnit, setupStart, start: begin, end } = one
    return [{ order, sequence, workUnit, setupStart, begin, end, wasWorkUnit: was.workUnit, wasBegin: was.start }]
  })
}

function endsOf(operations: readonly ScheduledOperation[]): Map<string, Instant> {
  const ends = new Map<string, Instant>()
  for (const { order, end } of operations) ends.set(order, Math.max(end, ends.get(order) ?? end))
  return ends
}

const placesOf = (operations: readonly ScheduledOperation[], orders: ReadonlySet<string>): RushedPlace[] =>
  operations
    .filter((one) => orders.has(one.order))
    .map(({ order, sequence, workUnit, start }) => ({ order, sequence, workUnit, start }))
