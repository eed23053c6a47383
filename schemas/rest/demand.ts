import { type Static, Type } from 'typebox'
import { ForecastLevel, OverrideView } from './forecasting.ts'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Day = Type.String({ format: 'date' })
const Quantity = Type.String({ description: 'Exact decimal' })

/** A line of the list of what is forecast: an item, a style or a category. */
export const ForecastScope = Type.Object({
  key: Type.String(),
  name: Type.String(),
  style: nullable(Type.String()),
  category: nullable(Type.String()),
  items: Type.Integer(),
  recent: Type.String({ description: 'Sold in the last four weeks that ended' }),
  baseline: Type.String({ description: 'Expected in this week and the next three, without overrides' }),
  expected: Type.String({ description: 'The same with overrides' }),
  trend: nullable(Type.String({ description: 'Expected against recent, in percent' })),
  wape: nullable(
    Type.String({ description: 'Backtest, one to four weeks ahead: absolute errors in percent of sales' }),
  ),
  bias: nullable(Type.String({ description: 'Forecasts less sales, in percent of sales' })),
  method: nullable(Type.String({ description: 'The heaviest method; null: several items' })),
  overridden: Type.Integer({ description: 'Buckets whose quantity a person gave' }),
  newItems: Type.Integer(),
  stockOuts: Type.Integer({ description: 'Weeks left out as out of stock' }),
  outliers: Type.Integer(),
})
export type ForecastScope = Static<typeof ForecastScope>
export const ScopeLevel = Type.Union([Type.Literal('item'), Type.Literal('style'), Type.Literal('category')])
export type ScopeLevel = Static<typeof ScopeLevel>

export const OutlookQuery = Type.Object(
  {
    level: ForecastLevel,
    key: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
    place: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  },
  { additionalProperties: false },
)
export type OutlookQuery = Static<typeof OutlookQuery>

export const OutlookWeek = Type.Object({
  week: Type.String({ format: 'date', description: 'Monday' }),
  baseline: Quantity,
  quantity: Quantity,
  p05: nullable(Quantity),
  p25: nullable(Quantity),
  p75: nullable(Quantity),
  p95: nullable(Quantity),
  overrides: Type.Array(Type.Integer(), { description: 'Those that quantities of the week come from' }),
})
export type OutlookWeek = Static<typeof OutlookWeek>

const LeadError = Type.Object({
  weeksAhead: Type.Integer(),
  actual: Type.Number({ description: 'Sold, summed over the origins of the backtest' }),
  absolute: Type.Number({ description: 'Absolute errors, summed' }),
  bias: Type.Number({ description: 'Forecasts less sales, summed' }),
})

export const ForecastMade = Type.Object({
  method: Type.String({ description: 'The heaviest; given: the forecast came as it is' }),
  weeks: Type.Integer({ description: 'Of history' }),
  isShort: Type.Boolean(),
  methods: Type.Array(Type.Object({ method: Type.String(), share: Type.Number(), error: nullable(Type.Number()) })),
  likes: nullable(Type.Object({ count: Type.Integer(), shared: nullable(Type.Integer()) })),
  outliers: Type.Array(Type.Object({ week: Day, taken: Type.Number() })),
  rmsse: nullable(Type.Number()),
})
export type ForecastMade = Static<typeof ForecastMade>

/** Sales of the past and what is expected, of an item, a style, a category or all, in one place or all. */
export const Outlook = Type.Object({
  level: ForecastLevel,
  key: nullable(Type.String()),
  place: nullable(Type.String()),
  name: Type.String(),
  unit: nullable(Type.String({ description: 'null: items of several units' })),
  style: nullable(Type.String()),
  category: nullable(Type.String()),
  items: Type.Integer(),
  places: Type.Array(Type.String(), { description: 'Where these items were sold in the last eight weeks' }),
  today: Day,
  thisWeek: Day,
  history: Type.Array(Type.Object({ week: Day, quantity: Quantity }), {
    description: 'By week, the last 78 and this one; a week without sales is not there',
  }),
  forecast: Type.Array(OutlookWeek),
  stockOuts: Type.Array(Type.Object({ week: Day, items: Type.Integer() })),
  made: nullable(ForecastMade),
  errors: Type.Array(LeadError),
  overrides: Type.Array(OverrideView, { description: 'In force, of these weeks' }),
})
export type Outlook = Static<typeof Outlook>

/** What a heat map can be laid out by: `attr.` and an attribute's name, or one of these. */
const Axis = Type.String({ pattern: '^(style|item|category|place|week|attr\\..{1,64})$' })
export const HeatPeriod = Type.Union([
  Type.Literal('this-week'),
  Type.Literal('4w'),
  Type.Literal('8w'),
  Type.Literal('13w'),
  Type.Literal('26w'),
  Type.Literal('52w'),
])
export type HeatPeriod = Static<typeof HeatPeriod>

export const HeatQuery = Type.Object(
  {
    rows: Axis,
    columns: Axis,
    period: HeatPeriod,
    where: Type.Optional(
      Type.String({ maxLength: 2000, description: 'Only sales of: `style:2609;attr.size:M`; values percent-encoded' }),
    ),
  },
  { additionalProperties: false },
)
export type HeatQuery = Static<typeof HeatQuery>

const HeatLine = Type.Object({ key: Type.String(), name: Type.String(), total: Quantity })
export type HeatLine = Static<typeof HeatLine>
const HeatCell = Type.Object({
  row: Type.Integer({ description: 'Its place in rows' }),
  column: Type.Integer(),
  quantity: Quantity,
  out: Type.Integer({ description: 'Weeks of items in which nobody could buy' }),
})
export type HeatCell = Static<typeof HeatCell>

/** Sales of a period by two axes. A cell that is not there cannot have sales: there is no such item, or it is not sold there. */
export const Heat = Type.Object({
  firstDay: Day,
  lastDay: Day,
  rows: Type.Array(HeatLine),
  columns: Type.Array(HeatLine),
  cells: Type.Array(HeatCell),
  total: Quantity,
  moreRows: Type.Integer({ description: 'Rows beyond these, in the total' }),
  moreColumns: Type.Integer(),
  axes: Type.Array(Type.String(), { description: 'What items can be laid out by' }),
  hasSales: Type.Boolean({ description: 'Whether anything was ever sold' }),
})
export type Heat = Static<typeof Heat>
