import type { LateCause } from '@headwater/domain/plans/late-cause'
import type { PlanCounts } from '../../../schemas/rest/planning.ts'
import type { Session } from '../platform/database.ts'
import { CURRENT } from './current-run.ts'
import { PLAN_ISSUES, PLANNING_ACTIONS } from './plan-lists.ts'
import { PLAN_CHANGES } from './trace-lists.ts'

export interface RunRow {
  readonly [column: string]: unknown
  readonly id: number
  readonly ended: Date
  readonly counts: PlanCounts
}

export async function currentRun(session: Session): Promise<RunRow | null> {
  const rows = await session.query<RunRow>({ text: 'select id, ended, counts from plan_run order by id desc limit 1' })
  return rows[0] ?? null
}

export const hasPlan = async (session: Session): Promise<boolean> => (await currentRun(session)) !== null

export interface ListSizes {
  readonly [column: string]: unknown
  readonly late: number
  readonly soonLate: number
  readonly cannotPlan: number
  readonly conflicts: number
  readonly all: number
}

export async function countLists(session: Session): Promise<ListSizes> {
  const [row] = await session.query<ListSizes>({
    text: `select (count(*) filter (where status = 'late'))::int as late,
                  (count(*) filter (where status = 'soon-late'))::int as "soonLate",
                  (count(*) filter (where status = 'cannot-plan'))::int as "cannotPlan",
                  (select count(*) from ${PLAN_ISSUES.from} where i.list = 'conflict')::int as conflicts,
                  count(*)::int as all
           from order_projection where run = ${CURRENT}`,
  })
  return row!
}

/** undefined: no such open line; null: it is not late. */
export async function findCause(
  session: Session,
  { order, line }: { order: string; line: string },
): Promise<LateCause | null | undefined> {
  const rows = await session.query<{ cause: LateCause | null }>({
    text: `select cause from order_projection where run = ${CURRENT} and order_id = $1 and line = $2`,
    values: [order, line],
  })
  return rows[0]?.cause
}

export interface OperationTimes {
  readonly [column: string]: unknown
  readonly order: string
  readonly sequence: number
  readonly setupStart: string
  readonly start: string
  readonly ended: string
}

const written = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** When the operations of some orders are scheduled, each order's in their sequence. */
export const operationTimes = (session: Session, orders: readonly string[]) =>
  session.query<OperationTimes>({
    text: `select order_id as order, sequence, ${written('setup_start')} as "setupStart", ${written('start')} as start,
                  ${written('ended')} as ended
           from scheduled_operation where run = ${CURRENT} and order_id = any($1) order by order_id, sequence`,
    values: [orders],
  })

/** The run before the current one. */
export async function previousRun(session: Session): Promise<Pick<RunRow, 'id' | 'ended'> | null> {
  const rows = await session.query<RunRow>({ text: 'select id, ended from plan_run order by id desc offset 1 limit 1' })
  return rows[0] ?? null
}

/** Order lines by what the newest plan changed. */
export async function countChanges(session: Session): Promise<Record<string, number>> {
  const rows = await session.query<{ kind: string; count: number }>({
    text: `select kind, count(*)::int as count from ${PLAN_CHANGES.from} group by kind`,
  })
  return Object.fromEntries(rows.map((one) => [one.kind, one.count]))
}

/** Actions that wait for somebody, by kind. */
export async function countActions(session: Session): Promise<Record<string, number>> {
  const rows = await session.query<{ action: string; count: number }>({
    text: `select action, count(*)::int as count from ${PLANNING_ACTIONS.from} where a.state = 'open' group by action`,
  })
  return Object.fromEntries(rows.map((one) => [one.action, one.count]))
}

/** Pieces sold in the last seven days that have sales, and pieces expected in four weeks from a day. */
export async function readFlow(session: Session, today: string): Promise<{ sold: string; expected: string }> {
  const [row] = await session.query<{ sold: string; expected: string }>({
    text: `select (select coalesce(trim_scale(sum(quantity)), 0)::text from sell_through
                   where date > (select max(date) from sell_through) - 7) as sold,
                  (select coalesce(round(sum(quantity)), 0)::text from forecast_result
                   where run = ${CURRENT} and date < $1::date + 28) as expected`,
    values: [today],
  })
  return row!
}
