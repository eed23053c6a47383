import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import type { MaterialPlan, PlanningAction } from '@headwater/domain/plans/material-plan'
import { day, num } from './write/cells.ts'
import { csvBytes, type OutputCell } from './write/csv-text.ts'
import { CAPACITY_LOAD, PEGGING, PLANNED_ORDERS } from './write/plan-rows.ts'
import { writeIssues } from './write-issues.ts'

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

/** The files of a material plan, with the warnings of its input among the issues. */
export const writeMaterialPlan = (plan: MaterialPlan, warnings: readonly PlanIssue[] = []): Map<string, Uint8Array> =>
  new Map([
    ['planned_orders.csv', csvBytes(PLANNED_ORDERS.columns, plan.plannedOrders.map(PLANNED_ORDERS.cells))],
    ['planning_actions.csv', csvBytes(ACTIONS, plan.actions.map(actionCells))],
    ['pegging.csv', csvBytes(PEGGING.columns, plan.pegging.map(PEGGING.cells))],
    ['capacity_load.csv', csvBytes(CAPACITY_LOAD.columns, plan.capacityLoad.map(CAPACITY_LOAD.cells))],
    ['issues.csv', writeIssues([...warnings, ...plan.issues])],
  ])

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
