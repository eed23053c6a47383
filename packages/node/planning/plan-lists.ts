import type { ListSource } from '../platform/list-source.ts'

/** The newest run is the current one. */
const CURRENT = '(select max(id) from plan_run)'

/** Open order lines with their dates, the latest first. */
export const ORDER_LINES: ListSource = {
  from: `(select o.*, p.promised, o.projected - o.requested as gap
          from order_projection o left join delivery_promise p using (order_id, line) where o.run = ${CURRENT}) as o`,
  columns: {
    order: { sql: 'o.order_id', type: 'text' },
    line: { sql: 'o.line', type: 'text' },
    item: { sql: 'o.item', type: 'text' },
    itemName: { sql: 'o.item_name', type: 'text' },
    customer: { sql: 'o.customer', type: 'text' },
    quantity: { sql: 'o.quantity', type: 'quantity' },
    unit: { sql: 'o.unit', type: 'text' },
    requested: { sql: 'o.requested', type: 'date' },
    promised: { sql: 'o.promised', type: 'date' },
    projected: { sql: 'o.projected', type: 'date' },
    status: { sql: 'o.status', type: 'text' },
    daysLate: { sql: 'o.gap', type: 'integer' },
  },
  key: ['order', 'line'],
  sort: '-daysLate',
}

/** What the plan proposes: changes of open orders first, then new orders, by date. */
export const PLANNING_ACTIONS: ListSource = {
  from: `(select *, row_number() over (order by action in ('make', 'order'), new_date, position) as place
          from planning_action where run = ${CURRENT}) as a`,
  columns: {
    position: { sql: 'a.place', type: 'integer' },
    action: { sql: 'a.action', type: 'text' },
    orderType: { sql: 'a.order_type', type: 'text' },
    order: { sql: 'a.order_id', type: 'text' },
    line: { sql: 'a.line', type: 'text' },
    item: { sql: 'a.item', type: 'text' },
    itemName: { sql: 'a.item_name', type: 'text' },
    quantity: { sql: 'a.quantity', type: 'quantity' },
    newQuantity: { sql: 'a.new_quantity', type: 'quantity' },
    date: { sql: 'a.date', type: 'date' },
    newDate: { sql: 'a.new_date', type: 'date' },
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
