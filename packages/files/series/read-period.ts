import { type Day, parseDay } from '@headwater/domain/measures/day'

export type Frequency = 'yearly' | 'quarterly' | 'monthly' | 'weekly' | 'daily' | 'hourly'

/** A period as written: a running whole number, or a day with its hour. */
export type Written =
  | { readonly kind: 'number'; readonly at: number }
  | { readonly kind: 'date'; readonly day: Day; readonly hour: number }

const MONTHS: Partial<Record<Frequency, number>> = { yearly: 12, quarterly: 3, monthly: 1 }
const DATE =
  /^(\d{4}-\d{2})(-\d{2})?(?:[T ]([01]\d|2[0-3])(?::?[0-5]\d(?::?[0-5]\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

/** Reads `2026-03-02`, `2026-03`, `2026-03-02T08:00` or a whole number; null for anything else. */
export function readPeriod(text: string): Written | null {
  if (/^-?\d{1,15}$/.test(text)) return { kind: 'number', at: Number(text) }
  const match = DATE.exec(text)
  if (!match) return null
  const day = parseDay(`${match[1]}${match[2] ?? '-01'}`)
  return day === null ? null : { kind: 'date', day, hour: Number(match[3] ?? 0) }
}

/** The running number of a period at a frequency. */
export function numberOf(period: Written, frequency: Frequency): number {
  if (period.kind === 'number') return period.at
  if (frequency === 'hourly') return period.day * 24 + period.hour
  if (frequency === 'daily') return period.day
  if (frequency === 'weekly') return Math.floor(period.day / 7)
  const date = new Date(period.day * 86_400_000)
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / MONTHS[frequency]!)
}

/** The frequency whose step is the shortest from one date to the next of the same series. */
export function guessFrequency(series: Iterable<Iterable<Written>>): Frequency | null {
  let least = Number.POSITIVE_INFINITY
  for (const periods of series) {
    const hours: number[] = []
    for (const one of periods) if (one.kind === 'date') hours.push(one.day * 24 + one.hour)
    hours.sort((a, b) => a - b)
    for (let i = 1; i < hours.length; i++)
      if (hours[i]! > hours[i - 1]!) least = Math.min(least, hours[i]! - hours[i - 1]!)
  }
  if (least === Number.POSITIVE_INFINITY) return null
  const days = least / 24
  if (days < 1) return 'hourly'
  if (days < 7) return 'daily'
  if (days < 28) return 'weekly'
  if (days < 85) return 'monthly'
  return days < 360 ? 'quarterly' : 'yearly'
}
