import { type Static, type TSchema, Type } from 'typebox'

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** One change: who, by which way, of what; `changes` is the beginning of its fields, old → new. */
export const AuditRow = Type.Object({
  id: Type.String(),
  at: Type.String({ format: 'date-time' }),
  day: Type.String({ format: 'date', description: 'In the time zone of the site' }),
  by: Type.String({ description: 'E-mail; start and node where nobody asked' }),
  via: Type.String({ description: 'screen, program (with a token), import or node' }),
  what: Type.String({ description: 'record.changed, person.role, …' }),
  file: nullable(Type.String({ description: 'What kind of thing: a file of the contract, people, setting, …' })),
  key: nullable(Type.String()),
  changes: nullable(Type.String()),
})
export type AuditRow = Static<typeof AuditRow>

export const AuditPath = Type.Object({ id: Type.String({ minLength: 2, maxLength: 600 }) })

export const AuditEntryView = Type.Object({
  id: Type.String(),
  at: Type.String({ format: 'date-time' }),
  by: Type.String(),
  via: Type.String(),
  what: Type.String(),
  file: nullable(Type.String()),
  key: nullable(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
  fields: Type.Array(
    Type.Object({ field: Type.String(), before: nullable(Type.String()), after: nullable(Type.String()) }),
  ),
})
export type AuditEntryView = Static<typeof AuditEntryView>
