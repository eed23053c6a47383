import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import { parseDay } from '@headwater/domain/measures/day'
import { parseMicro } from '@headwater/domain/measures/quantity'
import type { ScheduledOperation } from '@headwater/domain/plans/schedule'
import type { Reservation } from '@headwater/engine/promising/promise-desk'
import type { Session } from '../platform/database.ts'

const CURRENT = '(select max(id) from plan_run)'

/** Changes whenever the desk should be opened anew. */
export async function deskVersion(session: Session): Promise<{ run: number | null; version: string }> {
  const [row] = await session.query<{ run: number | null; version: string }>({
    name: 'desk-version',
    text: `select ${CURRENT} as run, concat_ws('/', ${CURRENT}, (select max(id) from import_batch),
                  (select count(*) from reservation where expires > now()), (select max(given) from reservation)) as version`,
  })
  return row!
}

export async function loadForecasts(session: Session): Promise<ForecastBucket[]> {
  const rows = await session.query<{
    item: string
    date: string
    bucket: ForecastBucket['bucket']
    quantity: string
    last: string
  }>({
    text: `select item, to_char(date, 'YYYY-MM-DD') as date, bucket, trim_scale(quantity)::text as quantity,
                  to_char(case bucket when 'day' then date when 'week' then date + 6 else (date + interval '1 month')::date - 1 end,
                          'YYYY-MM-DD') as last
           from forecast_result where run = ${CURRENT}`,
  })
  return rows.map((one) => ({
    item: one.item,
    firstDay: parseDay(one.date)!,
    lastDay: parseDay(one.last)!,
    bucket: one.bucket,
    quantity: parseMicro(one.quantity) as number,
  }))
}

const secondsOf = (time: Date): number => Math.round(time.getTime() / 1000)

export async function loadOperations(session: Session): Promise<ScheduledOperation[]> {
  const rows = await session.query<{
    order_id: string
    sequence: number
    item: string
    work_center: string
    work_unit: string
    quantity: string
    setup_start: Date
    start: Date
    ended: Date
  }>({
    text: `select order_id, sequence, item, work_center, work_unit, trim_scale(quantity)::text as quantity, setup_start, start, ended
           from scheduled_operation where run = ${CURRENT}`,
  })
  return rows.map((one) => ({
    order: one.order_id,
    sequence: one.sequence,
    item: one.item,
    workCenter: one.work_center,
    workUnit: one.work_unit,
    quantity: parseMicro(one.quantity) as number,
    setupStart: secondsOf(one.setup_start),
    start: secondsOf(one.start),
    end: secondsOf(one.ended),
  }))
}

/** Reservations that have not run out, by the machine's clock. */
export async function loadReservations(session: Session): Promise<Reservation[]> {
  const rows = await session.query<{ item: string; quantity: string; date: string }>({
    text: `select item, trim_scale(quantity)::text as quantity, to_char(date, 'YYYY-MM-DD') as date from reservation where expires > now()`,
  })
  return rows.map((one) => ({
    item: one.item,
    quantity: parseMicro(one.quantity) as number,
    date: parseDay(one.date)!,
  }))
}

export interface NewReservation {
  readonly id: string
  readonly item: string
  readonly quantity: string
  readonly date: string
  readonly customer: string
  readonly by: string
  readonly hours: number
}

export async function insertReservation(session: Session, one: NewReservation): Promise<Date> {
  const [row] = await session.query<{ expires: Date }>({
    text: `insert into reservation (id, item, quantity, date, customer, given_by, expires)
           values ($1, $2, $3, $4, $5, $6, now() + make_interval(hours => $7)) returning expires`,
    values: [one.id, one.item, one.quantity, one.date, one.customer, one.by, one.hours],
  })
  return row!.expires
}

/** One reservation at a time: two may not be promised the same goods. */
export async function lockPromises(session: Session): Promise<void> {
  await session.query({ text: `select pg_advisory_xact_lock(hashtext('headwater promise'))` })
}
