import { type Static, Type } from 'typebox'
import { EditAnswer, RecordEdit } from './edits.ts'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

export const PromiseRequest = Type.Object(
  {
    item: Type.String({ minLength: 1, maxLength: 64 }),
    quantity: Type.String({ pattern: '^\\d{1,9}(\\.\\d{1,6})?$', description: 'Above 0' }),
    wanted: Type.String({ format: 'date' }),
    reserveHours: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 720,
        description: 'Keeps the goods so long, in business time; without it nothing changes',
      }),
    ),
    customer: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
)
export type PromiseRequest = Static<typeof PromiseRequest>

/** The promise of the files contract, and what would make it earlier. */
export const PromiseAnswer = Type.Object({
  item: Type.String(),
  quantity: Type.String(),
  wanted: Type.String(),
  promised: nullable(Type.String()),
  method: Type.Union([Type.Literal('atp'), Type.Literal('ctp'), Type.Literal('none')]),
  atp_at_wanted: Type.String(),
  sources: Type.Array(
    Type.Object({
      type: Type.String(),
      order: nullable(Type.String()),
      quantity: Type.String(),
      date: Type.String(),
    }),
  ),
  binding: Type.Object({
    type: Type.String(),
    item: nullable(Type.String()),
    order: nullable(Type.String()),
    date: nullable(Type.String()),
  }),
  issues: Type.Array(Type.Unknown()),
  levers: Type.Array(
    Type.Object({
      type: Type.Union([Type.Literal('part'), Type.Literal('material'), Type.Literal('capacity')]),
      item: nullable(Type.String()),
      quantity: Type.String(),
      date: Type.String(),
    }),
  ),
  reservation: nullable(Type.Object({ id: Type.String(), expires: Type.String() })),
})
export type PromiseAnswer = Static<typeof PromiseAnswer>

/** Several items that one customer asks for together, as the sizes and colours of a style. */
export const PromiseLines = Type.Object(
  {
    lines: Type.Array(Type.Pick(PromiseRequest, ['item', 'quantity'], { additionalProperties: false }), {
      minItems: 1,
      maxItems: 400,
      description: 'Promised in this order: a later line takes nothing that an earlier one needs',
    }),
    wanted: PromiseRequest.properties.wanted,
    reserveHours: PromiseRequest.properties.reserveHours,
    customer: PromiseRequest.properties.customer,
    without: Type.Optional(
      Type.Array(Type.String({ maxLength: 140 }), {
        maxItems: 400,
        description: 'Open order lines, `SO-1001|1`, that these stand in place of: answered as if they were not there',
      }),
    ),
  },
  { additionalProperties: false },
)
export type PromiseLines = Static<typeof PromiseLines>

export const PromisedLines = Type.Object({
  promised: nullable(Type.String({ description: 'The day on which all of it is there: the latest of its lines' })),
  lines: Type.Array(PromiseAnswer),
})
export type PromisedLines = Static<typeof PromisedLines>

/** Goods kept for somebody until a moment of business time. */
export const Reservations = Type.Object({
  reservations: Type.Array(
    Type.Object({
      id: Type.String(),
      item: Type.String(),
      quantity: Type.String(),
      date: Type.String({ description: 'The promised day' }),
      customer: Type.String(),
      by: Type.String(),
      expires: Type.String(),
    }),
  ),
})
export type Reservations = Static<typeof Reservations>

export const OrderReservation = Type.Object(
  {
    order: Type.String({ minLength: 1, maxLength: 64 }),
    line: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  },
  { additionalProperties: false },
)
export type OrderReservation = Static<typeof OrderReservation>

export const ReservedOrder = Type.Object({
  order: Type.String(),
  line: Type.String(),
  batch: Type.Integer({ description: 'POST /api/imports/{id}/undo takes the line back' }),
})
export type ReservedOrder = Static<typeof ReservedOrder>

/** Reservations that become the lines 1, 2, 3 … of one order. */
export const OrderReservations = Type.Object(
  {
    order: OrderReservation.properties.order,
    reservations: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 400 }),
  },
  { additionalProperties: false },
)
export type OrderReservations = Static<typeof OrderReservations>

const PromisedDate = Type.Object(
  {
    order: Type.String({ minLength: 1, maxLength: 64 }),
    line: Type.String({ minLength: 1, maxLength: 64 }),
    date: nullable(Type.String({ format: 'date', description: 'null: none was said' })),
  },
  { additionalProperties: false },
)

/** What customers were told, with the changes of order lines and the end of reservations that belong to it: all of it or nothing. */
export const PromiseDates = Type.Object(
  {
    dates: Type.Array(PromisedDate, { maxItems: 400 }),
    edits: Type.Optional(Type.Array(RecordEdit, { maxItems: 400, description: 'Of sales_orders' })),
    release: Type.Optional(Type.Array(Type.String({ format: 'uuid' }), { maxItems: 400 })),
  },
  { additionalProperties: false },
)
export type PromiseDates = Static<typeof PromiseDates>

export const DatesPromised = Type.Object({
  ...EditAnswer.properties,
  before: Type.Array(PromisedDate, { description: 'What stood there: sent again, it undoes' }),
})
export type DatesPromised = Static<typeof DatesPromised>
