import { type Static, type TSchema, Type } from 'typebox'

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** What this node is and where it keeps its things. */
export const NodeFacts = Type.Object({
  version: Type.String(),
  runtime: Type.String({ description: 'Version of Node.js' }),
  started: Type.String({ format: 'date-time' }),
  home: Type.String({ description: 'Folder of the data on the machine of the node' }),
  homeBytes: Type.Integer({ description: 'All files in it' }),
  database: Type.Object({
    version: Type.String(),
    bytes: Type.Integer(),
    isEmbedded: Type.Boolean({ description: 'Started by the node itself; else DATABASE_URL named it' }),
  }),
  businessClock: Type.String({ format: 'date-time' }),
  isClockMoved: Type.Boolean(),
  today: Type.String({ format: 'date', description: 'Business day in the time zone of the site' }),
  zone: Type.String(),
  newestBackup: nullable(Type.String({ format: 'date-time' })),
})
export type NodeFacts = Static<typeof NodeFacts>

/** What a parameter may be and what it is; the words are the screen's. */
export const ParameterView = Type.Object({
  name: Type.String(),
  kind: Type.Union([Type.Literal('whole'), Type.Literal('number'), Type.Literal('calendar'), Type.Literal('zone')]),
  least: nullable(Type.String()),
  most: nullable(Type.String()),
  otherwise: Type.String({ description: 'What it is where nobody gave one' }),
  value: nullable(Type.String({ description: 'As given; null: nobody gave one' })),
})
export type ParameterView = Static<typeof ParameterView>

export const Parameters = Type.Object({
  parameters: Type.Array(ParameterView),
  calendars: Type.Array(Type.String(), { description: 'Keys that `calendar` may be' }),
})
export type Parameters = Static<typeof Parameters>
