import type { Session } from '../platform/database.ts'

export interface ReservationRow {
  readonly id: string
  readonly item: string
  readonly quantity: string
  readonly date: string
  readonly customer: string
  readonly by: string
  /** By the business clock: a reservation is a promise. */
  readonly expires: Date
}

const COLUMNS = `id, item, trim_scale(quantity)::text as quantity, to_char(date, 'YYYY-MM-DD') as date, customer, given_by as by, expires`

/** What is reserved at a moment of business, the next to run out first. */
export const listReservations = (session: Session, moment: Date): Promise<readonly ReservationRow[]> =>
  session.query<ReservationRow & { [name: string]: unknown }>({
    text: `select ${COLUMNS} from reservation where expires > $1 order by expires, given, id`,
    values: [moment],
  })

/** Reservations in the order in which they were given, which is kept: each was promised beside those before it. */
export async function insertReservations(session: Session, rows: readonly ReservationRow[]): Promise<void> {
  await session.query({
    text: `insert into reservation (id, item, quantity, date, customer, given_by, given, expires)
           select id, item, quantity, date, customer, given_by, clock_timestamp() + place * interval '1 microsecond', expires
           from unnest($1::uuid[], $2::text[], $3::numeric[], $4::date[], $5::text[], $6::text[], $7::timestamptz[])
                with ordinality as one (id, item, quantity, date, customer, given_by, expires, place)`,
    values: [
      rows.map((one) => one.id),
      rows.map((one) => one.item),
      rows.map((one) => one.quantity),
      rows.map((one) => one.date),
      rows.map((one) => one.customer),
      rows.map((one) => one.by),
      rows.map((one) => one.expires),
    ],
  })
}

/** Takes away reservations that have not run out; answers what they were, by their ids: one that is not there is not among them. */
export async function deleteReservations(
  session: Session,
  ids: readonly string[],
  moment: Date,
): Promise<ReadonlyMap<string, ReservationRow>> {
  const rows = await session.query<ReservationRow & { [name: string]: unknown }>({
    text: `delete from reservation where id = any($1::uuid[]) and expires > $2 returning ${COLUMNS}`,
    values: [ids, moment],
  })
  return new Map(rows.map((one) => [one.id, one]))
}

/** An order line and the date that its customer was told. */
export interface PromisedLine {
  readonly order: string
  readonly line: string
  readonly date: string
}

/** Keeps the dates that a customer was told; plans do not move them. */
export async function promiseLines(session: Session, lines: readonly PromisedLine[]): Promise<void> {
  await session.query({
    text: `insert into delivery_promise (order_id, line, promised)
           select * from unnest($1::text[], $2::text[], $3::date[])
           on conflict (order_id, line) do update set promised = excluded.promised, given = now()`,
    values: [lines.map((one) => one.order), lines.map((one) => one.line), lines.map((one) => one.date)],
  })
}

type LineKey = Pick<PromisedLine, 'order' | 'line'>

/** What was told of these lines; null: nothing. In their order. */
export const findPromised = (session: Session, lines: readonly LineKey[]) =>
  session.query<{ order: string; line: string; date: string | null }>({
    text: `select one.order_id as order, one.line, to_char(p.promised, 'YYYY-MM-DD') as date
           from unnest($1::text[], $2::text[]) with ordinality as one (order_id, line, place)
             left join delivery_promise p using (order_id, line) order by one.place`,
    values: [lines.map((one) => one.order), lines.map((one) => one.line)],
  })

/** The first of these lines that the records do not have. */
export async function findUnknown(session: Session, lines: readonly LineKey[]): Promise<LineKey | undefined> {
  const rows = await session.query<{ order: string; line: string }>({
    text: `select order_id as order, line from unnest($1::text[], $2::text[]) with ordinality as one (order_id, line, place)
           where not exists (select from record r where r.file = 'sales_orders' and r.key = order_id || '|' || line)
           order by place limit 1`,
    values: [lines.map((one) => one.order), lines.map((one) => one.line)],
  })
  return rows[0]
}

/** Nothing was told of these lines. */
export async function forgetPromised(session: Session, lines: readonly LineKey[]): Promise<void> {
  await session.query({
    text: `delete from delivery_promise p using unnest($1::text[], $2::text[]) as one (order_id, line)
           where p.order_id = one.order_id and p.line = one.line`,
    values: [lines.map((one) => one.order), lines.map((one) => one.line)],
  })
}

/** One change of what is reserved at a time: two may not be promised the same goods. */
export async function lockPromises(session: Session): Promise<void> {
  await session.query({ text: `select pg_advisory_xact_lock(hashtext('headwater promise'))` })
}
