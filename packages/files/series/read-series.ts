import { parseDay } from '@headwater/domain/measures/day'
import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { csvRows } from '../read/csv-rows.ts'
import { decodeText } from '../read/decode-text.ts'

/** One series of a long file; values by period, NaN where a period is missing. */
export interface Series {
  readonly series: string
  readonly values: Float64Array
}

export type Frequency = 'yearly' | 'quarterly' | 'monthly' | 'weekly' | 'daily' | 'hourly'

const HEADERS = [
  ['series', 'period', 'value'],
  ['unique_id', 'ds', 'y'],
] as const
const MONTHS: Partial<Record<Frequency, number>> = { yearly: 12, quarterly: 3, monthly: 1 }
const DAYS: Partial<Record<Frequency, number>> = { weekly: 7, daily: 1 }
/** Gaps longer than this are a mistake in a date. */
const MOST_PERIODS = 1_000_000

/**
 * Reads a long CSV `series,period,value` (or `unique_id,ds,y`): period is an ISO date or time, or a running whole number. Series come
 * in the order of the file. Refused: what is not a number or date, a period twice; the message names the line.
 */
export function readSeries(bytes: Uint8Array, frequency: Frequency | null): Result<Series[]> {
  const text = decodeText(bytes)
  if (text === null) return fail('invalid', 'the file should be UTF-8 or GB18030 text')
  const rows = csvRows(text)
  if ('message' in rows) return fail('invalid', `line ${rows.row}: ${rows.message}`)
  const header = rows[0]?.map((cell) => cell.toLowerCase()) ?? []
  const names = HEADERS.find((one) => one.every((name) => header.includes(name)))
  if (!names)
    return fail('invalid', `line 1: the header (${header.join(',')}) should have series,period,value or unique_id,ds,y`)
  const [key, period, value] = names.map((name) => header.indexOf(name)) as [number, number, number]
  const found = new Map<string, Map<number, number>>()
  const periods = periodReader(
    frequency,
    rows.slice(1).map((row) => row[period] ?? ''),
  )
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i]!
    if (row.every((cell) => cell === '')) continue
    const at = periods(row[period] ?? '')
    if (at === null)
      return fail('invalid', `line ${i + 1}: period (${row[period]}) should be an ISO date or a whole number`)
    const cell = row[value] ?? ''
    const number = cell === '' || cell === 'NaN' ? Number.NaN : Number(cell)
    if (cell !== '' && cell !== 'NaN' && !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(cell))
      return fail('invalid', `line ${i + 1}: value (${cell}) should be a number`)
    const name = row[key]!
    const series = found.get(name) ?? new Map<number, number>()
    if (series.has(at))
      return fail('invalid', `line ${i + 1}: period (${row[period]}) of series (${name}) is already given`)
    series.set(at, number)
    found.set(name, series)
  }
  const all: Series[] = []
  for (const [series, points] of found) {
    const first = Math.min(...points.keys())
    const count = Math.max(...points.keys()) - first + 1
    if (count > MOST_PERIODS)
      return fail('invalid', `series (${series}) spans ${count} periods; check its dates and --frequency`)
    all.push({ series, values: Float64Array.from({ length: count }, (_, i) => points.get(first + i) ?? Number.NaN) })
  }
  return succeed(all)
}

/** How a period becomes a running number: whole numbers as they are; dates by the frequency, guessed where none is given. */
function periodReader(frequency: Frequency | null, texts: readonly string[]): (text: string) => number | null {
  if (texts.every((text) => text === '' || /^-?\d+$/.test(text)))
    return (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : null)
  const step = frequency ?? guessFrequency(texts)
  return (text) => {
    const day = parseDay(text.slice(0, 10))
    if (day === null) return null
    if (step === 'hourly') {
      const hour = /[T ](\d{2})/.exec(text)?.[1]
      return day * 24 + Number(hour ?? 0)
    }
    const months = MONTHS[step]
    if (months === undefined) return Math.floor(day / DAYS[step]!)
    const [year, month] = text.split('-').map(Number) as [number, number]
    return Math.floor((year * 12 + month - 1) / months)
  }
}

function guessFrequency(texts: readonly string[]): Frequency {
  if (texts.some((text) => /[T ]\d{2}/.test(text) && !/[T ]00/.test(text))) return 'hourly'
  const days = texts.slice(0, 200).flatMap((text) => parseDay(text.slice(0, 10)) ?? [])
  let least = Number.POSITIVE_INFINITY
  for (let i = 1; i < days.length; i++) if (days[i]! > days[i - 1]!) least = Math.min(least, days[i]! - days[i - 1]!)
  if (least >= 360) return 'yearly'
  if (least >= 85) return 'quarterly'
  if (least >= 28) return 'monthly'
  return least >= 7 && least !== Number.POSITIVE_INFINITY ? 'weekly' : 'daily'
}
