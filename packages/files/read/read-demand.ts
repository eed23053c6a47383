import type { BucketSize, ForecastBucket, SellThrough } from '@headwater/domain/demand/forecast'
import { type Day, formatDay, parseDay } from '@headwater/domain/measures/day'
import type { IssueList } from './issue-list.ts'
import type { Table, TableRow } from './read-table.ts'
import { numberOf, refuseUnknown, textOf } from './references.ts'

/** Forecast buckets; those of one item may not overlap. */
export function readForecasts(table: Table, items: ReadonlySet<string>, issues: IssueList): ForecastBucket[] {
  const rows = refuseUnknown(table, [{ column: 'item', known: items, where: 'items.csv' }], issues)
  const buckets = rows.map((row) => ({ row, bucket: bucketOf(row) }))
  buckets.sort((a, b) =>
    a.bucket.item < b.bucket.item ? -1 : a.bucket.item > b.bucket.item ? 1 : a.bucket.firstDay - b.bucket.firstDay,
  )
  for (let i = 1; i < buckets.length; i++) {
    const [before, after] = [buckets[i - 1]!, buckets[i]!]
    if (before.bucket.item !== after.bucket.item || after.bucket.firstDay > before.bucket.lastDay) continue
    const [later, other] = before.row.row > after.row.row ? [before, after] : [after, before]
    const value = formatDay(later.bucket.firstDay)
    issues.error(
      'conflict',
      { file: table.file, row: later.row.row, field: 'date', value },
      `${table.file} row ${later.row.row}: the bucket of ${value} should not overlap that of row ${other.row.row}`,
    )
  }
  return buckets.map((one) => one.bucket)
}

function bucketOf(row: TableRow): ForecastBucket {
  const firstDay = numberOf(row, 'date')!
  const bucket = textOf(row, 'bucket') as BucketSize
  return {
    item: textOf(row, 'item')!,
    firstDay,
    lastDay: lastDayOf(firstDay, bucket),
    quantity: numberOf(row, 'quantity')!,
    bucket,
  }
}

/** Last day of a bucket: a month runs to the day before the same day of the next month, or to its end where there is none. */
export function lastDayOf(firstDay: Day, bucket: BucketSize): Day {
  if (bucket === 'day') return firstDay
  if (bucket === 'week') return firstDay + 6
  const [year, month, day] = formatDay(firstDay).split('-').map(Number) as [number, number, number]
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 }
  for (let d = day; ; d--) {
    const text = `${String(next.year).padStart(4, '0')}-${String(next.month).padStart(2, '0')}-${String(d).padStart(2, '0')}`
    const found = parseDay(text)
    if (found !== null) return d === day ? found - 1 : found
  }
}

export const readSellThrough = (table: Table, items: ReadonlySet<string>, issues: IssueList): SellThrough[] =>
  refuseUnknown(table, [{ column: 'item', known: items, where: 'items.csv' }], issues).map((row) => ({
    item: textOf(row, 'item')!,
    date: numberOf(row, 'date')!,
    place: textOf(row, 'place'),
    quantity: numberOf(row, 'quantity')!,
    price: numberOf(row, 'price'),
  }))
