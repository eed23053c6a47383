import { type Static, Type } from 'typebox'

const Moment = Type.String({ format: 'date-time' })

export const ClockView = Type.Object({
  business: Type.String({ format: 'date-time', description: 'Dates, plans and promises go by it' }),
  machine: Type.String({ format: 'date-time', description: 'Sessions, tokens and reservations go by it' }),
  today: Type.String({ format: 'date', description: 'The business day at the site' }),
  zone: Type.String({ description: 'Time zone of the site' }),
  isMovable: Type.Boolean({ description: 'Only the clock of the demo, or of sales of long ago, is moved' }),
})
export type ClockView = Static<typeof ClockView>

export const ClockMove = Type.Object(
  {
    to: Type.Union([Moment, Type.Null()], { description: 'The business moment from now on; null: the machine’s own' }),
  },
  { additionalProperties: false },
)
export type ClockMove = Static<typeof ClockMove>
