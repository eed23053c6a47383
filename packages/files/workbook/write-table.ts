import { formatMicro, parseMicro } from '@headwater/domain/measures/quantity'
import ExcelJS from 'exceljs'

/** What the cells of a column are in a workbook. Numbers and dates that are not quite so stay text. */
export type CellKind = 'text' | 'number' | 'date'

export interface TableColumn {
  readonly name: string
  readonly title: string
  readonly kind: CellKind
}

export type TableRow = Readonly<Record<string, string | number | null | undefined>>

/** Rows as an XLSX workbook of one sheet with a frozen header: numbers as numbers, dates as dates; the order of rows is kept. */
export async function writeTable(
  name: string,
  columns: readonly TableColumn[],
  rows: Iterable<TableRow>,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((one) => (one.kind === 'date' ? { width: 12, style: { numFmt: 'yyyy-mm-dd' } } : {}))
  sheet.addRow(columns.map((one) => one.title)).font = { bold: true }
  for (const row of rows) sheet.addRow(columns.map((one) => CELLS[one.kind](row[one.name])))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

type Given = string | number | null | undefined

const CELLS: Readonly<Record<CellKind, (given: Given) => string | number | Date | null>> = {
  text: (given) => given ?? null,
  number: (given) => (typeof given === 'string' ? numberCell(given) : (given ?? null)),
  date: (given) => (typeof given === 'string' && /^\d{4}-\d\d-\d\d$/.test(given) ? new Date(given) : (given ?? null)),
}

/** A number only where it reads back as the same text. */
function numberCell(text: string): number | string | null {
  if (text === '') return null
  const micro = parseMicro(text)
  return typeof micro === 'number' && formatMicro(micro) === text ? Number(text) : text
}
