import { type Day, formatDay } from '@headwater/domain/measures/day'
import { type CopyRow, copyIn } from '../platform/copy.ts'
import type { Transaction } from '../platform/database.ts'
import type { PlanAnswer } from './compute-plan.ts'
import type { PlanCounts } from './plan-counts.ts'
import { tablesOf } from './plan-tables.ts'
import { saveBalances } from './save-balances.store.ts'

export interface PlanRecord {
  readonly day: Day
  readonly started: Date
  readonly counts: PlanCounts
  readonly answer: PlanAnswer
  /** Newest batch of records that the plan knew. */
  readonly batch: number | null
}

/** Runs kept beside the current one: what changed since the last. */
const KEPT = 1

/** Writes a run whole by COPY and makes it the current one; older runs go. Resolves with its number. */
export async function savePlan(
  transaction: Transaction,
  { day, started, counts, answer, batch }: PlanRecord,
): Promise<number> {
  const [row] = await transaction.query<{ id: number }>({
    text: 'insert into plan_run (business_day, started, counts) values ($1, $2, $3::jsonb) returning id',
    values: [formatDay(day), started, JSON.stringify(counts)],
  })
  const run = row!.id
  for (const { table, columns, rows } of tablesOf(answer))
    await copyIn(transaction, { table, columns: ['run', ...columns] }, withRun(run, rows))
  await saveBalances(transaction, run, formatDay(day))
  await transaction.query({
    text: `insert into delivery_promise (order_id, line, promised)
           select order_id, line, greatest(projected, requested) from order_projection where run = $1 and projected is not null
           on conflict do nothing`,
    values: [run],
  })
  await transaction.query({
    text: 'insert into schedule_view (run, batch, view) values ($1, $2, $3)',
    values: [run, batch, JSON.stringify(answer.view)],
  })
  await transaction.query({
    text: 'delete from plan_run where id < (select id from plan_run order by id desc offset $1 limit 1)',
    values: [KEPT],
  })
  await transaction.query({ text: `select pg_notify('headwater_live', 'plan')` })
  return run
}

function* withRun(run: number, rows: Iterable<CopyRow>): Generator<CopyRow> {
  for (const row of rows) yield [run, ...row]
}
