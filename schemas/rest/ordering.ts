import { type Static, Type } from 'typebox'
import { EditAnswer } from './edits.ts'
import { ListQuery } from './lists.ts'

const Closed = { additionalProperties: false }

/** What many order lines become at once. */
export const LineChanges = Type.Object(
  {
    lines: Type.Optional(
      Type.Array(Type.String({ maxLength: 140 }), { minItems: 1, maxItems: 20_000, description: 'Keys: `SO-1001|1`' }),
    ),
    matching: Type.Optional(
      Type.Pick(ListQuery, ['filter', 'search'], {
        ...Closed,
        description: 'In place of lines: all that GET /api/order-lines answers to this',
      }),
    ),
    cells: Type.Object(
      {
        priority: Type.Optional(Type.String({ pattern: '^[1-9]$' })),
        due_date: Type.Optional(Type.String({ format: 'date' })),
        status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('closed'), Type.Literal('cancelled')])),
      },
      { ...Closed, minProperties: 1 },
    ),
    commit: Type.Boolean({ description: 'false: only say how many would change' }),
  },
  Closed,
)
export type LineChanges = Static<typeof LineChanges>

export const LinesChanged = Type.Object({
  ...EditAnswer.properties,
  lines: Type.Integer({ description: 'Chosen' }),
  changes: Type.Integer({ description: 'Of these, the ones that are not so already' }),
})
export type LinesChanged = Static<typeof LinesChanged>
