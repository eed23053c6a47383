import type { ListSource } from '../platform/list-source.ts'
import { CURRENT } from './current-run.ts'

const BEFORE = `(select max(id) from plan_run where id < ${CURRENT})`

/** The forecast that the current plan was made from, by item and bucket. */
export const FORECASTS: ListSource = {
  from: `(select f.*, coalesce(r.cells ->> 'name', f.item) as item_name
          from forecast_result f left join record r on r.file = 'items' and r.key = f.item where f.run = ${CURRENT}) as f`,
  columns: {
    item: { sql: 'f.item', type: 'text' },
    itemName: { sql: 'f.item_name', type: 'text' },
    date: { sql: 'f.date', type: 'date' },
    bucket: { sql: 'f.bucket', type: 'text' },
    quantity: { sql: 'f.quantity', type: 'quantity' },
    p10: { sql: 'f.p10', type: 'quantity' },
    p50: { sql: 'f.p50', type: 'quantity' },
    p90: { sql: 'f.p90', type: 'quantity' },
    method: { sql: 'f.method', type: 'text' },
  },
  key: ['item', 'date'],
  sort: 'item',
}

/** The current schedule. */
export const SCHEDULED_OPERATIONS: ListSource = {
  from: `(select * from scheduled_operation where run = ${CURRENT}) as s`,
  columns: {
    order: { sql: 's.order_id', type: 'text' },
    sequence: { sql: 's.sequence', type: 'integer' },
    item: { sql: 's.item', type: 'text' },
    workCenter: { sql: 's.work_center', type: 'text' },
    workUnit: { sql: 's.work_unit', type: 'text' },
    quantity: { sql: 's.quantity', type: 'quantity' },
    setupStart: { sql: 's.setup_start', type: 'time' },
    start: { sql: 's.start', type: 'time' },
    end: { sql: 's.ended', type: 'time' },
  },
  key: ['order', 'sequence'],
  sort: 'start',
}

/** Operations on another unit or at another time than in the run before, the furthest moved first. */
export const SCHEDULE_MOVES: ListSource = {
  from: `(select order_id, sequence, coalesce(n.item, b.item) as item, n.work_unit, b.work_unit as was_work_unit, n.start,
                 b.start as was_start, extract(epoch from n.start - b.start) / 60 as minutes,
                 case when b.start is null then 'new' when n.start is null then 'gone' else 'moved' end as change
          from (select * from scheduled_operation where run = ${CURRENT}) as n
          full join (select * from scheduled_operation where run = ${BEFORE}) as b using (order_id, sequence)
          where (n.work_unit, n.start, n.ended) is distinct from (b.work_unit, b.start, b.ended)) as m`,
  columns: {
    order: { sql: 'm.order_id', type: 'text' },
    sequence: { sql: 'm.sequence', type: 'integer' },
    item: { sql: 'm.item', type: 'text' },
    change: { sql: 'm.change', type: 'text' },
    workUnit: { sql: 'm.work_unit', type: 'text' },
    wasWorkUnit: { sql: 'm.was_work_unit', type: 'text' },
    start: { sql: 'm.start', type: 'time' },
    wasStart: { sql: 'm.was_start', type: 'time' },
    minutes: { sql: 'm.minutes', type: 'integer' },
  },
  key: ['order', 'sequence'],
  sort: '-minutes',
}
