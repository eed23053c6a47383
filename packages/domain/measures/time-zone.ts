import { type Day, formatDay, parseDay } from './day.ts'
import type { Instant } from './instant.ts'

const SECONDS_PER_DAY = 86_400

/** Seconds east of UTC by hour of the epoch: Intl is slow, and offsets change at most on a quarter of an hour. */
const offsets = new Map<string, Map<number, number>>()
const formats = new Map<string, Intl.DateTimeFormat>()
const QUARTER = 900

/** True for an IANA name that this machine knows. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

/** Seconds that the zone is east of UTC at that moment. */
export function offsetAt(instant: Instant, zone: string): number {
  if (zone === 'UTC') return 0
  let known = offsets.get(zone)
  if (!known) {
    known = new Map()
    offsets.set(zone, known)
  }
  const quarter = Math.floor(instant / QUARTER)
  const cached = known.get(quarter)
  if (cached !== undefined) return cached
  const at = quarter * QUARTER
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(new Date(at * 1000))) part[type] = Number(value)
  const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) / 1000
  known.set(quarter, local - at)
  return local - at
}

/**
 * The moment of a local clock time, `minute` minutes after 00:00 of the day (it may exceed 1440). A time that a clock
 * change skips is taken as if the clock had not yet changed; of a time that comes twice, the first is meant.
 */
export function localToInstant(day: Day, minute: number, zone: string): Instant {
  const local = day * SECONDS_PER_DAY + minute * 60
  if (zone === 'UTC') return local
  const before = offsetAt(local - SECONDS_PER_DAY, zone)
  const after = offsetAt(local + SECONDS_PER_DAY, zone)
  const first = local - before
  if (before === after || offsetAt(first, zone) === before) return first
  const second = local - after
  return offsetAt(second, zone) === after ? second : first
}

/** The local day of a moment. */
export const dayOf = (instant: Instant, zone: string): Day =>
  Math.floor((instant + offsetAt(instant, zone)) / SECONDS_PER_DAY)

const two = (n: number): string => String(n).padStart(2, '0')

/** `2026-03-02T08:30:00+00:00`: local time with its offset. */
export function formatTime(instant: Instant, zone: string): string {
  const offset = offsetAt(instant, zone)
  const local = instant + offset
  const day = Math.floor(local / SECONDS_PER_DAY)
  const second = local - day * SECONDS_PER_DAY
  const east = Math.abs(offset)
  const clock = `${two(Math.floor(second / 3600))}:${two(Math.floor((second % 3600) / 60))}:${two(second % 60)}`
  return `${formatDay(day)}T${clock}${offset < 0 ? '-' : '+'}${two(Math.floor(east / 3600))}:${two(Math.floor((east % 3600) / 60))}`
}

/** Reads `YYYY-MM-DDTHH:MM[:SS]`, local unless it carries an offset or Z; null when it is not a time that exists. */
export function parseTime(text: string, zone: string): Instant | null {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?$/.exec(text)
  if (!match) return null
  const day = parseDay(match[1]!)
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)]
  if (day === null || minute > 59 || second > 59 || hour > 24 || (hour === 24 && minute + second > 0)) return null
  const offset = match[5]
  if (offset === undefined) return localToInstant(day, hour * 60 + minute, zone) + second
  const east =
    offset === 'Z' ? 0 : (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))) * (offset[0] === '-' ? -60 : 60)
  return day * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second - east
}
