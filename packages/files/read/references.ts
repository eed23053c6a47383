import type { IssueList } from './issue-list.ts'
import type { Table, TableRow } from './read-table.ts'

export const textOf = (row: TableRow, name: string): string | null => {
  const value = row.cells[name]
  return typeof value === 'object' || value === undefined ? null : String(value)
}
export const numberOf = (row: TableRow, name: string): number | null => {
  const value = row.cells[name]
  return typeof value === 'number' ? value : null
}

/** Keys of a table; also those of rows with an error, so that these cause no further error elsewhere. */
export const keysOf = (table: Table, column: string): Set<string> =>
  new Set(table.rows.map((row) => textOf(row, column)).filter((one) => one !== null))

export interface Reference {
  readonly column: string
  readonly known: ReadonlySet<string>
  /** Where it should exist, for the message. */
  readonly where: string
}

/** Refuses cells that name nothing known; returns the rows that have no error at all. */
export function refuseUnknown(table: Table, references: readonly Reference[], issues: IssueList): readonly TableRow[] {
  return table.rows.filter((row) => {
    let sound = row.sound
    for (const { column, known, where } of references) {
      const value = textOf(row, column)
      if (value === null || known.has(value) || row.faulty.includes(column)) continue
      sound = false
      unknown(row, { file: table.file, field: column, value, where }, issues)
    }
    return sound
  })
}

export function unknown(
  row: TableRow,
  { file, field, value, where }: { file: string; field: string; value: string; where: string },
  issues: IssueList,
): void {
  issues.error(
    'unknown-reference',
    { file, row: row.row, field, value },
    `${file} row ${row.row}: ${field} (${value}) should exist in ${where}. Add it there or correct the name`,
  )
}
