import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import type { OrderReservation, OrderReservations, ReservedOrder } from '../../../schemas/rest/promising.ts'
import { Refused } from '../platform/problem.ts'
import { editInto } from '../records/index.ts'
import type { PromiseRoom } from './promise-goods.ts'
import {
  deleteReservations,
  lockPromises,
  type PromisedLine,
  promiseLines,
  type ReservationRow,
} from './reservation.store.ts'

const unknown = (id: string): Refused =>
  new Refused('not-found', `reservation (${id}) should be open: it is unknown, released or has run out`)

/** Gives back what was reserved. */
export function releaseReservation({ database, clock, desk }: PromiseRoom, id: string): Promise<void> {
  return desk.inTurn(() =>
    database.transaction(async (transaction) => {
      await lockPromises(transaction)
      const released = await deleteReservations(transaction, [id], new Date(clock.business()))
      if (released.size === 0) throw unknown(id)
    }),
  )
}

/** Makes a reservation an open sales order line, due on the promised day, which stays what the customer was told: one act, so that the goods are never free in between. */
export function orderReservation(room: PromiseRoom, id: string, place: OrderReservation): Promise<ReservedOrder> {
  return orderAll(room, [{ id, order: place.order, line: place.line ?? '1' }])
}

/** The same for reservations that become the lines 1, 2, 3 … of one order. */
export function orderReservations(
  room: PromiseRoom,
  { order, reservations }: OrderReservations,
): Promise<ReservedOrder> {
  return orderAll(
    room,
    reservations.map((id, i) => ({ id, order, line: String(i + 1) })),
  )
}

interface OrderPlace {
  readonly id: string
  readonly order: string
  readonly line: string
}

function orderAll({ database, clock, desk, by }: PromiseRoom, places: readonly OrderPlace[]): Promise<ReservedOrder> {
  const { order, line } = places[0]!
  return desk.inTurn(() =>
    database.transaction(async (transaction) => {
      await lockPromises(transaction)
      const edits: RecordEdit[] = []
      const promises: PromisedLine[] = []
      const ids = places.map((one) => one.id)
      const left = new Map(await deleteReservations(transaction, ids, new Date(clock.business())))
      for (const place of places) {
        const reservation = left.get(place.id)
        if (!reservation) throw unknown(place.id)
        // One that is named twice is there once.
        left.delete(place.id)
        edits.push({ file: 'sales_orders', key: null, cells: cellsOf(reservation, place) })
        promises.push({ order: place.order, line: place.line, date: reservation.date })
      }
      const reason = places.map((one) => `reservation ${one.id}`).join(', ')
      const { batch, issues } = await editInto(transaction, { edits, reason, by })
      if (batch === null) throw new Refused('conflict', issues[0]?.message ?? `order (${order}) cannot be written`)
      await promiseLines(transaction, promises)
      return { order, line, batch }
    }),
  )
}

const cellsOf = (
  { item, quantity, date, customer }: ReservationRow,
  { order, line }: OrderPlace,
): Record<string, string> => ({ order, line, item, quantity, due_date: date, customer })
