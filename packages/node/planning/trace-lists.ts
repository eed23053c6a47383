import type { ListSource } from '../platform/list-source.ts'
import { CURRENT } from './current-run.ts'
import { materialEvents } from './material-events.ts'

const BEFORE = '(select id from plan_run order by id desc offset 1 limit 1)'

/** The cause of a late line in one part: the longest of the order at the end of its chain. */
const ROOT = `n.cause -> 'chain' -> -1`

/** Order lines that the newest plan dates or judges otherwise than the one before. */
export const PLAN_CHANGES: ListSource = {
  from: `(select c.*, c.now - c.before as days,
                 array_position('{became-late,stuck,recovered,new,gone,moved}'::text[], c.kind) * 10000
                   - coalesce(c.now - c.before, 0) as place from (
            select coalesce(n.order_id, b.order_id) as order_id, coalesce(n.line, b.line) as line,
                   coalesce(n.item_name, b.item_name) as item_name, coalesce(n.customer, b.customer) as customer,
                   b.projected as before, n.projected as now, n.requested, n.status,
                   case when b.run is null then 'new' when n.run is null then 'gone'
                        when n.status = 'cannot-plan' and b.status <> 'cannot-plan' then 'stuck'
                        when n.status = 'late' and b.status <> 'late' then 'became-late'
                        when n.status in ('on-time', 'soon-late') and b.status in ('late', 'cannot-plan') then 'recovered'
                        else 'moved' end as kind,
                   ${ROOT} ->> 'order' as cause_order, ${ROOT} ->> 'type' as cause_type,
                   (select key from jsonb_each_text(${ROOT} -> 'parts') where value::numeric > 0
                    order by value::numeric desc, key limit 1) as cause_part
            from (select * from order_projection where run = ${CURRENT}) n
            full join (select * from order_projection where run = ${BEFORE}) b using (order_id, line)
            where exists (select ${BEFORE} intersect select id from plan_run)
              and (n.projected is distinct from b.projected or n.status is distinct from b.status)) c) as c`,
  columns: {
    order: { sql: 'c.order_id', type: 'text' },
    line: { sql: 'c.line', type: 'text' },
    itemName: { sql: 'c.item_name', type: 'text' },
    customer: { sql: 'c.customer', type: 'text' },
    kind: { sql: 'c.kind', type: 'text' },
    requested: { sql: 'c.requested', type: 'date' },
    before: { sql: 'c.before', type: 'date' },
    now: { sql: 'c.now', type: 'date' },
    days: { sql: 'c.days', type: 'integer' },
    status: { sql: 'c.status', type: 'text' },
    causeType: { sql: 'c.cause_type', type: 'text' },
    causeOrder: { sql: 'c.cause_order', type: 'text' },
    causePart: { sql: 'c.cause_part', type: 'text' },
    place: { sql: 'c.place', type: 'integer' },
  },
  key: ['order', 'line'],
  sort: 'place',
}

const ORDERED = (run: string): string =>
  `(select item, sum(quantity) as quantity, array_agg(row(due_date, quantity) order by due_date, quantity)::text as orders
    from planned_order where run = ${run} group by item)`

/** Items that the newest plan orders otherwise than the one before, the most changed first. */
export const PLANNED_CHANGES: ListSource = {
  from: `(select item, coalesce(r.cells ->> 'name', item) as item_name, coalesce(r.cells ->> 'unit', 'pcs') as unit,
                 coalesce(b.quantity, 0) as before, coalesce(n.quantity, 0) as now
          from ${ORDERED(CURRENT)} n full join ${ORDERED(BEFORE)} b using (item)
          left join record r on r.file = 'items' and r.key = item
          where exists (select ${BEFORE} intersect select id from plan_run) and n.orders is distinct from b.orders) as c`,
  columns: {
    item: { sql: 'c.item', type: 'text' },
    itemName: { sql: 'c.item_name', type: 'text' },
    unit: { sql: 'c.unit', type: 'text' },
    before: { sql: 'c.before', type: 'quantity' },
    now: { sql: 'c.now', type: 'quantity' },
    change: { sql: 'c.now - c.before', type: 'quantity' },
  },
  key: ['item'],
  sort: '-change',
}

/** One level of who is served by what: filter by a demand to go down, by a supply to go up. */
export const PEGGING: ListSource = {
  from: `(select p.*, i.cells ->> 'name' as item_name, s.cells ->> 'name' as supply_name,
                 coalesce(s.cells ->> 'unit', 'pcs') as unit, o.customer, o.status
          from (select run, demand_type, demand, coalesce(demand_line, '') as demand_line, item, need_date, supply_type, supply,
                       coalesce(supply_line, '') as supply_line, supply_item, available_date, sum(quantity) as quantity
                from pegging where run = ${CURRENT} group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) p
          left join record i on i.file = 'items' and i.key = p.item
          left join record s on s.file = 'items' and s.key = p.supply_item
          left join order_projection o on o.run = p.run and p.demand_type = 'sales_order'
            and o.order_id = p.demand and o.line = p.demand_line) as p`,
  columns: {
    demandType: { sql: 'p.demand_type', type: 'text' },
    demand: { sql: 'p.demand', type: 'text' },
    demandLine: { sql: 'p.demand_line', type: 'text' },
    item: { sql: 'p.item', type: 'text' },
    itemName: { sql: 'p.item_name', type: 'text' },
    needDate: { sql: 'p.need_date', type: 'date' },
    customer: { sql: 'p.customer', type: 'text' },
    status: { sql: 'p.status', type: 'text' },
    supplyType: { sql: 'p.supply_type', type: 'text' },
    supply: { sql: 'p.supply', type: 'text' },
    supplyLine: { sql: 'p.supply_line', type: 'text' },
    supplyItem: { sql: 'p.supply_item', type: 'text' },
    supplyName: { sql: 'p.supply_name', type: 'text' },
    quantity: { sql: 'p.quantity', type: 'quantity' },
    unit: { sql: 'p.unit', type: 'text' },
    availableDate: { sql: 'p.available_date', type: 'date' },
  },
  key: [
    'demandType',
    'demand',
    'demandLine',
    'item',
    'supplyType',
    'supply',
    'supplyLine',
    'supplyItem',
    'availableDate',
  ],
  sort: 'needDate',
}

/** What comes and goes of items by day; the balance of an item is its running sum. */
export const MATERIAL_EVENTS: ListSource = {
  from: `(select e.item, e.date, e.kind, e.type, e.order_id, coalesce(e.line, '') as line, e.quantity, o.customer, o.status
          from (${materialEvents(CURRENT)}) e
          left join order_projection o on o.run = ${CURRENT} and e.type = 'sales_order'
            and o.order_id = e.order_id and o.line = e.line) as e`,
  columns: {
    item: { sql: 'e.item', type: 'text' },
    date: { sql: 'e.date', type: 'date' },
    kind: { sql: 'e.kind', type: 'text' },
    type: { sql: 'e.type', type: 'text' },
    order: { sql: 'e.order_id', type: 'text' },
    line: { sql: 'e.line', type: 'text' },
    quantity: { sql: 'e.quantity', type: 'quantity' },
    customer: { sql: 'e.customer', type: 'text' },
    status: { sql: 'e.status', type: 'text' },
  },
  key: ['item', 'kind', 'type', 'order', 'line', 'date'],
  sort: 'date',
}

/** Items over the horizon, those that first lack first. */
export const ITEM_BALANCES: ListSource = {
  from: `(select b.*, coalesce(r.cells ->> 'name', b.item) as name, coalesce(r.cells ->> 'unit', 'pcs') as unit,
                 coalesce((r.cells ->> 'safety_stock')::numeric, 0) as safety_stock, r.cells ->> 'supply' as supply,
                 (b.short_date is null)::int * 2 + (b.out_date is null)::int as rank
          from item_balance b left join record r on r.file = 'items' and r.key = b.item where b.run = ${CURRENT}) as b`,
  columns: {
    item: { sql: 'b.item', type: 'text' },
    name: { sql: 'b.name', type: 'text' },
    unit: { sql: 'b.unit', type: 'text' },
    supply: { sql: 'b.supply', type: 'text' },
    stock: { sql: 'b.stock', type: 'quantity' },
    receipts: { sql: 'b.receipts', type: 'quantity' },
    planned: { sql: 'b.planned', type: 'quantity' },
    needs: { sql: 'b.needs', type: 'quantity' },
    lowest: { sql: 'b.lowest', type: 'quantity' },
    safetyStock: { sql: 'b.safety_stock', type: 'quantity' },
    shortDate: { sql: 'b.short_date', type: 'date' },
    outDate: { sql: 'b.out_date', type: 'date' },
    urgency: {
      sql: `(b.rank * 100000 + (coalesce(b.short_date, b.out_date, '2200-01-01') - '2000-01-01'::date))`,
      type: 'integer',
    },
  },
  key: ['item'],
  sort: 'urgency',
}

/** Minutes needed and available by work center and week. */
export const CAPACITY_LOADS: ListSource = {
  from: `(select l.*, coalesce(r.cells ->> 'name', l.work_center) as name
          from capacity_load l left join record r on r.file = 'work_centers' and r.key = l.work_center
          where l.run = ${CURRENT}) as l`,
  columns: {
    workCenter: { sql: 'l.work_center', type: 'text' },
    name: { sql: 'l.name', type: 'text' },
    week: { sql: 'l.week', type: 'date' },
    minutes: { sql: 'l.load_minutes', type: 'quantity' },
    available: { sql: 'l.available_minutes', type: 'quantity' },
  },
  key: ['workCenter', 'week'],
  sort: 'workCenter',
}

/** What fills a week of a work center, the largest first. */
export const ORDER_LOADS: ListSource = {
  from: `(select l.*, coalesce(r.cells ->> 'name', l.item) as item_name
          from order_load l left join record r on r.file = 'items' and r.key = l.item where l.run = ${CURRENT}) as l`,
  columns: {
    workCenter: { sql: 'l.work_center', type: 'text' },
    week: { sql: 'l.week', type: 'date' },
    type: { sql: 'l.type', type: 'text' },
    order: { sql: 'l.order_id', type: 'text' },
    item: { sql: 'l.item', type: 'text' },
    itemName: { sql: 'l.item_name', type: 'text' },
    minutes: { sql: 'l.minutes', type: 'quantity' },
  },
  key: ['workCenter', 'week', 'type', 'order'],
  sort: '-minutes',
}
