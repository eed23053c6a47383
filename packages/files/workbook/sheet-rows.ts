import { formatDay } from '@headwater/domain/measures/day'
import { formatMicro, MICRO } from '@headwater/domain/measures/quantity'
import type { NumberMeaning } from './cell-formats.ts'
import { attributeOf, scanXml } from './scan-xml.ts'
import { Flood } from './zip-entries.ts'

/** A sheet to be read, with what its cells refer to. */
export interface Sheet {
  readonly xml: AsyncIterable<string>
  readonly formats: readonly NumberMeaning[]
  readonly strings: readonly string[]
  /** Days are counted from 1904, as old workbooks of the Macintosh do. */
  readonly is1904: boolean
}

/** What a sheet may have (Excel's own limits), and how many cells, empty ones left of others counted. */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
const MOST_CELLS = 50_000_000

/** Calls with the cells of each row in turn, also of empty rows between others. Throws where the sheet is none. */
export async function sheetRows(sheet: Sheet, take: (row: string[]) => void): Promise<void> {
  const reader = rowReader(sheet, take)
  await scanXml(sheet.xml, reader)
}

function rowReader(sheet: Sheet, take: (row: string[]) => void) {
  let row: string[] = []
  let taken = 0
  let cells = 0
  let place = { column: 0, type: '', format: 0 }
  let value = ''
  let isValue = false
  let isReading = false
  const openRow = (attributes: string): void => {
    const number = Number(attributeOf(attributes, 'r') ?? taken + 1)
    if (!(number > taken && number <= MOST_ROWS)) throw new Error(`row ${number} is out of order`)
    for (; taken + 1 < number; taken++) take([''])
    row = []
  }
  const closeCell = (): void => {
    const text = cellText(value, place, sheet)
    if (text === '') return
    while (row.length < place.column) row.push('')
    row[place.column] = text
  }
  return {
    open: (name: string, attributes: string): void => {
      isValue = false
      if (name === 'row') openRow(attributes)
      else if (name === 'c') {
        place = placeOf(attributes, place.column, row.length)
        value = ''
      } else if (name === 'rPh') isReading = true
      else isValue = name === 'v' || (name === 't' && !isReading)
    },
    close: (name: string): void => {
      isValue = false
      if (name === 'c') closeCell()
      else if (name === 'rPh') isReading = false
      else if (name === 'row') {
        cells += row.length
        if (cells > MOST_CELLS) throw new Flood(`more than ${MOST_CELLS} cells`)
        taken += 1
        take(row.length === 0 ? [''] : row)
      }
    },
    text: (more: string): void => {
      if (isValue) value += more
    },
  }
}

interface CellPlace {
  readonly column: number
  readonly type: string
  readonly format: number
}

function placeOf(attributes: string, before: number, inRow: number): CellPlace {
  const letters = /^[A-Z]{1,3}/.exec(attributeOf(attributes, 'r') ?? '')?.[0]
  const column = letters === undefined ? (inRow === 0 ? 0 : before + 1) : columnOf(letters)
  if (column >= MOST_COLUMNS) throw new Error(`column ${letters} is too far out`)
  return { column, type: attributeOf(attributes, 't') ?? 'n', format: Number(attributeOf(attributes, 's') ?? 0) }
}

function columnOf(letters: string): number {
  let column = 0
  for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64
  return column - 1
}

function cellText(value: string, { type, format }: CellPlace, { formats, strings, is1904 }: Sheet): string {
  if (type === 's') return unescaped(strings[Number(value)] ?? '')
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type !== 'n') return unescaped(value)
  if (value === '') return ''
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  const meaning = formats[format] ?? 'number'
  if (meaning === 'number') return numberText(number)
  return meaning === 'time' && number < 2 ? clockText(number) : dateText(number + (is1904 ? DAYS_TO_1904 : 0))
}

/** _xHHHH_ stands for a character that XML cannot hold (ECMA-376, ST_Xstring). */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Spreadsheets keep 15 digits; what is written here is what the cell shows. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value)
  const micro = Math.round(value * MICRO)
  return Number.isSafeInteger(micro) && Math.abs(micro / MICRO - value) < 1e-9 * Math.max(1, Math.abs(value))
    ? formatMicro(micro)
    : String(value)
}

const SECONDS = 86_400
/** Days from the first day of a workbook's calendar to 1970-01-01, and to that of 1904. */
const EPOCH = 25_569
const DAYS_TO_1904 = 1_462

const two = (n: number): string => String(n).padStart(2, '0')

/** A time of the day; 24:00 is the end of one. */
function clockText(days: number): string {
  const seconds = Math.round(days * SECONDS)
  const rest = seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}${rest}`
}

/** A day, with its time where it has one, without a zone. */
function dateText(days: number): string {
  const seconds = Math.round((days - EPOCH) * SECONDS)
  const day = Math.floor(seconds / SECONDS)
  const rest = seconds - day * SECONDS
  return rest === 0
    ? formatDay(day)
    : `${formatDay(day)}T${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}:${two(rest % 60)}`
}
