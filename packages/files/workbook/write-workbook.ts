import type { ColumnType, FileContract } from '../contract/column.ts'
import type { GivenCells } from '../import/given-rows.ts'
import { type CellKind, writeTable } from './write-table.ts'

/** A key such as 007 is not the number 7, so keys stay text; a date stays the text that was given. */
const kindOf = (type: ColumnType | undefined): CellKind =>
  type?.kind === 'number' || type?.kind === 'whole' ? 'number' : 'text'

/** Rows of a file of the contract as an XLSX workbook; reading it again gives the same cells. */
export async function writeWorkbook(
  contract: FileContract,
  rows: Iterable<GivenCells> | AsyncIterable<GivenCells>,
): Promise<Uint8Array> {
  const list = Symbol.iterator in rows && contract.attributes ? [...rows] : []
  const attributes = new Set<string>()
  for (const cells of list) for (const name in cells) if (name.startsWith('attr.')) attributes.add(name)
  const types = new Map(contract.columns.map((one) => [one.name, one.type]))
  const names = [...types.keys(), ...[...attributes].sort()]
  return writeTable(
    contract.name,
    names.map((name) => ({ name, title: name, kind: kindOf(types.get(name)) })),
    contract.attributes ? list : rows,
  )
}
