import { CsvError, parse } from 'csv-parse/sync'

/** Cells of a file; index 0 is spreadsheet row 1. An empty row is a list with one empty cell. */
export type Rows = readonly (readonly string[])[]

export interface CsvFault {
  readonly row: number
  readonly message: string
  /** How the row begins, where it is longer than a row may be. */
  readonly begins?: string
}

/** What divides cells. */
export type Separator = ',' | ';' | '\t'

/** Splits CSV text (RFC 4180) into trimmed cells; a quoted cell may hold line breaks without counting as more rows. */
export function csvRows(text: string, separator: Separator = ','): Rows | CsvFault {
  try {
    return parse(text, { delimiter: separator, relaxColumnCount: true, skipEmptyLines: false, trim: true, bom: true })
  } catch (error) {
    if (error instanceof CsvError) return { row: Number(error.records ?? error.lines ?? 0) + 1, message: error.message }
    throw error
  }
}
