import type { Dataset } from '@headwater/domain/dataset'
import type { Operation } from '@headwater/domain/items/routing'
import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { compareKeys, groupBy } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import { localToInstant } from '@headwater/domain/measures/time-zone'
import { isOpen } from '@headwater/domain/orders/is-open'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'

/** An order to be scheduled, before it is known whether its material exists. */
export interface JobDraft {
  readonly order: string
  readonly item: string
  readonly quantity: Micro
  readonly priority: number
  readonly due: Instant
  readonly earliestStart: Instant | null
  /** Of its item, in routing order; empty: the routing is missing. */
  readonly operations: readonly Operation[]
}

/** Open work orders and planned make orders by priority, due, id: the order in which stock is given (files.md 4). */
export function readJobs(dataset: Dataset, plan: MaterialPlan): JobDraft[] {
  const routings = groupBy(dataset.operations, (one) => one.item)
  const zone = dataset.parameters.timeZone
  const endOf = new Map<Day, Instant>()
  const dayEnd = (day: Day): Instant => {
    let end = endOf.get(day)
    if (end === undefined) {
      end = localToInstant(day + 1, 0, zone)
      endOf.set(day, end)
    }
    return end
  }
  const jobs: JobDraft[] = []
  for (const one of dataset.workOrders)
    if (isOpen(one.status))
      jobs.push({
        order: one.order,
        item: one.item,
        quantity: one.quantity,
        priority: one.priority,
        due: one.dueMoment,
        earliestStart: one.earliestStart,
        operations: routings.get(one.item) ?? [],
      })
  for (const one of plan.plannedOrders)
    if (one.type === 'make')
      jobs.push({
        order: one.plannedOrder,
        item: one.item,
        quantity: one.startQuantity,
        priority: one.priority,
        due: dayEnd(one.dueDate),
        earliestStart: null,
        operations: routings.get(one.item) ?? [],
      })
  return jobs.sort((a, b) => a.priority - b.priority || a.due - b.due || compareKeys(a.order, b.order))
}
