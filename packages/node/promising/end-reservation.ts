import type { OrderReservation, ReservedOrder } from '../../../schemas/rest/promising.ts'
import { Refused } from '../platform/problem.ts'
import { editInto } from '../records/index.ts'
import type { PromiseRoom } from './promise-goods.ts'
import { deleteReservation, lockPromises, promiseLine, type ReservationRow } from './reservation.store.ts'

const unknown = (id: string): Refused =>
  new Refused('not-found', `reservation (${id}) should be open: it is unknown, released or has run out`)

/** Gives back what was reserved. */
export function releaseReservation({ database, clock, desk }: PromiseRoom, id: string): Promise<void> {
  return desk.inTurn(() =>
    database.transaction(async (transaction) => {
      await lockPromises(transaction)
      if (!(await deleteReservation(transaction, id, new Date(clock.business())))) throw unknown(id)
    }),
  )
}

/** Makes a reservation an open sales order line, due on the promised day, which stays what the customer was told: one act, so that the goods are never free in between. */
export function orderReservation(
  { database, clock, desk, by }: PromiseRoom,
  id: string,
  { order, line = '1' }: OrderReservation,
): Promise<ReservedOrder> {
  return desk.inTurn(() =>
    database.transaction(async (transaction) => {
      await lockPromises(transaction)
      const reservation = await deleteReservation(transaction, id, new Date(clock.business()))
      if (!reservation) throw unknown(id)
      const { batch, issues } = await editInto(transaction, {
        edits: [{ file: 'sales_orders', key: null, cells: cellsOf(reservation, { order, line }) }],
        reason: `reservation ${id}`,
        by,
      })
      if (batch === null) throw new Refused('conflict', issues[0]?.message ?? `order (${order}) cannot be written`)
      await promiseLine(transaction, { order, line, date: reservation.date })
      return { order, line, batch }
    }),
  )
}

const cellsOf = (
  { item, quantity, date, customer }: ReservationRow,
  key: { order: string; line: string },
): Record<string, string> => ({ ...key, item, quantity, due_date: date, customer })
