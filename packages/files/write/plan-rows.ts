import type { CapacityLoad, Pegging, PlannedOrder } from '@headwater/domain/plans/material-plan'
import { day, num } from './cells.ts'
import type { OutputCell } from './csv-text.ts'

/** Rows of one kind that a plan gives: the same columns in the file and in the table of a node. */
interface PlanRows<One> {
  readonly columns: readonly string[]
  readonly cells: (one: One) => OutputCell[]
}

export const PLANNED_ORDERS: PlanRows<PlannedOrder> = {
  columns: [
    'planned_order',
    'item',
    'type',
    'supplier',
    'quantity',
    'start_quantity',
    'need_date',
    'release_date',
    'due_date',
    'unit_price',
  ],
  cells: (one: PlannedOrder) => [
    one.plannedOrder,
    one.item,
    one.type,
    one.supplier,
    num(one.quantity),
    num(one.startQuantity),
    day(one.needDate),
    day(one.releaseDate),
    day(one.dueDate),
    num(one.unitPrice),
  ],
}

export const PEGGING: PlanRows<Pegging> = {
  columns: [
    'demand_type',
    'demand',
    'demand_line',
    'item',
    'need_date',
    'supply_type',
    'supply',
    'supply_line',
    'supply_item',
    'quantity',
    'available_date',
  ],
  cells: (one: Pegging) => [
    one.demandType,
    one.demand,
    one.demandLine,
    one.item,
    day(one.needDate),
    one.supplyType,
    one.supply,
    one.supplyLine,
    one.supplyItem,
    num(one.quantity),
    day(one.availableDate),
  ],
}

export const CAPACITY_LOAD: PlanRows<CapacityLoad> = {
  columns: ['work_center', 'week', 'load_minutes', 'available_minutes'],
  cells: (one: CapacityLoad) => [one.workCenter, day(one.week), num(one.loadMinutes), num(one.availableMinutes)],
}
