import { CURRENT } from '../planning/index.ts'
import type { Session } from '../platform/database.ts'

export interface ViewRow {
  readonly [column: string]: unknown
  readonly run: number
  readonly isStale: boolean
  /** JSON text. */
  readonly view: string
}

/** The schedule of the current run; undefined: nothing is planned. Stale: records have changed since. */
export async function loadView(session: Session): Promise<ViewRow | undefined> {
  const rows = await session.query<ViewRow>({
    text: `select run, batch is distinct from (select max(id) from import_batch) as "isStale", view
           from schedule_view where run = ${CURRENT}`,
  })
  return rows[0]
}

/** Changes with plan, records and day of business: what a desk stands on. */
export async function loadBasis(session: Session, moment: Date): Promise<string> {
  const [row] = await session.query<{ basis: string }>({
    name: 'schedule-basis',
    text: `select concat_ws('/', ${CURRENT}, (select max(id) from import_batch), $1::timestamptz::date) as basis`,
    values: [moment],
  })
  return row!.basis
}

export interface PlannedRow {
  readonly [column: string]: unknown
  readonly item: string
  readonly newQuantity: string
  readonly newDate: string
  readonly releaseDate: string
  readonly priority: number | null
}

/** A planned order of the current run, as a work order would be; undefined: there is none. */
export async function findPlanned(session: Session, order: string): Promise<PlannedRow | undefined> {
  const rows = await session.query<PlannedRow>({
    text: `select item, trim_scale(start_quantity)::text as "newQuantity", to_char(due_date, 'YYYY-MM-DD') as "newDate",
                  to_char(release_date, 'YYYY-MM-DD') as "releaseDate", priority
           from planned_order where run = ${CURRENT} and type = 'make' and planned_order = $1`,
    values: [order],
  })
  return rows[0]
}

/**
 * Keeps where operations stand that a change moves: those of its orders, others by order and sequence, and those of their items, because
 * a plan may make other orders of an item once one of them is firm.
 */
export async function saveBefore(
  session: Session,
  batch: number,
  {
    orders,
    others,
  }: { readonly orders: readonly string[]; readonly others: readonly { order: string; sequence: number }[] },
): Promise<void> {
  await session.query({
    text: `insert into schedule_before (batch, operations)
           select $1, coalesce(jsonb_agg(jsonb_build_object('order', order_id, 'sequence', sequence, 'workUnit', work_unit,
                                                            'start', extract(epoch from start)::bigint)), '[]')
           from scheduled_operation
           where run = ${CURRENT}
             and (item in (select item from scheduled_operation where run = ${CURRENT} and order_id = any ($2::text[]))
                  or (order_id, sequence) in (select * from unnest($3::text[], $4::int[])))`,
    values: [batch, orders, others.map((one) => one.order), others.map((one) => one.sequence)],
  })
}

/** The cells of a record; undefined: there is none. */
export async function findRecord(
  session: Session,
  file: string,
  key: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const rows = await session.query<{ cells: Readonly<Record<string, string>> }>({
    text: 'select cells from record where file = $1 and key = $2',
    values: [file, key],
  })
  return rows[0]?.cells
}
