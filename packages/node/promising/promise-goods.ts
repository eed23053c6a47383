import { randomUUID } from 'node:crypto'
import { formatDay, parseDay } from '@headwater/domain/measures/day'
import { formatMicro, parseMicro } from '@headwater/domain/measures/quantity'
import type { PromiseRequest as DeskRequest } from '@headwater/engine/promising/promise-order'
import { promiseJson } from '@headwater/files/write-promise'
import type { PromiseAnswer, PromisedLines, PromiseLines, PromiseRequest } from '../../../schemas/rest/promising.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import type { DeskAnswer } from './desk.worker.ts'
import type { Desk } from './promise-desk.ts'
import { insertReservations, lockPromises, type ReservationRow } from './reservation.store.ts'

/** Whom promising works for and with. */
export interface PromiseRoom {
  readonly database: Database
  readonly clock: Clock
  readonly desk: Desk
  /** Who asks. */
  readonly by: string
}

const HOUR_MS = 3_600_000

/** A date for a quantity. An inquiry changes nothing; a reservation keeps the goods until it runs out in business time. */
export async function promiseGoods(
  room: PromiseRoom,
  { item, quantity, ...order }: PromiseRequest,
): Promise<PromiseAnswer> {
  const { lines } = await promiseLines(room, { ...order, lines: [{ item, quantity }] })
  return lines[0]!
}

/** Dates for several items together; all of them are reserved or none. */
export async function promiseLines(room: PromiseRoom, order: PromiseLines): Promise<PromisedLines> {
  const requests = order.lines.map((one) => readRequest({ ...one, wanted: order.wanted }))
  const { reserveHours, customer = '', without = [] } = order
  if (reserveHours !== undefined && without.length > 0)
    throw new Refused('invalid', 'an order line holds its goods itself: ask without reserveHours, then set the date')
  const lines =
    reserveHours === undefined
      ? (await room.desk.ask(room.database, requests, without)).map((one) => answerOf(one, null))
      : await reserve(room, { requests, hours: reserveHours, customer })
  const dates = lines.map((one) => one.promised)
  return { promised: dates.includes(null) ? null : (dates as string[]).toSorted().at(-1)!, lines }
}

function reserve(
  { database, clock, desk, by }: PromiseRoom,
  { requests, hours, customer }: { requests: readonly DeskRequest[]; hours: number; customer: string },
): Promise<PromiseAnswer[]> {
  return desk.inTurn(() =>
    database.transaction(async (transaction) => {
      await lockPromises(transaction)
      const answers = await desk.ask(transaction, requests)
      const expires = new Date(clock.business() + hours * HOUR_MS)
      const given = answers.map((answer) => ({ answer, row: reservationOf(answer, { customer, by, expires }) }))
      await insertReservations(
        transaction,
        given.map((one) => one.row),
      )
      return given.map(({ answer, row }) => answerOf(answer, { id: row.id, expires: expires.toISOString() }))
    }),
  )
}

function reservationOf(
  { promise: { item, quantity, promised } }: DeskAnswer,
  more: Pick<ReservationRow, 'customer' | 'by' | 'expires'>,
): ReservationRow {
  if (promised === null) throw new Refused('conflict', `item (${item}) cannot be promised, so nothing is reserved`)
  return { id: randomUUID(), item, quantity: formatMicro(quantity), date: formatDay(promised), ...more }
}

function readRequest({ item, quantity, wanted }: Pick<PromiseRequest, 'item' | 'quantity' | 'wanted'>): DeskRequest {
  const amount = parseMicro(quantity)
  if (typeof amount === 'string' || amount <= 0)
    throw new Refused('invalid', `quantity (${quantity}) should be above 0`)
  const day = parseDay(wanted)
  if (day === null) throw new Refused('invalid', `wanted (${wanted}) should be a date that exists`)
  return { item, quantity: amount, wanted: day }
}

const answerOf = ({ promise, levers }: DeskAnswer, reservation: PromiseAnswer['reservation']): PromiseAnswer => ({
  ...(promiseJson(promise) as Omit<PromiseAnswer, 'levers' | 'reservation'>),
  levers: levers.map((one) => ({
    type: one.type,
    item: one.item,
    quantity: formatMicro(one.quantity),
    date: formatDay(one.date),
  })),
  reservation,
})
