import { type Day, mondayOf, weekdayOf } from '@headwater/domain/measures/day'
import { MICRO, type Micro } from '@headwater/domain/measures/quantity'
import type { CapacityLoad } from '@headwater/domain/plans/material-plan'
import { enteringQuantities } from '@headwater/domain/items/entering-quantities'
import type { WorkCalendar } from '@headwater/domain/resources/work-calendar'
import type { ItemPlan } from './item-plan.ts'
import { compareKeys, groupBy } from '@headwater/domain/measures/keys'
import type { PlanContext } from './planned-item.ts'
import { isOpen } from '@headwater/domain/orders/is-open'

/** Minutes by work center and week of open and planned make orders, all in the week of their release (files.md 6). */
export function capacityLoad(plans: readonly ItemPlan[], context: PlanContext): CapacityLoad[] {
  const { dataset, today, site } = context
  const routings = groupBy(dataset.operations, (one) => one.item)
  /** center|week → load in 10⁻¹² minutes, before efficiency. */
  const loads = new Map<string, Map<Day, bigint>>()
  const add = (item: string, start: Micro, release: Day): void => {
    const routing = routings.get(item)
    if (!routing) return
    const { step } = context.items.get(item)!
    const week = mondayOf(release)
    for (const [operation, entering] of enteringQuantities(routing, start, step)) {
      const minutes = BigInt(operation.setupMinutes) * 1_000_000n + BigInt(entering) * BigInt(operation.runMinutes)
      const weeks = loads.get(operation.workCenter) ?? new Map<Day, bigint>()
      weeks.set(week, (weeks.get(week) ?? 0n) + minutes)
      loads.set(operation.workCenter, weeks)
    }
  }
  const increased = increasedQuantities(plans)
  for (const order of dataset.workOrders)
    if (isOpen(order.status)) {
      const start = order.startDate ?? site.back(order.dueDate, context.items.get(order.item)!.leadTimeDays)
      add(order.item, increased.get(order.order) ?? order.quantity, Math.max(start, today))
    }
  for (const { planned, orders } of plans)
    if (planned.item.supply === 'make')
      for (const order of orders) add(planned.item.item, order.startQuantity, order.release)
  return loadRows(loads, context)
}

/** Work orders that stand in for a new order are loaded with what they make then. */
function increasedQuantities(plans: readonly ItemPlan[]): Map<string, Micro> {
  const quantities = new Map<string, Micro>()
  for (const { netting } of plans)
    for (const { receipt, newQuantity } of netting.receipts)
      if (receipt.type === 'work_order' && newQuantity !== null) quantities.set(receipt.order, newQuantity)
  return quantities
}

function loadRows(loads: ReadonlyMap<string, ReadonlyMap<Day, bigint>>, { dataset }: PlanContext): CapacityLoad[] {
  return dataset.workCenters
    .toSorted((a, b) => compareKeys(a.workCenter, b.workCenter))
    .flatMap((center) =>
      [...(loads.get(center.workCenter) ?? [])]
        .filter(([, load]) => load > 0n)
        .sort(([a], [b]) => a - b)
        .map(([week, load]) => {
          const efficiency = BigInt(center.efficiency)
          const minutes = center.units.reduce(
            (sum, unit) => sum + weekMinutes(dataset.calendars.get(unit.calendar)!, week),
            0,
          )
          return {
            workCenter: center.workCenter,
            week,
            loadMinutes: Number((2n * load + efficiency) / (2n * efficiency)),
            availableMinutes: minutes * MICRO,
          }
        }),
    )
}

function weekMinutes(calendar: WorkCalendar, monday: Day): number {
  let minutes = 0
  for (let day = monday; day < monday + 7; day++)
    for (const { start, end } of calendar.exceptions.get(day) ?? calendar.week[weekdayOf(day)] ?? [])
      minutes += end - start
  return minutes
}
