import { randomUUID } from 'node:crypto'
import { formatDay, parseDay } from '@headwater/domain/measures/day'
import { formatMicro, parseMicro } from '@headwater/domain/measures/quantity'
import { promiseJson } from '@headwater/files/write-promise'
import type { PromiseAnswer, PromiseRequest } from '../../../schemas/rest/promising.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import type { Desk, DeskAnswer } from './promise-desk.ts'
import { insertReservation, lockPromises } from './promise.store.ts'

/** A date for a quantity. An inquiry changes nothing; a reservation keeps the goods until it runs out. */
export async function promiseGoods(
  { database, desk, by }: { database: Database; desk: Desk; by: string },
  order: PromiseRequest,
): Promise<PromiseAnswer> {
  const request = readRequest(order)
  if (order.reserveHours === undefined) return answerOf(await desk.ask(database, request), null)
  return database.transaction(async (transaction) => {
    await lockPromises(transaction)
    const answer = await desk.ask(transaction, request)
    const { promised } = answer.promise
    if (promised === null)
      throw new Refused('conflict', `item (${order.item}) cannot be promised, so nothing is reserved`)
    const id = randomUUID()
    const expires = await insertReservation(transaction, {
      id,
      item: order.item,
      quantity: formatMicro(request.quantity),
      date: formatDay(promised),
      customer: order.customer ?? '',
      by,
      hours: order.reserveHours!,
    })
    return answerOf(answer, { id, expires: expires.toISOString() })
  })
}

function readRequest({ item, quantity, wanted }: PromiseRequest) {
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
