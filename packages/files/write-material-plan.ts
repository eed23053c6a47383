import type {
  CapacityLoad,
  MaterialPlan,
  Pegging,
  PlannedOrder,
  PlanningAction,
} from '@headwater/domain/plans/material-plan'
import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import { day, num } from './write/cells.ts'
import { csvBytes, type OutputCell } from './write/csv-text.ts'
import { writeIssues } from './write-issues.ts'

const PLANNED_ORDERS = [
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
]
const ACTIONS = [
  'action',
  'order_type',
  'order',
  'line',
  'item',
  'quantity',
  'new_quantity',
  'date',
  'new_date',
  'reason',
]
const PEGGING = [
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
]
const LOAD = ['work_center', 'week', 'load_minutes', 'available_minutes']

/** The files of a material plan, with the warnings of its input among the issues. */
export const writeMaterialPlan = (plan: MaterialPlan, warnings: readonly PlanIssue[] = []): Map<string, Uint8Array> =>
  new Map([
    ['planned_orders.csv', csvBytes(PLANNED_ORDERS, plan.plannedOrders.map(orderCells))],
    ['planning_actions.csv', csvBytes(ACTIONS, plan.actions.map(actionCells))],
    ['pegging.csv', csvBytes(PEGGING, plan.pegging.map(pegCells))],
    ['capacity_load.csv', csvBytes(LOAD, plan.capacityLoad.map(loadCells))],
    ['issues.csv', writeIssues([...warnings, ...plan.issues])],
  ])

const orderCells = (one: PlannedOrder): OutputCell[] => [
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
]

const actionCells = (one: PlanningAction): OutputCell[] => [
  one.action,
  one.orderType,
  one.order,
  one.line,
  one.item,
  num(one.quantity),
  num(one.newQuantity),
  day(one.date),
  day(one.newDate),
  one.reason,
]

const pegCells = (one: Pegging): OutputCell[] => [
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
]

const loadCells = (one: CapacityLoad): OutputCell[] => [
  one.workCenter,
  day(one.week),
  num(one.loadMinutes),
  num(one.availableMinutes),
]
