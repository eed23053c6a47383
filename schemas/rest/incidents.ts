import { type Static, Type } from 'typebox'

const Maybe = Type.Union([Type.String(), Type.Null()])
const Row = {
  id: Type.String(),
  at: Type.String({ format: 'date-time' }),
  kind: Type.String({ description: 'As rewritten-record, agreement-disputed, message-conflict, unannounced-key' }),
  partner: Type.Union([Type.String(), Type.Null()], { description: 'Name; null: whoever it was is no partner' }),
  did: Maybe,
  what: Type.String({ description: 'A sentence' }),
  state: Type.String({ description: 'open or closed' }),
  closed: Maybe,
  closedBy: Maybe,
  reason: Type.Union([Type.String(), Type.Null()], { description: 'Why it was closed' }),
}
export const IncidentRow = Type.Object(Row)
export type IncidentRow = Static<typeof IncidentRow>

export const IncidentView = Type.Object({
  ...Row,
  detail: Type.Unknown({ description: 'The evidence: what was signed, and what it contradicts' }),
})
export type IncidentView = Static<typeof IncidentView>

export const IncidentPath = Type.Object({ id: Type.String({ pattern: '^[1-9]\\d{0,14}$' }) })
export const IncidentClosing = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }) },
  { additionalProperties: false },
)
