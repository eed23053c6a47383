import { type Day, formatDay } from '@headwater/domain/measures/day'
import { copyTextIn } from '../platform/copy.ts'
import type { Session, Transaction } from '../platform/database.ts'
import { noteNews } from './plan-news.store.ts'
import { saveBalances } from './save-balances.store.ts'
import type { WrittenPlan } from './write-plan.ts'

export interface PlanRecord {
  readonly run: number
  readonly day: Day
  readonly started: Date
  readonly written: WrittenPlan
  /** Newest batch of records that the plan knew. */
  readonly batch: number | null
}

/** Runs kept beside the current one: what changed since the last. */
const KEPT = 1

/** The number of a run to come; one that is never written is left out. */
export async function nextRun(session: Session): Promise<number> {
  const [row] = await session.query<{ run: number }>({
    text: `select nextval(pg_get_serial_sequence('plan_run', 'id')) as run`,
    values: [],
  })
  return row!.run
}

/** Writes a run whole by COPY and makes it the current one; older runs go. */
export async function savePlan(
  transaction: Transaction,
  { run, day, started, written, batch }: PlanRecord,
): Promise<void> {
  await transaction.query({
    text: 'insert into plan_run (id, business_day, started, counts) overriding system value values ($1, $2, $3, $4::jsonb)',
    values: [run, formatDay(day), started, JSON.stringify(written.counts)],
  })
  for (const { table, columns, pieces } of written.tables) await copyTextIn(transaction, { table, columns }, pieces)
  await saveBalances(transaction, run, formatDay(day))
  await transaction.query({
    text: `insert into delivery_promise (order_id, line, promised)
           select order_id, line, greatest(projected, requested) from order_projection where run = $1 and projected is not null
           on conflict do nothing`,
    values: [run],
  })
  await transaction.query({
    text: 'insert into schedule_view (run, batch, view) values ($1, $2, $3)',
    values: [run, batch, JSON.stringify(written.view)],
  })
  await noteNews(transaction, run)
  await transaction.query({
    text: 'delete from plan_run where id < (select id from plan_run order by id desc offset $1 limit 1)',
    values: [KEPT],
  })
  await transaction.query({ text: `select pg_notify('headwater_live', 'plan')` })
}
