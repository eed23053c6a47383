import { Type } from 'typebox'
import {
  DatesPromised,
  OrderReservation,
  OrderReservations,
  PromiseAnswer,
  PromiseDates,
  PromisedLines,
  PromiseLines,
  PromiseRequest,
  Reservations,
  ReservedOrder,
} from '../../../schemas/rest/promising.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { personOf } from '../platform/guard.ts'
import type { Http } from '../platform/http.ts'
import { orderReservation, orderReservations, releaseReservation } from './end-reservation.ts'
import { promiseDates } from './promise-dates.ts'
import { createDesk, type Desk } from './promise-desk.ts'
import { promiseGoods, promiseLines } from './promise-goods.ts'
import { readReservations } from './read-reservations.ts'

const ReservationPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

interface Promising {
  readonly database: Database
  readonly clock: Clock
  readonly desk: Desk
}

/** Promises and what is reserved; the desk ends with the server. */
export function promisingRoutes(http: Http, { database, clock }: { database: Database; clock: Clock }): void {
  const desk = createDesk({ database, clock })
  http.addHook('onClose', () => desk.close())
  http.post(
    '/api/promises',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'A date for a quantity, what binds it and what would make it earlier',
        body: PromiseRequest,
        response: { 200: PromiseAnswer },
      },
    },
    (request) => promiseGoods({ database, clock, desk, by: personOf(request).email }, request.body),
  )
  http.post(
    '/api/promise-lines',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'Dates for several items that one customer asks for together',
        body: PromiseLines,
        response: { 200: PromisedLines },
      },
    },
    (request) => promiseLines({ database, clock, desk, by: personOf(request).email }, request.body),
  )
  http.put(
    '/api/promised-dates',
    {
      config: { access: 'planner' },
      schema: {
        summary:
          'Keep the dates that customers were told, with the order lines that go with them; plans do not move them',
        body: PromiseDates,
        response: { 200: DatesPromised },
      },
    },
    (request) => promiseDates({ database, clock, desk, by: personOf(request).email }, request.body),
  )
  reservationRoutes(http, { database, clock, desk })
}

function reservationRoutes(http: Http, promising: Promising): void {
  const { database, clock } = promising
  http.get(
    '/api/reservations',
    {
      config: { access: 'viewer' },
      schema: { summary: 'What is reserved, the next to run out first', response: { 200: Reservations } },
    },
    () => readReservations(database, clock),
  )
  http.delete(
    '/api/reservations/:id',
    { config: { access: 'planner' }, schema: { summary: 'Give back what was reserved', params: ReservationPath } },
    async (request, reply) => {
      await releaseReservation({ ...promising, by: personOf(request).email }, request.params.id)
      return reply.code(204).send()
    },
  )
  http.post(
    '/api/reservations/:id/order',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'Make a reservation an open sales order line, due on the promised day',
        params: ReservationPath,
        body: OrderReservation,
        response: { 200: ReservedOrder },
      },
    },
    (request) => orderReservation({ ...promising, by: personOf(request).email }, request.params.id, request.body),
  )
  http.post(
    '/api/reserved-orders',
    {
      config: { access: 'planner' },
      schema: {
        summary: 'Make several reservations the lines of one open sales order',
        body: OrderReservations,
        response: { 200: ReservedOrder },
      },
    },
    (request) => orderReservations({ ...promising, by: personOf(request).email }, request.body),
  )
}
