import { type Day, formatDay, mondayOf } from '@headwater/domain/measures/day'
import { formatMicro, MICRO, parseMicro } from '@headwater/domain/measures/quantity'
import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { csvRows, type Rows } from '../read/csv-rows.ts'
import { decodeText } from '../read/decode-text.ts'
import { csvBytes } from '../write/csv-text.ts'
import { readDate } from './read-date.ts'

/** A company's sales, whatever the shape of its file, as sell_through.csv. */
export interface SalesFile {
  /** sell_through.csv of the contract. */
  readonly sellThrough: Uint8Array
  readonly items: readonly string[]
  /** Lines of the file below its header. */
  readonly lines: number
  readonly sales: number
  readonly lastDay: Day
  /** What was made of the file, one sentence each. */
  readonly notes: readonly string[]
}

interface Sale {
  readonly item: string
  readonly date: Day
  readonly place: string
  /** Micro; negative: returns or corrections. */
  readonly quantity: number
}

const NAMES = {
  item: ['item', 'sku', 'product', 'product_code', 'unique_id', 'style', '物料', '商品', '款号', '货号'],
  date: ['date', 'day', 'ds', 'week', '日期', '销售日期'],
  quantity: ['quantity', 'qty', 'sales', 'sold', 'units', 'y', '数量', '销量'],
  place: ['place', 'shop', 'store', 'channel', '门店', '渠道', '地点'],
} as const

/**
 * Reads sales: long (`item,date,quantity[,place]`), wide (an item a line, a column a day or a numbered week), or wide and cumulative.
 * Numbered weeks end before the week of `today`. Refused: a shape that is none of these, or a cell that is not a number.
 */
export function readSales(bytes: Uint8Array, today: Day): Result<SalesFile> {
  const text = decodeText(bytes)
  if (text === null) return fail('invalid', 'the sales file should be UTF-8 or GB18030 text')
  const rows = csvRows(text)
  if ('message' in rows) return fail('invalid', `row ${rows.row}: ${rows.message}`)
  const at = rows.findIndex((row) => row.some((cell) => cell !== ''))
  if (at < 0) return fail('invalid', 'the sales file should not be empty')
  const body = rows
    .map((row, i) => ({ row: i + 1, cells: row }))
    .slice(at + 1)
    .filter((one) => one.cells.some((cell) => cell !== ''))
  const columns = longColumns(rows[at]!)
  const read = columns ? readLong(body, columns) : readWide(rows[at]!, body, today)
  return read.ok ? succeed(finish(read.value, body.length)) : read
}

interface Line {
  readonly row: number
  readonly cells: Rows[number]
}

interface ReadSales {
  readonly sales: readonly Sale[]
  readonly notes: readonly string[]
}

function finish({ sales, notes }: ReadSales, lines: number): SalesFile {
  const sums = new Map<string, Sale>()
  for (const one of sales) {
    const key = `${one.item}|${one.date}|${one.place}`
    const known = sums.get(key)
    sums.set(key, known ? { ...known, quantity: known.quantity + one.quantity } : one)
  }
  const all = [...sums.values()]
  const merged = sales.length - all.length
  return {
    sellThrough: csvBytes(
      ['item', 'date', 'place', 'quantity'],
      all.map((one) => [one.item, formatDay(one.date), one.place, formatMicro(one.quantity)]),
      'as given',
    ),
    items: [...new Set(all.map((one) => one.item))],
    lines,
    sales: all.length,
    lastDay: all.reduce((last, one) => Math.max(last, one.date), Number.NEGATIVE_INFINITY),
    notes: merged > 0 ? [...notes, `${merged} further lines of the same item, day and place were added up`] : notes,
  }
}

type LongColumns = { readonly [K in keyof typeof NAMES]: number }

function longColumns(header: Rows[number]): LongColumns | null {
  const lower = header.map((cell) => cell.toLowerCase())
  const find = (names: readonly string[]): number => lower.findIndex((cell) => names.includes(cell))
  const columns = {
    item: find(NAMES.item),
    date: find(NAMES.date),
    quantity: find(NAMES.quantity),
    place: find(NAMES.place),
  }
  return columns.item >= 0 && columns.date >= 0 && columns.quantity >= 0 ? columns : null
}

function readLong(body: readonly Line[], columns: LongColumns): Result<ReadSales> {
  const sales: Sale[] = []
  for (const { row, cells } of body) {
    const date = readDate(cells[columns.date] ?? '')
    if (date === null)
      return fail('invalid', `row ${row}: date (${cells[columns.date]}) should be a date, as 2026-03-02`)
    const quantity = parseMicro(cells[columns.quantity] ?? '')
    if (typeof quantity === 'string') return fail('invalid', notNumber(row, cells[columns.quantity]))
    const item = cells[columns.item] ?? ''
    if (item === '') return fail('invalid', `row ${row}: item () should not be empty`)
    sales.push({ item, date, place: columns.place < 0 ? '' : (cells[columns.place] ?? ''), quantity })
  }
  return sales.length === 0
    ? fail('invalid', 'the sales file should have lines below its header')
    : succeed({ sales, notes: [] })
}

const notNumber = (row: number, cell: string | undefined): string =>
  `row ${row}: quantity (${cell ?? ''}) should be a number`

interface Period {
  readonly at: number
  readonly date: Day
}

function readWide(header: Rows[number], body: readonly Line[], today: Day): Result<ReadSales> {
  const periods = readPeriods(header, today)
  if (periods.columns.length < 2)
    return fail(
      'invalid',
      `the header (${header.slice(0, 6).join(', ')} …) should have item, date and quantity, or a column for each day or week`,
    )
  const lines: { item: string; values: (number | null)[] }[] = []
  let blanks = 0
  for (const { row, cells } of body) {
    const item = cells[0] ?? ''
    if (item === '') return fail('invalid', `row ${row}: the first column should name the item`)
    const values: (number | null)[] = []
    for (const { at } of periods.columns) {
      const cell = cells[at] ?? ''
      if (cell === '') {
        blanks++
        values.push(null)
        continue
      }
      const value = parseMicro(cell.replace(/\.0+$/, ''))
      if (typeof value === 'string') return fail('invalid', `row ${row}: ${header[at]} (${cell}) should be a number`)
      values.push(value)
    }
    lines.push({ item, values })
  }
  const notes: string[] = []
  if (periods.leftOut > 0) notes.push(`${periods.leftOut} columns are neither days nor weeks and were left out`)
  const dates = periods.columns.map((one) => one.date)
  if (periods.areDays && isCumulative(lines.map((one) => one.values)))
    return succeed(differences(lines, { dates, blanks, notes }))
  if (blanks > 0) notes.push(`${blanks} blank cells count as no sales`)
  const sales = lines.flatMap(({ item, values }) =>
    values.flatMap((quantity, i) => (quantity === null ? [] : [{ item, date: dates[i]!, place: '', quantity }])),
  )
  return succeed({
    sales,
    notes: [`${periods.areDays ? 'a column a day' : 'a column a week'}: ${dates.length}`, ...notes],
  })
}

function readPeriods(header: Rows[number], today: Day): { columns: Period[]; areDays: boolean; leftOut: number } {
  const days = header.flatMap((cell, at) => {
    const date = at === 0 ? null : readDate(cell)
    return date === null ? [] : [{ at, date }]
  })
  if (days.length >= 2)
    return {
      columns: days.toSorted((a, b) => a.date - b.date),
      areDays: true,
      leftOut: header.length - 1 - days.length,
    }
  const weeks = header.flatMap((cell, at) => {
    const week = /^w(?:eek)?[ _]?(\d{1,3})$/i.exec(cell)?.[1]
    return week === undefined ? [] : [{ at, week: Number(week) }]
  })
  const last = weeks.reduce((most, one) => Math.max(most, one.week), 0)
  const end = mondayOf(today) - 7
  return {
    columns: weeks.map(({ at, week }) => ({ at, date: end - 7 * (last - week) })).sort((a, b) => a.date - b.date),
    areDays: false,
    leftOut: header.length - 1 - weeks.length,
  }
}

/** Of all changes from day to day, counts that add up have at least so many rises; sales have about half. */
const RISING = 0.8

function isCumulative(lines: readonly (readonly (number | null)[])[]): boolean {
  let changes = 0
  let rises = 0
  for (const values of lines) {
    const known = values.filter((value) => value !== null)
    for (let i = 1; i < known.length; i++) {
      if (known[i] !== known[i - 1]) changes++
      if (known[i]! > known[i - 1]!) rises++
    }
  }
  return changes > 0 && rises / changes >= RISING
}

interface Wide {
  readonly dates: readonly Day[]
  readonly blanks: number
  readonly notes: readonly string[]
}

/** Sales are the rises of a cumulative count; a fall is a correction. Of an item that comes twice, the line with more counts stands. */
function differences(
  lines: readonly { readonly item: string; readonly values: readonly (number | null)[] }[],
  { dates, blanks, notes }: Wide,
): ReadSales {
  const fullest = new Map<string, readonly (number | null)[]>()
  for (const { item, values } of lines) {
    const known = fullest.get(item)
    if (!known || weightOf(values) > weightOf(known)) fullest.set(item, values)
  }
  const sales: Sale[] = []
  let falls = 0
  for (const [item, values] of fullest) {
    let before: number | null = null
    for (const [i, value] of values.entries()) {
      if (value === null) continue
      if (before !== null) {
        if (value < before) falls++
        sales.push({ item, date: dates[i]!, place: '', quantity: value - before })
      }
      before = value
    }
  }
  const twice = lines.length - fullest.size
  return {
    sales,
    notes: [
      'counts add up from day to day: sales are their differences, and the first count is where they begin',
      ...(falls > 0 ? [`${falls} falls of a count are corrections`] : []),
      ...(blanks > 0 ? [`${blanks} blank cells are bridged by the next count`] : []),
      ...(twice > 0 ? [`${twice} items come twice: the line with more counts stands`] : []),
      ...notes,
    ],
  }
}

const weightOf = (values: readonly (number | null)[]): number =>
  values.filter((value) => value !== null).length * MICRO * 1e6 + (values.findLast((value) => value !== null) ?? 0)
