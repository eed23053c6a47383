import { type Day, formatDay } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { formatMicro, type Micro } from '@headwater/domain/measures/quantity'
import { CAPACITY_LOAD, PEGGING, PLANNED_ORDERS } from '@headwater/files/write/plan-rows'
import type { PlanAnswer } from './compute-plan.ts'
import { forecastTables, type TableRows } from './forecast-tables.ts'
import { saidByActions } from './said-by-actions.ts'

const num = (value: Micro | null): string | null => (value === null ? null : formatMicro(value))
const day = (value: Day | null): string | null => (value === null ? null : formatDay(value))
const time = (value: Instant): Date => new Date(value * 1000)

/** What a run writes, table by table, so that no row is built before it is sent. */
export function tablesOf(answer: PlanAnswer): TableRows[] {
  return [...planTables(answer), ...peggingTables(answer), ...scheduleTables(answer), ...projectionTables(answer)]
}

function planTables(answer: PlanAnswer): TableRows[] {
  const { plan } = answer
  return [
    ...forecastTables(answer),
    {
      table: 'planned_order',
      columns: [...PLANNED_ORDERS.columns, 'priority'],
      rows: plan.plannedOrders.map((one) => [...PLANNED_ORDERS.cells(one), one.priority]),
    },
    actionTable(answer),
  ]
}

function actionTable({ plan, itemNames }: PlanAnswer): TableRows {
  const said = saidByActions(plan.actions)
  return {
    table: 'planning_action',
    columns: [
      'position',
      'action',
      'order_type',
      'order_id',
      'line',
      'item',
      'item_name',
      'quantity',
      'new_quantity',
      'date',
      'new_date',
      'reason',
      'need_type',
      'need_order',
      'need_line',
      'need_date',
      'said',
    ],
    rows: plan.actions.map((one, i) => [
      i,
      one.action,
      one.orderType,
      one.order,
      one.line,
      one.item,
      itemNames.get(one.item) ?? one.item,
      num(one.quantity),
      num(one.newQuantity),
      day(one.date),
      day(one.newDate),
      one.reason,
      one.need?.type ?? null,
      one.need?.order ?? null,
      one.need?.line ?? null,
      day(one.need?.date ?? null),
      said[i],
    ]),
  }
}

function peggingTables({ plan, loads }: PlanAnswer): TableRows[] {
  return [
    { table: 'pegging', columns: PEGGING.columns, rows: plan.pegging.map(PEGGING.cells) },
    {
      table: 'unpegged_supply',
      columns: ['supply_type', 'supply', 'supply_line', 'supply_item', 'quantity', 'available_date'],
      rows: plan.unpegged.map((one) => [
        one.supplyType,
        one.supply,
        one.supplyLine,
        one.supplyItem,
        num(one.quantity),
        day(one.availableDate),
      ]),
    },
    {
      table: 'order_load',
      columns: ['work_center', 'week', 'type', 'order_id', 'item', 'minutes'],
      rows: loads.map((one) => [one.workCenter, day(one.week), one.type, one.order, one.item, num(one.minutes)]),
    },
    { table: 'capacity_load', columns: CAPACITY_LOAD.columns, rows: plan.capacityLoad.map(CAPACITY_LOAD.cells) },
  ]
}

function scheduleTables({ plan, schedule }: PlanAnswer): TableRows[] {
  return [
    {
      table: 'scheduled_operation',
      columns: [
        'order_id',
        'sequence',
        'item',
        'work_center',
        'work_unit',
        'quantity',
        'setup_start',
        'start',
        'ended',
      ],
      rows: schedule.operations.map((one) => [
        one.order,
        one.sequence,
        one.item,
        one.workCenter,
        one.workUnit,
        num(one.quantity),
        time(one.setupStart),
        time(one.start),
        time(one.end),
      ]),
    },
    {
      table: 'plan_issue',
      columns: ['position', 'severity', 'code', 'order_id', 'line', 'item', 'date', 'days', 'message'],
      rows: [...plan.issues, ...schedule.issues].map((one, i) => [
        i,
        one.severity,
        one.code,
        one.order,
        one.line,
        one.item,
        day(one.date),
        one.days,
        one.message,
      ]),
    },
  ]
}

function projectionTables({ orders, itemNames }: PlanAnswer): TableRows[] {
  return [
    {
      table: 'order_projection',
      columns: [
        'position',
        'order_id',
        'line',
        'item',
        'item_name',
        'customer',
        'quantity',
        'unit',
        'requested',
        'projected',
        'status',
        'days_late',
        'cause',
      ],
      rows: orders.map((one, i) => [
        i,
        one.order,
        one.line,
        one.item,
        itemNames.get(one.item) ?? one.item,
        one.customer,
        num(one.quantity),
        one.unit,
        day(one.requested),
        day(one.projected),
        one.status,
        one.daysLate,
        one.cause,
      ]),
    },
  ]
}
