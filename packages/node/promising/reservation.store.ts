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
    text: `select ${COLUMNS} from reservation where expires > $1 order by expires, id`,
    values: [moment],
  })

export async function insertReservation(session: Session, one: ReservationRow): Promise<void> {
  await session.query({
    text: `insert into reservation (id, item, quantity, date, customer, given_by, given, expires)
           values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7)`,
    values: [one.id, one.item, one.quantity, one.date, one.customer, one.by, one.expires],
  })
}

/** Takes away a reservation that has not run out; answers what it was. */
export async function deleteReservation(
  session: Session,
  id: string,
  moment: Date,
): Promise<ReservationRow | undefined> {
  const [row] = await session.query<ReservationRow & { [name: string]: unknown }>({
    text: `delete from reservation where id = $1 and expires > $2 returning ${COLUMNS}`,
    values: [id, moment],
  })
  return row
}

/** Keeps the date that a customer was told for an order line; plans do not move it. */
export async function promiseLine(
  session: Session,
  { order, line, date }: { order: string; line: string; date: string },
): Promise<void> {
  await session.query({
    text: `insert into delivery_promise (order_id, line, promised) values ($1, $2, $3)
           on conflict (order_id, line) do update set promised = excluded.promised, given = now()`,
    values: [order, line, date],
  })
}

/** One change of what is reserved at a time: two may not be promised the same goods. */
export async function lockPromises(session: Session): Promise<void> {
  await session.query({ text: `select pg_advisory_xact_lock(hashtext('headwater promise'))` })
}
