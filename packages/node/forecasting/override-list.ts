import type { ListSource } from '../platform/list-source.ts'

/** All overrides, also withdrawn ones: who changed what, when and why. */
export const FORECAST_OVERRIDES: ListSource = {
  from: 'forecast_override as o',
  columns: {
    id: { sql: 'o.id', type: 'integer' },
    level: { sql: 'o.level', type: 'text' },
    key: { sql: 'o.key', type: 'text' },
    place: { sql: 'o.place', type: 'text' },
    firstDay: { sql: 'o.first_day', type: 'date' },
    lastDay: { sql: 'o.last_day', type: 'date' },
    quantity: { sql: 'o.quantity', type: 'quantity' },
    was: { sql: 'o.was', type: 'quantity' },
    by: { sql: 'o.given_by', type: 'text' },
    given: { sql: 'o.given', type: 'time' },
    reason: { sql: 'o.reason', type: 'text' },
    withdrawn: { sql: 'o.withdrawn', type: 'time' },
    withdrawnBy: { sql: 'o.withdrawn_by', type: 'text' },
  },
  key: ['id'],
  sort: '-id',
}
