import { formatMicro, parseMicro } from '@headwater/domain/measures/quantity'
import ExcelJS from 'exceljs'
import type { FileContract } from '../contract/column.ts'
import type { GivenCells } from '../import/given-rows.ts'

/** Columns whose numbers stay text: a key such as 007 is not the number 7. */
const AS_NUMBER = new Set(['number', 'whole'])

/** Rows as an XLSX workbook of one sheet, numbers as numbers; reading it again gives the same cells. */
export async function writeWorkbook(contract: FileContract, rows: Iterable<GivenCells>): Promise<Uint8Array> {
  const list = [...rows]
  const attributes = new Set<string>()
  if (contract.attributes)
    for (const cells of list) for (const name in cells) if (name.startsWith('attr.')) attributes.add(name)
  const columns = [...contract.columns.map((one) => one.name), ...[...attributes].sort()]
  const numeric = new Set(contract.columns.filter((one) => AS_NUMBER.has(one.type.kind)).map((one) => one.name))
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(contract.name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(columns).font = { bold: true }
  for (const cells of list)
    sheet.addRow(columns.map((name) => (numeric.has(name) ? numberCell(cells[name]) : (cells[name] ?? null))))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** A number only where it reads back as the same text. */
function numberCell(text: string | undefined): number | string | null {
  if (text === undefined || text === '') return null
  const micro = parseMicro(text)
  return typeof micro === 'number' && formatMicro(micro) === text ? Number(text) : text
}
