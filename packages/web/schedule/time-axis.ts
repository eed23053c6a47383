import type { ScheduleView } from '../../../schemas/rest/scheduling.ts'

/** Width of a closed day, where an open one is 1: squeezed, not hidden. */
const CLOSED = 0.28

/** Time along a line: each open day is as wide as its working hours, nights are left out, closed days are squeezed. */
export interface TimeAxis {
  readonly count: number
  /** Local midnights, one more than there are days. */
  readonly midnights: Float64Array
  /** The hours of each day that are shown. */
  readonly from: Float64Array
  readonly to: Float64Array
  /** Where each day begins, in widths of an open day; one more than there are days. */
  readonly left: Float64Array
  readonly isOpen: Uint8Array
}

export function makeAxis({ days, calendars }: Pick<ScheduleView, 'days' | 'calendars'>): TimeAxis {
  const count = days.length - 1
  const midnights = Float64Array.from(days)
  const isOpen = new Uint8Array(count)
  let [first, last] = [86_400, 0]
  for (const stretches of calendars)
    for (let i = 0; i < stretches.length; i += 2) {
      const day = dayAt(midnights, stretches[i]!)
      if (day < 0 || day >= count) continue
      isOpen[day] = 1
      const begin = stretches[i]! - midnights[day]!
      const end = Math.min(stretches[i + 1]!, midnights[day + 1]!) - midnights[day]!
      if (end <= begin) continue
      first = Math.min(first, begin)
      last = Math.max(last, Math.min(86_400, end))
      if (stretches[i + 1]! > midnights[day + 1]!) first = 0
    }
  if (last <= first) [first, last] = [0, 86_400]
  const left = new Float64Array(count + 1)
  for (let d = 0; d < count; d++) left[d + 1] = left[d]! + (isOpen[d] === 1 ? 1 : CLOSED)
  return {
    count,
    midnights,
    from: Float64Array.from({ length: count }, (_, d) => midnights[d]! + first),
    to: Float64Array.from({ length: count }, (_, d) => midnights[d]! + last),
    left,
    isOpen,
  }
}

/** The day that holds a moment; below 0 or at the end outside. */
function dayAt(midnights: Float64Array, t: number): number {
  let day = Math.floor((t - midnights[0]!) / 86_400)
  while (day >= 0 && day < midnights.length && midnights[day]! > t) day--
  while (day + 1 < midnights.length && midnights[day + 1]! <= t) day++
  return day
}

export const dayOfMoment = ({ midnights, count }: TimeAxis, t: number): number =>
  Math.max(0, Math.min(count - 1, dayAt(midnights, t)))

/** Where a moment stands, in widths of an open day. */
export function placeOf(axis: TimeAxis, t: number): number {
  const day = dayAt(axis.midnights, t)
  if (day < 0) return 0
  if (day >= axis.count) return axis.left[axis.count]!
  const share = (t - axis.from[day]!) / (axis.to[day]! - axis.from[day]!)
  return axis.left[day]! + Math.max(0, Math.min(1, share)) * (axis.left[day + 1]! - axis.left[day]!)
}

/** The moment at a place. */
export function momentAt(axis: TimeAxis, place: number): number {
  let [low, high] = [0, axis.count - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (axis.left[middle]! <= place) low = middle
    else high = middle - 1
  }
  const share = (place - axis.left[low]!) / (axis.left[low + 1]! - axis.left[low]!)
  return Math.round(axis.from[low]! + Math.max(0, Math.min(1, share)) * (axis.to[low]! - axis.from[low]!))
}

export const axisEnd = ({ left, count }: TimeAxis): number => left[count]!

/** `2026-11-24` of a day of the axis. */
export const isoOfDay = (view: Pick<ScheduleView, 'firstDay'>, day: number): string =>
  new Date(Date.parse(`${view.firstDay}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10)

/** `14:20` on a day of the site: the axis knows its midnights. */
export function clockOf(axis: TimeAxis, t: number): string {
  const day = dayAt(axis.midnights, t)
  const midnight = axis.midnights[Math.max(0, Math.min(axis.count, day))]!
  const minutes = Math.floor((t - midnight) / 60)
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
