import { type Static, Type } from 'typebox'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
export const ForecastLevel = Type.Union([
  Type.Literal('item'),
  Type.Literal('style'),
  Type.Literal('category'),
  Type.Literal('all'),
])
export type ForecastLevel = Static<typeof ForecastLevel>
const Day = Type.String({ format: 'date' })
const LastDay = Type.String({
  format: 'date',
  description: 'Buckets that begin in these days are meant, both included',
})
const Quantity = Type.String({
  pattern: '^\\d{1,9}(\\.\\d{1,6})?$',
  description: 'Sum of all those buckets, exact decimal',
})
const Key = Type.String({
  minLength: 1,
  maxLength: 256,
  description: 'Item, style or category (attr.category of items); null for all',
})
const Place = Type.String({ minLength: 1, maxLength: 64, description: 'Only what this place sells' })

export const NewOverride = Type.Object(
  {
    level: ForecastLevel,
    key: nullable(Key),
    place: Type.Optional(nullable(Place)),
    firstDay: Day,
    lastDay: LastDay,
    quantity: Quantity,
    reason: Type.String({ minLength: 1, maxLength: 2000 }),
  },
  { additionalProperties: false },
)
export type NewOverride = Static<typeof NewOverride>

export const OverrideMade = Type.Object({
  id: Type.Integer(),
  task: Type.String({ format: 'uuid', description: 'The plan that follows' }),
})
export type OverrideMade = Static<typeof OverrideMade>

export const OverrideView = Type.Object({
  id: Type.Integer(),
  level: ForecastLevel,
  key: nullable(Type.String()),
  place: nullable(Type.String()),
  firstDay: Day,
  lastDay: Day,
  quantity: Type.String(),
  was: nullable(Type.String({ description: 'The sum when it was given' })),
  by: Type.String(),
  given: Type.String({ format: 'date-time' }),
  reason: Type.String(),
  withdrawn: nullable(Type.String({ format: 'date-time' })),
  withdrawnBy: nullable(Type.String()),
})
export type OverrideView = Static<typeof OverrideView>
export const OverridePath = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) })

export const SpreadQuery = Type.Object(
  {
    level: ForecastLevel,
    key: Type.Optional(Key),
    place: Type.Optional(Place),
    firstDay: Day,
    lastDay: LastDay,
    quantity: Quantity,
  },
  { additionalProperties: false },
)
export type SpreadQuery = Static<typeof SpreadQuery>

const Change = { was: Type.String(), becomes: Type.String() }
export const OverrideSpread = Type.Object({
  fault: nullable(
    Type.Union([Type.Literal('no-forecast'), Type.Literal('not-in-steps')], {
      description: 'Why it could not be given; then nothing becomes anything',
    }),
  ),
  step: Type.String({ description: 'The smallest step of its items' }),
  ...Change,
  weeks: Type.Array(Type.Object({ date: Day, ...Change })),
  items: Type.Integer({ description: 'All that it is spread over' }),
  rows: Type.Array(Type.Object({ item: Type.String(), name: Type.String(), ...Change }), {
    description: 'The most changed of them, 200 at most',
  }),
})
export type OverrideSpread = Static<typeof OverrideSpread>
