import { type Static, Type } from 'typebox'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const DateText = Type.String({ format: 'date' })
const TimeText = Type.String({ format: 'date-time', description: 'UTC' })
const Quantity = Type.String({ description: 'Exact decimal' })

export const ForecastView = Type.Object({
  item: Type.String(),
  itemName: Type.String(),
  date: DateText,
  bucket: Type.String(),
  quantity: Quantity,
  p10: nullable(Quantity),
  p50: nullable(Quantity),
  p90: nullable(Quantity),
  method: Type.String(),
})
export type ForecastView = Static<typeof ForecastView>

export const ScheduledOperationView = Type.Object({
  order: Type.String(),
  sequence: Type.Integer(),
  item: Type.String(),
  workCenter: Type.String(),
  workUnit: Type.String(),
  quantity: Quantity,
  setupStart: TimeText,
  start: TimeText,
  end: TimeText,
})

/** One operation that is elsewhere than in the run before: `was…` is null where it is new, the others where it is gone. */
export const ScheduleMove = Type.Object({
  order: Type.String(),
  sequence: Type.Integer(),
  item: Type.String(),
  change: Type.Union([Type.Literal('moved'), Type.Literal('new'), Type.Literal('gone')]),
  workUnit: nullable(Type.String()),
  wasWorkUnit: nullable(Type.String()),
  start: nullable(TimeText),
  wasStart: nullable(TimeText),
  minutes: nullable(Type.Integer({ description: 'Later by so much; negative: earlier' })),
})
export type ScheduleMove = Static<typeof ScheduleMove>
