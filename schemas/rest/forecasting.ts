import { type Static, Type } from 'typebox'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Level = Type.Union([Type.Literal('item'), Type.Literal('style'), Type.Literal('all')])
const Day = Type.String({ format: 'date' })
const Quantity = Type.String({
  pattern: '^\\d{1,9}(\\.\\d{1,6})?$',
  description: 'Sum of all those buckets, exact decimal',
})

export const NewOverride = Type.Object(
  {
    level: Level,
    key: nullable(Type.String({ minLength: 1, maxLength: 64, description: 'Item or style; null for all' })),
    firstDay: Day,
    lastDay: Type.String({ format: 'date', description: 'Buckets that begin in these days are meant, both included' }),
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

export const OverrideView = Type.Object({
  id: Type.Integer(),
  level: Level,
  key: nullable(Type.String()),
  firstDay: Day,
  lastDay: Day,
  quantity: Type.String(),
  by: Type.String(),
  given: Type.String({ format: 'date-time' }),
  reason: Type.String(),
  withdrawn: nullable(Type.String({ format: 'date-time' })),
})
export const OverridePath = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) })
