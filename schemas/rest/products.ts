import { type Static, type TSchema, Type } from 'typebox'
import { LineStatus } from './planning.ts'

const DateText = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
const QuantityText = Type.String({ description: 'Exact decimal, at most 6 places' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const Missing = Type.Union(
  [
    Type.Literal('no-bill'),
    Type.Literal('no-routing'),
    Type.Literal('no-supplier'),
    Type.Literal('no-lead-time'),
    Type.Literal('unused'),
  ],
  { description: 'What the records do not say of an item, and planning would need' },
)
export type Missing = Static<typeof Missing>

/** An item of the records with what the plan knows of it; columns `attr.<name>` are its attributes. */
export const ProductRow = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()]))
export interface ProductRow {
  readonly item: string
  readonly name: string
  readonly unit: string
  readonly style: string | null
  readonly decimals: number | null
  readonly supply: 'make' | 'buy'
  /** Codes of `Missing`, joined by a blank. */
  readonly missing: string | null
  readonly stock: string | null
  readonly receipts: string | null
  readonly needs: string | null
  readonly [column: string]: string | number | null
}

export const ProductNode = Type.Object({
  item: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  style: nullable(Type.String()),
  supply: Type.Union([Type.Literal('make'), Type.Literal('buy')]),
  leadTimeDays: Type.Integer(),
  scrap: QuantityText,
  stock: nullable(Type.String({ description: 'In stock by the plan; null: no plan knows it' })),
  missing: Type.Array(Missing),
})
export type ProductNode = Static<typeof ProductNode>

const Substitute = Type.Object({
  item: Type.String(),
  name: Type.String(),
  ratio: QuantityText,
  priority: Type.Integer(),
  validFrom: nullable(DateText),
  validTo: nullable(DateText),
})

/** One line of a bill, for one made item; a line of a style stands here for each of its variants. */
export const ProductLine = Type.Object({
  key: Type.String({ description: 'Of its row in boms, for edits' }),
  parent: Type.String(),
  component: Type.String(),
  given: Type.Record(Type.String(), Type.String(), { description: 'The cells of its row, as they were given' }),
  isOfStyle: Type.Boolean({ description: 'The row is of the style: a change holds for all variants' }),
  perOne: Type.String({ description: 'Per 1 of the parent started, in the component’s unit, without scrap' }),
  scrap: QuantityText,
  isInForce: Type.Boolean({ description: 'On the business day' }),
  total: nullable(
    Type.String({ description: 'What the parent takes altogether for the asked quantity, scrap included; null: none' }),
  ),
  substitutes: Type.Array(Substitute),
})
export type ProductLine = Static<typeof ProductLine>

export const BillQuery = Type.Object({
  item: Type.String({ minLength: 1, maxLength: 400 }),
  quantity: Type.Optional(
    Type.String({ pattern: '^\\d{1,9}(\\.\\d{1,6})?$', description: 'Good pieces of the item; 1 unless told' }),
  ),
})

export const ProductBill = Type.Object({
  item: Type.String(),
  quantity: QuantityText,
  today: DateText,
  nodes: Type.Array(
    Type.Intersect([
      ProductNode,
      Type.Object({ total: nullable(Type.String({ description: 'Needed altogether, good, in its own unit' })) }),
    ]),
  ),
  lines: Type.Array(ProductLine, { description: 'Each once, in the order of the records' }),
  isCut: Type.Boolean({ description: 'There are more lines than an answer holds' }),
})
export type ProductBill = Static<typeof ProductBill>

const OperationPlace = Type.Object({
  workCenter: Type.String(),
  name: Type.String(),
  units: Type.Integer(),
  setupMinutes: QuantityText,
  runMinutes: QuantityText,
})

export const RoutingStep = Type.Object({
  key: Type.String({ description: 'Of its row in operations, for edits' }),
  sequence: Type.Integer(),
  name: Type.String(),
  workCenter: Type.String(),
  workCenterName: Type.String(),
  units: Type.Integer(),
  efficiency: QuantityText,
  setupMinutes: QuantityText,
  runMinutes: QuantityText,
  setupFamily: nullable(Type.String()),
  transferBatch: nullable(QuantityText),
  resumable: Type.Boolean(),
  scrap: QuantityText,
  alternatives: Type.Array(OperationPlace),
})
export type RoutingStep = Static<typeof RoutingStep>

export const ProductRouting = Type.Object({
  item: Type.String(),
  owner: nullable(Type.String({ description: 'The item or the style whose rows these are; null: there are none' })),
  isOfStyle: Type.Boolean(),
  steps: Type.Array(RoutingStep),
  workCenters: Type.Array(Type.Object({ workCenter: Type.String(), name: Type.String() })),
})
export type ProductRouting = Static<typeof ProductRouting>

export const ItemQuery = Type.Object({ item: Type.String({ minLength: 1, maxLength: 400 }) })

export const ProductUses = Type.Object({
  item: Type.String(),
  nodes: Type.Array(ProductNode),
  lines: Type.Array(
    Type.Object({
      key: Type.String(),
      parent: Type.String(),
      component: Type.String(),
      perOne: Type.String(),
      isInForce: Type.Boolean(),
    }),
  ),
  orders: Type.Array(
    Type.Object({
      order: Type.String(),
      line: Type.String(),
      item: Type.String(),
      itemName: Type.String(),
      customer: nullable(Type.String()),
      quantity: QuantityText,
      unit: Type.String(),
      requested: DateText,
      projected: nullable(DateText),
      status: LineStatus,
    }),
    { description: 'Open order lines of the item and of what it goes into, the earliest first' },
  ),
  orderCount: Type.Integer({ description: 'All of them; `orders` has the first' }),
  isCut: Type.Boolean(),
})
export type ProductUses = Static<typeof ProductUses>
