import { type Static, type TSchema, Type } from 'typebox'
import { LineStatus, NeedType, Part } from './planning.ts'

const DateText = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
const QuantityText = Type.String({ description: 'Exact decimal, at most 6 places' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

const SupplyType = Type.Union([
  Type.Literal('stock'),
  Type.Literal('purchase_order'),
  Type.Literal('work_order'),
  Type.Literal('planned_order'),
])

export const ChangeKind = Type.Union([
  Type.Literal('became-late'),
  Type.Literal('stuck'),
  Type.Literal('recovered'),
  Type.Literal('moved'),
  Type.Literal('new'),
  Type.Literal('gone'),
])

/** An order line that the newest plan dates or judges otherwise than the plan before. */
export const PlanChange = Type.Object({
  order: Type.String(),
  line: Type.String(),
  itemName: Type.String(),
  customer: nullable(Type.String()),
  kind: ChangeKind,
  requested: nullable(DateText),
  before: nullable(DateText),
  now: nullable(DateText),
  days: nullable(Type.Integer({ description: 'Later than before; negative: earlier' })),
  status: nullable(LineStatus),
  causeType: nullable(SupplyType),
  causeOrder: nullable(Type.String({ description: 'The order at the end of its chain' })),
  causePart: nullable(Part),
  place: Type.Integer({ description: 'What matters most first' }),
})
export type PlanChange = Static<typeof PlanChange>

/** An item of which other quantities, or at other dates, are planned than before. */
export const PlannedChange = Type.Object({
  item: Type.String(),
  itemName: Type.String(),
  unit: Type.String(),
  before: Type.String({ description: 'Sum of its planned orders in the plan before' }),
  now: Type.String(),
  change: Type.String({ description: 'More by so much; 0: only the dates are others' }),
})
export type PlannedChange = Static<typeof PlannedChange>

/** One level of who is served by what; a line is empty where there is none. */
export const Peg = Type.Object({
  demandType: NeedType,
  demand: Type.String(),
  demandLine: Type.String(),
  item: Type.String(),
  itemName: nullable(Type.String()),
  needDate: DateText,
  customer: nullable(Type.String()),
  status: nullable(LineStatus),
  supplyType: SupplyType,
  supply: Type.String(),
  supplyLine: Type.String(),
  supplyItem: Type.String(),
  supplyName: nullable(Type.String()),
  quantity: QuantityText,
  unit: Type.String(),
  availableDate: DateText,
})
export type Peg = Static<typeof Peg>

export const MaterialEvent = Type.Object({
  item: Type.String(),
  date: DateText,
  kind: Type.Union([Type.Literal('stock'), Type.Literal('receipt'), Type.Literal('planned'), Type.Literal('need')]),
  type: Type.Union([SupplyType, NeedType]),
  order: Type.String(),
  line: Type.String(),
  quantity: Type.String({ description: 'Negative: a need' }),
  customer: nullable(Type.String()),
  status: nullable(LineStatus),
})
export type MaterialEvent = Static<typeof MaterialEvent>

export const ItemBalance = Type.Object({
  item: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  supply: nullable(Type.String()),
  stock: QuantityText,
  receipts: QuantityText,
  planned: QuantityText,
  needs: QuantityText,
  lowest: Type.String({ description: 'The least on a day, by the plan; negative: short' }),
  safetyStock: QuantityText,
  shortDate: nullable(Type.String({ format: 'date', description: 'First day with less than nothing, by the plan' })),
  outDate: nullable(Type.String({ format: 'date', description: 'The same when nothing more is ordered' })),
  urgency: Type.Integer({ description: 'Short first, then what runs out, by day' }),
})
export type ItemBalance = Static<typeof ItemBalance>

export const CapacityLoadView = Type.Object({
  workCenter: Type.String(),
  name: Type.String(),
  week: Type.String({ format: 'date', description: 'The Monday' }),
  minutes: QuantityText,
  available: QuantityText,
})
export type CapacityLoadView = Static<typeof CapacityLoadView>

export const OrderLoadView = Type.Object({
  workCenter: Type.String(),
  week: Type.String({ format: 'date', description: 'The Monday' }),
  type: Type.Union([Type.Literal('work_order'), Type.Literal('planned_order')]),
  order: Type.String(),
  item: Type.String(),
  itemName: Type.String(),
  minutes: QuantityText,
})
export type OrderLoadView = Static<typeof OrderLoadView>
