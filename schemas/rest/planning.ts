import { type Static, Type } from 'typebox'

const DateText = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
const QuantityText = Type.String({ description: 'Exact decimal, at most 6 places' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

export const ActionKind = Type.Union([
  Type.Literal('make'),
  Type.Literal('order'),
  Type.Literal('expedite'),
  Type.Literal('defer'),
  Type.Literal('increase'),
  Type.Literal('decrease'),
  Type.Literal('cancel'),
])

export const Part = Type.Union([
  Type.Literal('queue'),
  Type.Literal('setup'),
  Type.Literal('run'),
  Type.Literal('calendar'),
  Type.Literal('material'),
  Type.Literal('batch'),
  Type.Literal('missing'),
])

export const LineStatus = Type.Union([
  Type.Literal('late'),
  Type.Literal('soon-late'),
  Type.Literal('on-time'),
  Type.Literal('cannot-plan'),
])

export const NeedType = Type.Union([
  Type.Literal('sales_order'),
  Type.Literal('forecast'),
  Type.Literal('safety_stock'),
  Type.Literal('planned_order'),
  Type.Literal('work_order'),
])

export const OrderLine = Type.Object({
  order: Type.String(),
  line: Type.String(),
  item: Type.String(),
  itemName: Type.String(),
  customer: nullable(Type.String()),
  ordered: nullable(Type.String({ description: 'As it stands in sales_orders, in the unit of the order' })),
  quantity: Type.String({ description: 'Still to be shipped, in the item’s unit; exact decimal' }),
  unit: Type.String(),
  requested: DateText,
  priority: Type.Integer({ description: '1 is served first, 9 last' }),
  promised: nullable(DateText),
  projected: nullable(DateText),
  status: LineStatus,
  daysLate: nullable(Type.Integer()),
})
export type OrderLine = Static<typeof OrderLine>

const PartMinutes = Type.Object({ part: Part, minutes: Type.Number() })

export const WhyLate = Type.Object({
  order: Type.String(),
  line: Type.String(),
  item: Type.String(),
  due: DateText,
  projected: nullable(DateText),
  lateMinutes: Type.Number({ description: '0 where nobody can say a date' }),
  chain: Type.Array(
    Type.Object({
      type: Type.String(),
      order: Type.String(),
      item: Type.String(),
      lateMinutes: Type.Number({
        description: 'The sum of its parts; of all but the first, the material of the one before',
      }),
      parts: Type.Array(PartMinutes),
      places: Type.Array(
        Type.Object({
          part: Part,
          sequence: Type.Integer(),
          workUnit: Type.String(),
          minutes: Type.Number(),
          from: nullable(
            Type.String({
              format: 'date-time',
              description: 'What it did or waited for lies between; null: from the start',
            }),
          ),
          to: nullable(Type.String({ format: 'date-time' })),
        }),
      ),
      issue: nullable(
        Type.Object(
          { code: Type.String(), message: Type.String() },
          { description: 'Why the order itself cannot be planned or scheduled' },
        ),
      ),
    }),
  ),
})
export type WhyLate = Static<typeof WhyLate>

export const PlanningAction = Type.Object({
  position: Type.Integer(),
  id: Type.String({
    description: 'What it says: kind, item, quantity, date and order; the same in the next plan means nothing changed',
  }),
  state: Type.Union([Type.Literal('open'), Type.Literal('dismissed'), Type.Literal('applied')]),
  action: ActionKind,
  orderType: Type.Union([Type.Literal('planned_order'), Type.Literal('purchase_order'), Type.Literal('work_order')]),
  order: Type.String(),
  line: nullable(Type.String()),
  item: Type.String(),
  itemName: Type.String(),
  quantity: nullable(QuantityText),
  newQuantity: nullable(QuantityText),
  unit: Type.String(),
  date: nullable(DateText),
  newDate: nullable(DateText),
  releaseDate: nullable(Type.String({ format: 'date', description: 'Of a new order: when it must start' })),
  supplier: nullable(Type.String()),
  value: nullable(Type.String({ description: 'Of a new purchase: price by quantity' })),
  needType: nullable(NeedType),
  needOrder: nullable(Type.String({ description: 'What asks for it first, in the end: an order, or item@bucket' })),
  needLine: nullable(Type.String()),
  needDate: nullable(DateText),
  needCustomer: nullable(Type.String()),
  needStatus: nullable(LineStatus),
  reason: Type.String({ description: 'The same in English words, as in planning_actions.csv' }),
})
export type PlanningAction = Static<typeof PlanningAction>

/** What keeps the plan from being carried out as it is: late, conflict and what cannot be planned are three codes of lists. */
export const PlanIssueView = Type.Object({
  position: Type.Integer(),
  list: Type.Union([Type.Literal('late'), Type.Literal('conflict'), Type.Literal('cannot-plan')]),
  code: Type.String(),
  order: nullable(Type.String()),
  line: nullable(Type.String()),
  item: nullable(Type.String()),
  itemName: nullable(Type.String()),
  date: nullable(DateText),
  days: nullable(Type.Integer()),
  message: Type.String(),
})
export type PlanIssueView = Static<typeof PlanIssueView>

export const PlanCounts = Type.Object({
  seriesForecast: Type.Integer(),
  ordersPlanned: Type.Integer(),
  actions: Type.Integer(),
  operationsScheduled: Type.Integer(),
  openLines: Type.Integer(),
  lateLines: Type.Integer(),
  cannotPlanLines: Type.Integer(),
})
export type PlanCounts = Static<typeof PlanCounts>

export const Today = Type.Object({
  company: Type.String(),
  isDemo: Type.Boolean(),
  /** The business clock's day. */
  today: DateText,
  rowsRead: Type.Integer({ description: 'Sell-through rows that the node holds' }),
  run: nullable(Type.Object({ id: Type.Integer(), ended: Type.String({ format: 'date-time' }), counts: PlanCounts })),
  previous: nullable(
    Type.Object(
      { id: Type.Integer(), ended: Type.String({ format: 'date-time' }) },
      { description: 'The plan before' },
    ),
  ),
  changeCounts: Type.Record(Type.String(), Type.Integer(), {
    description: 'Order lines by what the newest plan changed',
  }),
  lists: Type.Object({
    late: Type.Integer(),
    soonLate: Type.Integer(),
    cannotPlan: Type.Integer(),
    conflicts: Type.Integer(),
    all: Type.Integer(),
  }),
  sold: Type.String({ description: 'Pieces sold in the last seven days that have sales' }),
  expected: Type.String({ description: 'Pieces expected in the next four weeks' }),
  actionCounts: Type.Record(Type.String(), Type.Integer()),
})
export type Today = Static<typeof Today>

export const Accepted = Type.Object({ task: Type.String({ format: 'uuid' }) })
export type Accepted = Static<typeof Accepted>

export const TaskView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  state: Type.Union([
    Type.Literal('queued'),
    Type.Literal('running'),
    Type.Literal('done'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
  ]),
  step: Type.String(),
  done: Type.Integer(),
  total: nullable(Type.Integer()),
  message: Type.String(),
  result: Type.Unknown(),
})
export type TaskView = Static<typeof TaskView>

export const Tasks = Type.Object({ tasks: Type.Array(TaskView) })
export type Tasks = Static<typeof Tasks>
