import type { SellThrough } from '@headwater/domain/demand/forecast'
import { type Day, mondayOf } from '@headwater/domain/measures/day'

/** Weekly sales of one item: from the first week with a sale to the last week that all sales reach. */
export interface WeeklyHistory {
  readonly item: string
  /** Monday of the first week. */
  readonly from: Day
  /** Micro quantities; a week without a row is a week without sales. */
  readonly weeks: Float64Array
}

/**
 * Sums sales by item and week; only weeks that ended before today count. Returns come off the sales of their week, and what is left
 * of them off the weeks before: they are of goods that were sold then.
 */
export function weeklyHistories(sales: readonly SellThrough[], today: Day): WeeklyHistory[] {
  const end = mondayOf(today)
  const sums = new Map<string, Map<Day, number>>()
  let last = Number.NEGATIVE_INFINITY
  for (const { item, date, quantity } of sales) {
    const week = mondayOf(date)
    if (week >= end) continue
    last = Math.max(last, week)
    const weeks = sums.get(item)
    if (weeks) weeks.set(week, (weeks.get(week) ?? 0) + quantity)
    else sums.set(item, new Map([[week, quantity]]))
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([item, weeks]) => {
      const from = [...weeks.keys()].reduce((first, week) => Math.min(first, week))
      const net = Float64Array.from({ length: (last - from) / 7 + 1 }, (_, i) => weeks.get(from + 7 * i) ?? 0)
      return { item, from, weeks: takeReturnsBack(net) }
    })
}

function takeReturnsBack(weeks: Float64Array): Float64Array {
  for (let t = weeks.length - 1; t >= 0; t--) {
    if (weeks[t]! >= 0) continue
    if (t > 0) weeks[t - 1]! += weeks[t]!
    weeks[t] = 0
  }
  return weeks
}
