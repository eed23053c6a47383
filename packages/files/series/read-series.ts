import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { csvRows, type Rows } from '../read/csv-rows.ts'
import { decodeText } from '../read/decode-text.ts'
import { type Frequency, guessFrequency, numberOf, readPeriod, type Written } from './read-period.ts'

/** One series of a long file; values by period, NaN where a period is missing. */
export interface Series {
  readonly series: string
  readonly values: Float64Array
}

export interface SeriesFile {
  readonly series: readonly Series[]
  /** As given, or guessed from dates; null where the periods are running numbers. */
  readonly frequency: Frequency | null
}

const HEADERS = [
  ['series', 'period', 'value'],
  ['unique_id', 'ds', 'y'],
] as const
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i
/** Gaps longer than this are a mistake in a date. */
const MOST_PERIODS = 2_000_000

interface Point {
  readonly line: number
  readonly text: string
  readonly period: Written
  /** NaN where missing. */
  readonly value: number
}

/**
 * Reads a long CSV `series,period,value` (or `unique_id,ds,y`): period is an ISO date, month or time, or a running whole number; an
 * empty value or NaN is missing. Series come in the order of the file. Refused, naming the line: what is not a number or date, both
 * kinds of period in one file, a period twice.
 */
export function readSeries(bytes: Uint8Array, given: Frequency | null): Result<SeriesFile> {
  const text = decodeText(bytes)
  if (text === null) return fail('invalid', 'the file should be UTF-8 or GB18030 text')
  const rows = csvRows(text)
  if ('message' in rows) return fail('invalid', `line ${rows.row}: ${rows.message}`)
  const points = readPoints(rows)
  if (!points.ok) return points
  const frequency = given ?? guessFrequency(periodsOf(points.value))
  const series: Series[] = []
  for (const [name, some] of points.value) {
    const values = valuesOf(name, { points: some, frequency: frequency ?? 'daily' })
    if (!values.ok) return values
    series.push({ series: name, values: values.value })
  }
  return succeed({ series, frequency })
}

function* periodsOf(points: ReadonlyMap<string, readonly Point[]>): Generator<readonly Written[]> {
  for (const some of points.values()) yield some.map((one) => one.period)
}

function readPoints(rows: Rows): Result<Map<string, Point[]>> {
  const head = rows.findIndex((row) => row.some((cell) => cell !== ''))
  const header = rows[Math.max(0, head)]?.map((cell) => cell.toLowerCase()) ?? []
  const names = HEADERS.find((one) => one.every((name) => header.includes(name)))
  if (!names)
    return fail(
      'invalid',
      `line ${Math.max(0, head) + 1}: the header (${header.join(',')}) should have series,period,value or unique_id,ds,y`,
    )
  const at = names.map((name) => header.indexOf(name))
  const found = new Map<string, Point[]>()
  let first: Point | null = null
  for (let i = head + 1; i < rows.length; i++) {
    const row = rows[i]!
    if (row.every((cell) => cell === '')) continue
    const [name, text, cell] = at.map((column) => row[column] ?? '') as [string, string, string]
    const point = readPoint([name, text, cell], i + 1)
    if (typeof point === 'string') return fail('invalid', `line ${i + 1}: ${point}`)
    first ??= point
    if (point.period.kind !== first.period.kind)
      return fail(
        'invalid',
        `line ${i + 1}: period (${text}) should be a ${first.period.kind} as on line ${first.line}`,
      )
    const known = found.get(name)
    if (known) known.push(point)
    else found.set(name, [point])
  }
  return first === null
    ? fail('invalid', `line ${head + 2}: the file should have lines below its header`)
    : succeed(found)
}

/** What is wrong with the line, or its point. */
function readPoint([name, text, cell]: readonly [string, string, string], line: number): Point | string {
  if (name === '') return 'the name of the series () should not be empty'
  const period = readPeriod(text)
  if (period === null) return `period (${text}) should be an ISO date or a whole number`
  const isMissing = cell === '' || /^nan$/i.test(cell)
  const value = isMissing ? Number.NaN : Number(cell)
  if (!isMissing && !(NUMBER.test(cell) && Number.isFinite(value)))
    return `value (${cell}) should be a number, or empty where it is missing`
  return { line, text, period, value }
}

function valuesOf(
  name: string,
  { points, frequency }: { points: readonly Point[]; frequency: Frequency },
): Result<Float64Array> {
  const numbers = points.map((one) => numberOf(one.period, frequency))
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const one of numbers) {
    first = Math.min(first, one)
    last = Math.max(last, one)
  }
  const count = last - first + 1
  if (count > MOST_PERIODS)
    return fail('invalid', `series (${name}) spans ${count} periods; check its dates and --frequency`)
  const values = new Float64Array(count).fill(Number.NaN)
  const isGiven = new Uint8Array(count)
  for (const [i, point] of points.entries()) {
    const at = numbers[i]! - first
    if (isGiven[at])
      return fail(
        'invalid',
        `line ${point.line}: period (${point.text}) of series (${name}) should come once, and is already given`,
      )
    isGiven[at] = 1
    values[at] = point.value
  }
  return succeed(values)
}
