import type { ListSource } from '../platform/list-source.ts'
import { CURRENT } from './current-run.ts'

/** Open order lines with their dates, the latest first. */
export const ORDER_LINES: ListSource = {
  from: `(select o.*, p.promised, o.projected - o.requested as gap, (r.cells ->> 'quantity')::numeric as ordered,
                 coalesce((r.cells ->> 'due_date')::date, o.requested) as due, coalesce((r.cells ->> 'priority')::int, 5) as priority
          from order_projection o left join delivery_promise p using (order_id, line)
            left join record r on r.file = 'sales_orders' and r.key = concat(o.order_id, '|', o.line)
          where o.run = ${CURRENT}) as o`,
  columns: {
    order: { sql: 'o.order_id', type: 'text' },
    line: { sql: 'o.line', type: 'text' },
    item: { sql: 'o.item', type: 'text' },
    itemName: { sql: 'o.item_name', type: 'text' },
    customer: { sql: 'o.customer', type: 'text' },
    ordered: { sql: 'o.ordered', type: 'quantity' },
    quantity: { sql: 'o.quantity', type: 'quantity' },
    unit: { sql: 'o.unit', type: 'text' },
    requested: { sql: 'o.due', type: 'date' },
    priority: { sql: 'o.priority', type: 'integer' },
    promised: { sql: 'o.promised', type: 'date' },
    projected: { sql: 'o.projected', type: 'date' },
    status: { sql: 'o.status', type: 'text' },
    daysLate: { sql: 'o.gap', type: 'integer' },
  },
  key: ['order', 'line'],
  sort: '-daysLate',
}

/**
 * What the plan proposes: changes of open orders first, then new orders, by date. Dismissed ones say what somebody has dismissed; applied
 * ones are carried out and wait for the next plan.
 */
export const PLANNING_ACTIONS: ListSource = {
  from: `(select a.*, row_number() over (order by a.action in ('make', 'order'), a.new_date, a.position) as place,
                 coalesce(r.cells ->> 'unit', 'pcs') as unit, o.customer as need_customer, o.status as need_status,
                 coalesce(p.supplier, b.cells ->> 'supplier') as supplier, p.release_date, p.unit_price * a.new_quantity as value,
                 case when exists (select 1 from applied_action d join import_batch b on b.id = d.batch
                                   where d.run = a.run and d.position = a.position and b.undone_by is null) then 'applied'
                      when exists (select 1 from dismissed_action d where d.said = a.said) then 'dismissed'
                      else 'open' end as state
          from planning_action a
          left join record r on r.file = 'items' and r.key = a.item
          left join order_projection o on o.run = a.run and a.need_type = 'sales_order'
            and o.order_id = a.need_order and o.line = a.need_line
          left join planned_order p on p.run = a.run and p.planned_order = a.order_id and a.order_type = 'planned_order'
          left join record b on b.file = 'purchase_orders' and a.order_type = 'purchase_order'
            and b.key = a.order_id || '|' || a.line
          where a.run = ${CURRENT}) as a`,
  columns: {
    position: { sql: 'a.place', type: 'integer' },
    id: { sql: 'a.said', type: 'text' },
    state: { sql: 'a.state', type: 'text' },
    action: { sql: 'a.action', type: 'text' },
    orderType: { sql: 'a.order_type', type: 'text' },
    order: { sql: 'a.order_id', type: 'text' },
    line: { sql: 'a.line', type: 'text' },
    item: { sql: 'a.item', type: 'text' },
    itemName: { sql: 'a.item_name', type: 'text' },
    quantity: { sql: 'a.quantity', type: 'quantity' },
    newQuantity: { sql: 'a.new_quantity', type: 'quantity' },
    unit: { sql: 'a.unit', type: 'text' },
    date: { sql: 'a.date', type: 'date' },
    newDate: { sql: 'a.new_date', type: 'date' },
    releaseDate: { sql: 'a.release_date', type: 'date' },
    supplier: { sql: 'a.supplier', type: 'text' },
    value: { sql: 'round(a.value, 2)', type: 'quantity' },
    needType: { sql: 'a.need_type', type: 'text' },
    needOrder: { sql: 'a.need_order', type: 'text' },
    needLine: { sql: 'a.need_line', type: 'text' },
    needDate: { sql: 'a.need_date', type: 'date' },
    needCustomer: { sql: 'a.need_customer', type: 'text' },
    needStatus: { sql: 'a.need_status', type: 'text' },
    reason: { sql: 'a.reason', type: 'text' },
  },
  key: ['position'],
  sort: 'position',
}

/** Late, conflict and cannot plan are three lists, never one. */
export const PLAN_ISSUES: ListSource = {
  from: `(select i.*, r.cells ->> 'name' as item_name,
                 case when i.code = 'late' then 'late'
                      when i.code in ('material-short', 'missing-routing', 'no-bom') then 'cannot-plan'
                      else 'conflict' end as list
          from plan_issue i left join record r on r.file = 'items' and r.key = i.item where i.run = ${CURRENT}) as i`,
  columns: {
    position: { sql: 'i.position', type: 'integer' },
    list: { sql: 'i.list', type: 'text' },
    code: { sql: 'i.code', type: 'text' },
    order: { sql: 'i.order_id', type: 'text' },
    line: { sql: 'i.line', type: 'text' },
    item: { sql: 'i.item', type: 'text' },
    itemName: { sql: 'i.item_name', type: 'text' },
    date: { sql: 'i.date', type: 'date' },
    days: { sql: 'i.days', type: 'integer' },
    message: { sql: 'i.message', type: 'text' },
  },
  key: ['position'],
  sort: 'position',
}
