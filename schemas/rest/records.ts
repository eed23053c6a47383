import { type Static, Type } from 'typebox'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Count = Type.Integer({ minimum: 0 })

export const ImportQuery = Type.Object({
  commit: Type.Optional(Type.Boolean({ description: 'Without it, a dry run: nothing is written' })),
  partly: Type.Optional(Type.Boolean({ description: 'Good rows go in although others are refused' })),
})

/** Files by name; content as base64, because XLSX and GB18030 are bytes. */
export const ImportFiles = Type.Object(
  {
    files: Type.Array(
      Type.Object(
        { name: Type.String({ minLength: 1, maxLength: 100 }), base64: Type.String() },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 50 },
    ),
  },
  { additionalProperties: false },
)

export const RecordIssue = Type.Object({
  severity: Type.String(),
  code: Type.String(),
  file: nullable(Type.String()),
  row: nullable(Type.Integer()),
  field: nullable(Type.String()),
  value: nullable(Type.String()),
  message: Type.String(),
})

const Cells = Type.Record(Type.String(), Type.String())

export const ImportAnswer = Type.Object({
  batch: nullable(Type.Integer()),
  files: Type.Array(
    Type.Object({
      file: Type.String(),
      rows: Count,
      added: Count,
      changed: Count,
      unchanged: Count,
      refused: Count,
      preview: Type.Array(Type.Object({ key: Type.String(), before: nullable(Cells), after: nullable(Cells) })),
    }),
  ),
  errors: Type.Array(RecordIssue),
  warnings: Type.Array(RecordIssue),
})
export type ImportAnswer = Static<typeof ImportAnswer>

export const Batches = Type.Object({
  imports: Type.Array(
    Type.Object({
      id: Type.Integer(),
      at: Type.String({ format: 'date-time' }),
      by: Type.String(),
      files: Type.Array(Type.String()),
      undoneBy: nullable(Type.Integer()),
    }),
  ),
})

export const BatchPath = Type.Object({ id: Type.Integer({ minimum: 1 }) })
export const FilePath = Type.Object({ file: Type.String({ pattern: '^[a-z_]{1,40}\\.(csv|xlsx)$' }) })
export const UndoAnswer = Type.Object({ batch: Type.Integer() })
