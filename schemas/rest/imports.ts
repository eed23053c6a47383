import { type Static, Type } from 'typebox'
import { FileName, ImportReading, nullable } from './records.ts'

const Count = Type.Integer({ minimum: 0 })
const Closed = { additionalProperties: false }
const Texts = Type.Record(Type.String(), Type.String())

/** 128 random bits, drawn by who asks. */
export const CheckId = Type.String({
  pattern: '^[0-9a-f]{32}$',
  description: 'Under it the check says how far it is',
})

/** Files that were uploaded, to be looked at: what is not said of them is found out. */
export const ImportCheck = Type.Object(
  {
    id: Type.Optional(CheckId),
    files: Type.Array(
      Type.Object(
        {
          name: FileName,
          upload: Type.String({ format: 'uuid' }),
          file: Type.Optional(Type.String({ description: 'File of the contract, as items; else told by the header' })),
          mapping: Type.Optional(Texts),
          ...ImportReading,
        },
        Closed,
      ),
      { minItems: 1, maxItems: 50 },
    ),
  },
  Closed,
)
export type ImportCheck = Static<typeof ImportCheck>

/** How far a check is. */
export const CheckProgress = Type.Object({ step: Type.String(), done: Count, total: nullable(Count) })
export type CheckProgress = Static<typeof CheckProgress>

export const RowState = Type.Union([
  Type.Literal('new'),
  Type.Literal('changed'),
  Type.Literal('same'),
  Type.Literal('wrong'),
  Type.Literal('unchecked', { description: 'The file itself has a fault, so that nothing can be said of its rows' }),
])
export type RowState = Static<typeof RowState>

export const CellFault = Type.Object({
  code: Type.String(),
  row: nullable(Type.Integer({ description: 'Row of the spreadsheet; null: of the file' })),
  column: nullable(Type.Integer({ description: 'Counted from 0; null: of the row' })),
  field: nullable(Type.String({ description: 'Column of the contract' })),
  value: nullable(Type.String()),
  target: nullable(Type.String({ description: 'File in which the value should exist' })),
  other: nullable(Type.Integer({ description: 'Row that has the same key' })),
  near: nullable(Type.String({ description: 'What was most likely meant' })),
})
export type CellFault = Static<typeof CellFault>

export const CheckedFile = Type.Object({
  name: Type.String(),
  upload: Type.String(),
  file: nullable(Type.String()),
  encoding: nullable(
    Type.Union([Type.Literal('utf-8'), Type.Literal('utf-8-bom'), Type.Literal('gb18030'), Type.Literal('workbook')]),
  ),
  separator: nullable(Type.String({ description: 'What divides the cells of a text: , ; or a tab' })),
  sheets: Type.Array(Type.String()),
  sheet: nullable(Type.String()),
  headerRow: nullable(Type.Integer()),
  header: Type.Array(Type.String()),
  mapping: Texts,
  isRemembered: Type.Boolean({ description: 'The mapping is that of an import before' }),
  rows: Count,
  counts: Type.Object({ new: Count, changed: Count, same: Count, wrong: Count, unchecked: Count }),
  shown: Type.Array(
    Type.Object({
      row: Type.Integer(),
      state: RowState,
      cells: Type.Array(Type.String()),
      before: Type.Optional(
        Type.Record(Type.String(), Type.String(), { description: 'Place of a changed cell → what is there now' }),
      ),
    }),
    { description: 'The first rows, and wrong ones beyond them' },
  ),
  faults: Type.Array(CellFault),
})
export type CheckedFile = Static<typeof CheckedFile>

export const ImportChecked = Type.Object({ files: Type.Array(CheckedFile) })
export type ImportChecked = Static<typeof ImportChecked>

export const FileContracts = Type.Object({
  files: Type.Array(
    Type.Object({
      file: Type.String(),
      hasAttributes: Type.Boolean(),
      columns: Type.Array(
        Type.Object({
          name: Type.String(),
          kind: Type.String(),
          isKey: Type.Boolean(),
          isRequired: Type.Boolean(),
          otherwise: nullable(Type.String()),
          values: Type.Array(Type.String()),
          bounds: Type.Record(Type.String(), Type.String(), { description: 'least, above, most, below' }),
          meaning: Type.Object({ en: Type.String(), zh: Type.String() }),
        }),
      ),
    }),
  ),
})
export type FileContracts = Static<typeof FileContracts>

export const RecordCounts = Type.Object({
  files: Type.Record(Type.String(), Count, { description: 'File of the contract → its rows' }),
})
export type RecordCounts = Static<typeof RecordCounts>
