import { type Static, Type } from 'typebox'

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
const Count = Type.Integer({ minimum: 0 })
const Closed = { additionalProperties: false }

export const ImportQuery = Type.Object(
  {
    commit: Type.Optional(Type.Boolean({ description: 'Without it, a dry run: nothing is written' })),
    partly: Type.Optional(Type.Boolean({ description: 'Good rows go in although others are refused' })),
    replace: Type.Optional(
      Type.Boolean({ description: 'Rows that a given file does not have are taken away; not for sell_through' }),
    ),
  },
  Closed,
)

export const FileName = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[^/\\\\"\\x00-\\x1f]+$',
  description: 'As in the contract: items.csv or items.xlsx',
})

/** How a file is to be read, where that is not plain. */
export const ImportReading = {
  sheet: Type.Optional(Type.String({ maxLength: 100, description: 'Of a workbook; the first unless told' })),
  headerRow: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_048_576, description: 'Row of the header; found unless told' }),
  ),
  separator: Type.Optional(
    Type.Union([Type.Literal(','), Type.Literal(';'), Type.Literal('\t')], {
      description: 'What divides the cells of a text; commas unless told',
    }),
  ),
  cells: Type.Optional(
    Type.Array(
      Type.Object(
        {
          row: Type.Integer({ minimum: 1, maximum: 1_048_576 }),
          column: Type.Integer({ minimum: 0, maximum: 16_383, description: 'Counted from 0' }),
          text: Type.String(),
        },
        Closed,
      ),
      { maxItems: 200_000, description: 'Cells that stand instead of those of the file' },
    ),
  ),
}

/** Files by name: with their content as base64, or by an upload. */
export const ImportFiles = Type.Object(
  {
    files: Type.Array(
      Type.Union([
        Type.Object(
          { name: FileName, base64: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$' }), ...ImportReading },
          Closed,
        ),
        Type.Object({ name: FileName, upload: Type.String({ format: 'uuid' }), ...ImportReading }, Closed),
      ]),
      { minItems: 1, maxItems: 50 },
    ),
    mapping: Type.Optional(
      Type.Record(Type.String(), Type.Record(Type.String(), Type.String()), {
        description:
          'File → header as it is → column of the contract ("": left out). Kept on commit and used again for the same header: {"items": {"SKU": "item"}}',
      }),
    ),
  },
  Closed,
)
export type ImportFiles = Static<typeof ImportFiles>

/** Files that were uploaded, for an import in the background. */
export const ImportUploads = Type.Object(
  {
    files: Type.Array(
      Type.Object({ name: FileName, upload: Type.String({ format: 'uuid' }), ...ImportReading }, Closed),
      {
        minItems: 1,
        maxItems: 50,
      },
    ),
    mapping: ImportFiles.properties.mapping,
  },
  Closed,
)

export const UploadQuery = Type.Object({ name: FileName }, Closed)
export type UploadQuery = Static<typeof UploadQuery>
export const UploadPath = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const UploadMade = Type.Object({ upload: Type.String(), bytes: Count })
export type UploadMade = Static<typeof UploadMade>

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
      removed: Count,
      refused: Count,
      preview: Type.Array(
        Type.Object({
          key: Type.String(),
          row: nullable(Type.Integer({ description: 'Row of the given file' })),
          before: nullable(Cells),
          after: nullable(Cells),
        }),
      ),
    }),
  ),
  mappings: Type.Record(Type.String(), Cells, { description: 'File → the mapping it was read with' }),
  errors: Type.Array(RecordIssue, { description: 'The first thousand' }),
  errorCount: Count,
  warnings: Type.Array(RecordIssue),
  refused: Type.Array(Type.Object({ file: Type.String(), upload: Type.String() }), {
    description: 'Refused rows with a column of reasons: GET /api/uploads/…; corrected, they can be sent again',
  }),
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
      undoes: nullable(Type.Integer({ description: 'The import that this one took back' })),
      edits: nullable(Type.Integer({ description: 'Rows that were edited one by one; null: files were imported' })),
      counts: Type.Array(
        Type.Object({
          file: Type.String(),
          rows: Count,
          added: Count,
          changed: Count,
          unchanged: Count,
          removed: Count,
          refused: Count,
        }),
      ),
    }),
  ),
})
export type Batches = Static<typeof Batches>

export const BatchPath = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) })
export const FilePath = Type.Object({ file: Type.String({ pattern: '^[a-z_]{1,40}\\.(csv|xlsx)$' }) })
export const UndoAnswer = Type.Object({ batch: Type.Integer() })
export type UndoAnswer = Static<typeof UndoAnswer>
