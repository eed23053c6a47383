import type { Transaction } from '../platform/database.ts'
import { materialEvents } from './material-events.ts'

/** Writes one row for each item of a run: what is there, comes and goes, and when it first lacks. */
export async function saveBalances(transaction: Transaction, run: number, today: string): Promise<void> {
  await transaction.query({
    text: `insert into item_balance (run, item, stock, receipts, planned, needs, lowest, short_date, out_date)
      with days as (
        select item, greatest(date, $2::date) as date,
               coalesce(sum(quantity) filter (where kind = 'stock'), 0) as stock,
               coalesce(sum(quantity) filter (where kind = 'receipt'), 0) as receipts,
               coalesce(sum(quantity) filter (where kind = 'planned'), 0) as planned,
               coalesce(sum(-quantity) filter (where kind = 'need'), 0) as needs
        from (${materialEvents('$1')}) e group by 1, 2),
      levels as (
        select *, sum(stock + receipts + planned - needs) over (partition by item order by date) as level,
               sum(stock + receipts - needs) over (partition by item order by date) as bare
        from days)
      select $1, item, sum(stock), sum(receipts), sum(planned), sum(needs), min(level),
             min(date) filter (where level < 0), min(date) filter (where bare < 0)
      from levels group by item`,
    values: [run, today],
  })
}
