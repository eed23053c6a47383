import { randomUUID } from 'node:crypto'
import { formatDay, parseDay } from '@headwater/domain/measures/day'
import { formatMicro, parseMicro } from '@headwater/domain/measures/quantity'
import type { PromiseRequest as DeskRequest } from '@headwater/engine/promising/promise-order'
import { promiseJson } from '@headwater/files/write-promise'
import type { PromiseAnswer, PromiseRequest } from '../../../schemas/rest/promising.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import type { Desk, DeskAnswer } from './promise-desk.ts'
import { insertReservation, lockPromises } from './reservation.store.ts'

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
export async function promiseGoods(room: PromiseRoom, order: PromiseRequest): Promise<PromiseAnswer> {
  const request = readRequest(order)
  const { reserveHours, customer = '' } = order
  return reserveHours === undefined
    ? answerOf(await room.desk.ask(room.database, request), null)
    : reserve(room, { request, hours: reserveHours, customer })
}

function reserve(
  { database, clock, desk, by }: PromiseRoom,
  { request, hours, customer }: { request: DeskRequest; hours: number; customer: string },
): Promise<PromiseAnswer> {
  return desk.inTurn(() =>
    database.transaction(async (transaction) => {
      await lockPromises(transaction)
      const answer = await desk.ask(transaction, request)
      const { promised } = answer.promise
      if (promised === null)
        throw new Refused('conflict', `item (${request.item}) cannot be promised, so nothing is reserved`)
      const id = randomUUID()
      const expires = new Date(clock.business() + hours * HOUR_MS)
      const [quantity, date] = [formatMicro(request.quantity), formatDay(promised)]
      await insertReservation(transaction, { id, item: request.item, quantity, date, customer, by, expires })
      return answerOf(answer, { id, expires: expires.toISOString() })
    }),
  )
}

function readRequest({ item, quantity, wanted }: PromiseRequest): DeskRequest {
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
