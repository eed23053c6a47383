import { formatMicro } from '@headwater/domain/measures/quantity'
import type { Column, ColumnType } from '@headwater/files/contract/column'
import { FILE_CONTRACTS } from '@headwater/files/contract/file-contracts'
import type { FileContracts } from '../../../schemas/rest/imports.ts'

/** Every file that can be imported, as screens need it: what a column may hold, and what it means in both languages. */
export const readFileContracts = (): FileContracts => ({
  files: FILE_CONTRACTS.map(({ name, columns, attributes = false }) => ({
    file: name,
    hasAttributes: attributes,
    columns: columns.map(viewOf),
  })),
})

const viewOf = ({ name, type, key = false, required = false, otherwise, meaning }: Column) => ({
  name,
  kind: type.kind,
  isKey: key,
  isRequired: required,
  otherwise: otherwise ?? null,
  values: type.kind === 'list' ? [...type.values] : [],
  bounds: boundsOf(type),
  meaning,
})

function boundsOf(type: ColumnType): Record<string, string> {
  if (type.kind === 'whole') return { least: String(type.least), most: String(type.most) }
  if (type.kind !== 'number') return {}
  const { least, above, most, below } = type
  return Object.fromEntries(
    Object.entries({ least, above, most, below }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, formatMicro(value)]],
    ),
  )
}
