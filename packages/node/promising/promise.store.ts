import { parseDay } from '@headwater/domain/measures/day'
import { parseMicro } from '@headwater/domain/measures/quantity'
import type { ScheduledOperation } from '@headwater/domain/plans/schedule'
import type { Reservation } from '@headwater/engine/promising/reserve-goods'
import { CURRENT } from '../planning/index.ts'
import type { Session } from '../platform/database.ts'

export interface DeskVersion {
  readonly run: number | null
  /** Changes with plan and records. */
  readonly basis: string
  /** Changes with what is reserved. */
  readonly reserved: string
}

/** What the desk should stand on at a moment of business. */
export async function deskVersion(session: Session, moment: Date): Promise<DeskVersion> {
  const [row] = await session.query<{ [Name in keyof DeskVersion]: DeskVersion[Name] }>({
    name: 'desk-version',
    text: `select ${CURRENT} as run, concat_ws('/', ${CURRENT}, (select max(id) from import_batch)) as basis,
                  (select coalesce(string_agg(id::text, ' ' order by given, id), '') from reservation where expires > $1) as reserved`,
    values: [moment],
  })
  return row!
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

/** What is reserved at a moment of business, in the order in which it was given. */
export async function loadReservations(session: Session, moment: Date): Promise<Reservation[]> {
  const rows = await session.query<{ item: string; quantity: string; date: string }>({
    text: `select item, trim_scale(quantity)::text as quantity, to_char(date, 'YYYY-MM-DD') as date
           from reservation where expires > $1 order by given, id`,
    values: [moment],
  })
  return rows.map((one) => ({
    item: one.item,
    quantity: parseMicro(one.quantity) as number,
    date: parseDay(one.date)!,
  }))
}
