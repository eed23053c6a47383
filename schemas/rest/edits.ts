import { type Static, Type } from 'typebox'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Closed = { additionalProperties: false }
const Cells = Type.Record(Type.String({ maxLength: 80 }), Type.String({ maxLength: 100_000 }))

/** One row to be changed, added or taken away. */
export const RecordEdit = Type.Object(
  {
    file: Type.String({
      pattern: '^[a-z_]{1,40}$',
      description: 'A file of the contract without its ending: sales_orders',
    }),
    key: nullable(
      Type.String({ maxLength: 400, description: 'Key cells joined by "|": `SO-1001|1`. null: a new row' }),
    ),
    was: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description:
          'Cells as the editor saw them; where one is otherwise by now, nothing is written and the answer says so',
      }),
    ),
    cells: nullable(
      Type.Intersect([Cells], { description: 'Cells to write; empty text is the default. null: the row goes' }),
    ),
  },
  Closed,
)
export type RecordEdit = Static<typeof RecordEdit>

export const RecordEdits = Type.Object(
  {
    edits: Type.Array(RecordEdit, { minItems: 1, maxItems: 20_000 }),
    reason: Type.Optional(Type.String({ maxLength: 2000, description: 'Why, for the history' })),
  },
  Closed,
)
export type RecordEdits = Static<typeof RecordEdits>

/** All edits are written as one batch that can be undone, or none is. */
export const EditAnswer = Type.Object({
  batch: nullable(Type.Integer({ description: 'POST /api/imports/{id}/undo takes it back' })),
  conflicts: Type.Array(
    Type.Object({ edit: Type.Integer(), field: Type.String(), was: Type.String(), now: nullable(Type.String()) }),
    { description: 'Cells that somebody changed meanwhile; now is null where the row is gone' },
  ),
  issues: Type.Array(
    Type.Object({
      edit: nullable(Type.Integer({ description: 'Place in `edits`; null: a row that was not edited' })),
      code: Type.String(),
      field: nullable(Type.String()),
      value: nullable(Type.String()),
      message: Type.String(),
      ring: Type.Optional(
        Type.Array(Type.String(), {
          description: 'Of a `cycle`: items, each made of the next, the first again at the end',
        }),
      ),
    }),
  ),
})
export type EditAnswer = Static<typeof EditAnswer>
