import type { Dataset } from '@headwater/domain/dataset'
import type { Day } from '@headwater/domain/measures/day'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule, ScheduledOperation } from '@headwater/domain/plans/schedule'

/** Where an operation stood. */
export type OldPlace = Pick<ScheduledOperation, 'order' | 'sequence' | 'workUnit' | 'start'>

/** The schedule in force, and the planned orders that it scheduled. */
export interface LastSchedule {
  readonly operations: readonly ScheduledOperation[]
  readonly planned: readonly { readonly order: string; readonly item: string; readonly due: Day }[]
  /** Places of before a change that was taken back, under the names of then: they are those of the plan to come. */
  readonly restored: readonly OldPlace[]
}

/**
 * The last schedule under the names of a new plan: planned orders are numbered anew in every plan, and one that was made a work order has
 * another name. An order takes the place of the planned order of its item and due day that nobody has taken yet.
 */
export function followLast(
  { operations, planned, restored }: LastSchedule,
  dataset: Dataset,
  plan: MaterialPlan,
): Schedule {
  const known = new Set(operations.map((one) => one.order))
  const left = Map.groupBy(planned, (one) => `${one.item}|${one.due}`)
  const nameOf = new Map<string, string>()
  const take = (order: string, item: string, due: Day): void => {
    const old = left.get(`${item}|${due}`)?.shift()
    if (old !== undefined) nameOf.set(old.order, order)
  }
  for (const { order, item, dueDate } of dataset.workOrders) if (!known.has(order)) take(order, item, dueDate)
  for (const { plannedOrder, item, dueDate } of plan.plannedOrders) take(plannedOrder, item, dueDate)
  const isPlanned = new Set(planned.map((one) => one.order))
  const named = operations.flatMap((one) => {
    if (!isPlanned.has(one.order)) return [one]
    const order = nameOf.get(one.order)
    return order === undefined ? [] : [{ ...one, order }]
  })
  return { operations: putBack(named, restored), lateness: [], issues: [] }
}

/** Only unit and start of an operation matter to who follows it. */
function putBack(operations: readonly ScheduledOperation[], restored: readonly OldPlace[]): ScheduledOperation[] {
  const keyOf = ({ order, sequence }: OldPlace): string => `${order}|${sequence}`
  const old = new Map(restored.map((one) => [keyOf(one), one]))
  const kept = operations.filter((one) => !old.has(keyOf(one)))
  const unknown = { item: '', workCenter: '', quantity: 0 }
  return [...kept, ...restored.map((one) => ({ ...unknown, ...one, setupStart: one.start, end: one.start }))]
}
