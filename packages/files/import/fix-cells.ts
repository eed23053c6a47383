import type { CsvFault, Separator } from '../read/csv-rows.ts'
import { decodeText } from '../read/decode-text.ts'
import { csvBytes } from '../write/csv-text.ts'
import { csvRowStream } from './csv-row-stream.ts'

/** What stands in a cell instead of what the file has. */
export interface CellFix {
  /** Spreadsheet row. */
  readonly row: number
  /** Counted from 0. */
  readonly column: number
  readonly text: string
}

export interface Reading {
  /** Spreadsheet row of the header; rows above it are left out. */
  readonly headerRow?: number | undefined
  readonly fixes?: readonly CellFix[] | undefined
  /** What divides its cells; commas unless told. What comes back has commas. */
  readonly separator?: Separator | undefined
}

/**
 * A CSV file as it is to be read: with cells fixed, and blank rows for what stands above the header, so that rows keep their numbers. A
 * file that is not text, or whose rows cannot be told apart, comes back as it was: who reads it says so.
 */
export function fixCells(bytes: Uint8Array, { headerRow = 1, fixes = [], separator = ',' }: Reading): Uint8Array {
  if (headerRow === 1 && fixes.length === 0 && separator === ',') return bytes
  const text = decodeText(bytes)
  if (text === null) return bytes
  const ofRow = Map.groupBy(fixes, (one) => one.row)
  const rows: string[][] = []
  for (const cells of csvRowStream(text, separator)) {
    if (isFault(cells)) return bytes
    const row = rows.length + 1
    rows.push(row < headerRow ? [''] : fixed(cells, ofRow.get(row) ?? []))
  }
  return csvBytes(rows[0] ?? [''], rows.slice(1), 'as given')
}

const isFault = (cells: readonly string[] | CsvFault): cells is CsvFault => 'message' in cells

function fixed(cells: readonly string[], fixes: readonly CellFix[]): string[] {
  const row = [...cells]
  for (const { column, text } of fixes) {
    while (row.length <= column) row.push('')
    row[column] = text
  }
  return row
}
