import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { formatDay } from '@headwater/domain/measures/day'
import { formatMicro, MICRO } from '@headwater/domain/measures/quantity'
import ExcelJS from 'exceljs'
import { csvBytes } from '../write/csv-text.ts'

/** Uncompressed size above which a workbook is not opened: a small file may unpack into a flood. */
const MOST_UNPACKED = 1024 * 1024 * 1024

/**
 * The first sheet of an XLSX workbook as CSV bytes: a date cell is its ISO text, a number cell its decimal text, a formula its value.
 * Rows keep their numbers. Refused: what is not a workbook, and one that unpacks into more than 1 GiB.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<Uint8Array>> {
  if (unpackedSize(bytes) > MOST_UNPACKED) return fail('invalid', 'the workbook unpacks into more than 1 GB. Split it')
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer)
  } catch {
    return fail('invalid', 'it should be an XLSX workbook that opens. Save it again as "Excel workbook (.xlsx)"')
  }
  const sheet = workbook.worksheets[0]
  if (!sheet) return succeed(new Uint8Array(0))
  const rows: string[][] = []
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const cells: string[] = []
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      while (cells.length < column - 1) cells.push('')
      cells.push(cellText(cell.value))
    })
    rows.push(cells)
  })
  const width = rows.reduce((most, one) => Math.max(most, one.length), 1)
  const padded = rows.map((one) => [...one, ...Array.from({ length: width - one.length }, () => '')])
  return succeed(padded.length === 0 ? new Uint8Array(0) : csvBytes(padded[0]!, padded.slice(1), 'as given'))
}

function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'object') {
    if ('getTime' in value) return dateText(value.getTime())
    if ('result' in value) return cellText(value.result as ExcelJS.CellValue)
    if ('richText' in value) return value.richText.map((one) => one.text).join('')
    if ('text' in value) return String(value.text)
    if ('error' in value) return String(value.error)
    return ''
  }
  return String(value)
}

/** Spreadsheets keep 15 digits; what is written here is what the cell shows. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value)
  const micro = Math.round(value * MICRO)
  return Number.isSafeInteger(micro) && Math.abs(micro / MICRO - value) < 1e-9 * Math.max(1, Math.abs(value))
    ? formatMicro(micro)
    : String(value)
}

const MS_PER_DAY = 86_400_000

/** Milliseconds since 1970 as the workbook means them, without a zone. */
function dateText(value: number): string {
  const seconds = Math.round(value / 1000)
  const day = Math.floor((seconds * 1000) / MS_PER_DAY)
  const rest = seconds - day * 86_400
  if (rest === 0) return formatDay(day)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${formatDay(day)}T${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}:${two(rest % 60)}`
}

/** Sum of the uncompressed sizes that the ZIP directory states. */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let sum = 0
  for (let at = bytes.length - 22; at >= 0 && at > bytes.length - 66_000; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    let entry = view.getUint32(at + 16, true)
    for (let n = view.getUint16(at + 10, true); n > 0 && entry + 46 <= bytes.length; n--) {
      if (view.getUint32(entry, true) !== 0x02014b50) break
      sum += view.getUint32(entry + 24, true)
      entry +=
        46 + view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true)
    }
    return sum
  }
  return sum
}
