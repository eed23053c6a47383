import type { Dataset } from '@headwater/domain/dataset'
import { enteringQuantities } from '@headwater/domain/items/entering-quantities'
import { type Day, mondayOf, weekdayOf } from '@headwater/domain/measures/day'
import { compareKeys, groupBy } from '@headwater/domain/measures/keys'
import { MICRO, type Micro } from '@headwater/domain/measures/quantity'
import { isOpen } from '@headwater/domain/orders/is-open'
import type { CapacityLoad, MaterialPlan, OrderLoad, PlannedOrder } from '@headwater/domain/plans/material-plan'
import type { WorkCalendar } from '@headwater/domain/resources/work-calendar'
import type { MaterialModel } from './material-model.ts'
import type { NettedPlan } from './net-levels.ts'
import { openPlan, type PlanContext } from './planned-item.ts'

/** Minutes by work center and week of open and planned make orders, all in the week of their release (files.md 6). */
export function capacityLoad({ context, items }: MaterialModel, plan: NettedPlan): CapacityLoad[] {
  const { dataset } = context
  const routings = groupBy(dataset.operations, (one) => one.item)
  /** center|week → load in 10⁻¹² minutes, before efficiency. */
  const loads = new Map<string, Map<Day, bigint>>()
  const add: AddOrder = ({ item }, start, release) => {
    const week = mondayOf(release)
    for (const [workCenter, minutes] of operationLoads(routings, context, { item, start })) {
      const weeks = loads.get(workCenter) ?? new Map<Day, bigint>()
      weeks.set(week, (weeks.get(week) ?? 0n) + minutes)
      loads.set(workCenter, weeks)
    }
  }
  addWorkOrders(context, increasedQuantities(plan), add)
  const { orders, firstOrder } = plan
  for (const [place, { item }] of items.entries())
    if (item.supply === 'make' && routings.has(item.item))
      for (let i = firstOrder[place]!; i < firstOrder[place + 1]!; i++)
        add(
          { type: 'planned_order', order: orders.idOf(i), item: item.item },
          orders.startQuantity[i]!,
          orders.release[i]!,
        )
  return loadRows(loads, context)
}

/** Work orders that stand in for a new order are loaded with what they make then. */
function increasedQuantities({ receipts }: NettedPlan): Map<string, Micro> {
  const quantities = new Map<string, Micro>()
  for (const { receipt, newQuantity } of receipts.flat())
    if (receipt.type === 'work_order' && newQuantity !== null) quantities.set(receipt.order, newQuantity)
  return quantities
}

/** The same loads order by order: what fills a week of a work center. They sum to it but for rounding each to 10⁻⁶ minutes. */
export function orderLoads(
  dataset: Dataset,
  { plannedOrders, actions }: Pick<MaterialPlan, 'plannedOrders' | 'actions'>,
  today: Day,
): OrderLoad[] {
  const context = openPlan(dataset, today)
  const routings = groupBy(dataset.operations, (one) => one.item)
  const efficiencies = new Map(dataset.workCenters.map((one) => [one.workCenter, BigInt(one.efficiency)]))
  const rows: OrderLoad[] = []
  const add: AddOrder = (order, start, release) => {
    const centers = new Map<string, bigint>()
    for (const [workCenter, minutes] of operationLoads(routings, context, { item: order.item, start }))
      centers.set(workCenter, (centers.get(workCenter) ?? 0n) + minutes)
    for (const [workCenter, load] of centers) {
      const minutes = atEfficiency(load, efficiencies.get(workCenter)!)
      if (minutes > 0) rows.push({ workCenter, week: mondayOf(release), ...order, minutes })
    }
  }
  const increases = actions.filter((one) => one.orderType === 'work_order' && one.action === 'increase')
  addWorkOrders(context, new Map(increases.map((one) => [one.order, one.newQuantity!])), add)
  const make = (one: PlannedOrder): boolean => one.type === 'make'
  for (const { plannedOrder, item, startQuantity, releaseDate } of plannedOrders.filter(make))
    add({ type: 'planned_order', order: plannedOrder, item }, startQuantity, releaseDate)
  return rows
}

type AddOrder = (order: Pick<OrderLoad, 'type' | 'order' | 'item'>, start: Micro, release: Day) => void

function addWorkOrders(
  { dataset, today, site, items }: PlanContext,
  increased: ReadonlyMap<string, Micro>,
  add: AddOrder,
): void {
  for (const { order, item, quantity, startDate, dueDate, status } of dataset.workOrders)
    if (isOpen(status)) {
      const start = startDate ?? site.back(dueDate, items.get(item)!.leadTimeDays)
      add({ type: 'work_order', order, item }, increased.get(order) ?? quantity, Math.max(start, today))
    }
}

/** Work center and load of each operation, in 10⁻¹² minutes before efficiency. */
function* operationLoads(
  routings: ReadonlyMap<string, Dataset['operations']>,
  context: PlanContext,
  { item, start }: { readonly item: string; readonly start: Micro },
): Generator<readonly [string, bigint]> {
  const routing = routings.get(item)
  if (!routing) return
  for (const [operation, entering] of enteringQuantities(routing, start, context.items.get(item)!.step))
    yield [
      operation.workCenter,
      BigInt(operation.setupMinutes) * 1_000_000n + BigInt(entering) * BigInt(operation.runMinutes),
    ]
}

/** To 10⁻⁶ minutes, half up. */
const atEfficiency = (load: bigint, efficiency: bigint): Micro => Number((2n * load + efficiency) / (2n * efficiency))

function loadRows(loads: ReadonlyMap<string, ReadonlyMap<Day, bigint>>, { dataset }: PlanContext): CapacityLoad[] {
  return dataset.workCenters
    .toSorted((a, b) => compareKeys(a.workCenter, b.workCenter))
    .flatMap((center) =>
      [...(loads.get(center.workCenter) ?? [])]
        .filter(([, load]) => load > 0n)
        .sort(([a], [b]) => a - b)
        .map(([week, load]) => {
          const minutes = center.units.reduce(
            (sum, unit) => sum + weekMinutes(dataset.calendars.get(unit.calendar)!, week),
            0,
          )
          return {
            workCenter: center.workCenter,
            week,
            loadMinutes: atEfficiency(load, BigInt(center.efficiency)),
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
