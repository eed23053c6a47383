import { weekdayOf } from '../measures/day.ts'
import type { Instant } from '../measures/instant.ts'
import { dayOf, localToInstant } from '../measures/time-zone.ts'
import type { WorkCalendar } from './work-calendar.ts'

/** Days compiled after the first moment; doubled whenever a question reaches beyond. */
const FIRST_REACH = 128
/** A century: whatever needs longer never ends. */
const LAST_REACH = 36_525
/** Four years without a stretch that is long enough: there is none. */
const FITTING_REACH = 1461
/** Seconds of a slot: a few stretches at most begin in one. */
const SLOT = 7200
/** A night shift of the day before reaches into the first day. */
const DAYS_BEFORE = 2

/** The moment of what never happens. */
export const NEVER_ENDS: Instant = Number.MAX_SAFE_INTEGER

/**
 * Working time of one calendar in one time zone as real elapsed seconds: stretches that touch are one, and a night on which
 * the clock changes is as long as it really is. Work is counted in seconds since the first compiled stretch.
 */
export class WorkTime {
  readonly #calendar: WorkCalendar
  readonly #zone: string
  readonly #firstDay: number
  #reach = 0
  /** Stretches of work, ascending and apart. */
  #open: Float64Array = new Float64Array(0)
  #close: Float64Array = new Float64Array(0)
  /** Working seconds before each stretch. */
  #before: Float64Array = new Float64Array(0)
  #count = 0
  /** By slots of elapsed time since the first opening, and by slots of work: the stretch in which a search begins. */
  #byTime: Int32Array = new Int32Array(0)
  #byWork: Int32Array = new Int32Array(0)

  /** Knows every moment from the day of `first` on; `first` is the earliest that will be asked for. */
  constructor(calendar: WorkCalendar, zone: string, first: Instant) {
    this.#calendar = calendar
    this.#zone = zone
    this.#firstDay = dayOf(first, zone) - DAYS_BEFORE
    this.#compile(FIRST_REACH)
  }

  /** The earliest working moment ≥ t. */
  next(t: Instant): Instant {
    const i = this.#stretchEndingAfter(t)
    return i < 0 ? NEVER_ENDS : Math.max(t, this.#open[i]!)
  }

  /** The moment at which `work` seconds of working time after t are done; t itself for no work. */
  advance(t: Instant, work: number): Instant {
    if (work <= 0) return t
    const i = this.#stretchEndingAfter(t)
    return i < 0 ? NEVER_ENDS : this.#momentOf(this.#before[i]! + Math.max(0, t - this.#open[i]!) + work)
  }

  /** The latest moment from which `work` seconds of working time end by t; t itself for no work. */
  retreat(t: Instant, work: number): Instant {
    if (work <= 0) return t
    const target = this.workAt(t) - work
    let i = this.#stretchOfWork(target)
    while (i + 1 < this.#count && this.#before[i + 1]! <= target) i++
    return this.#open[i]! + (target - this.#before[i]!)
  }

  /** The earliest start ≥ t of `work` seconds without a break; NEVER_ENDS where no stretch is so long. */
  fitUnbroken(t: Instant, work: number): Instant {
    let i = this.#stretchEndingAfter(t)
    while (i >= 0) {
      const start = Math.max(t, this.#open[i]!)
      if (start + work <= this.#close[i]!) return start
      if (i < this.#count - 1) i++
      else if (this.#reach > FITTING_REACH || !this.#grow()) return NEVER_ENDS
    }
    return NEVER_ENDS
  }

  /** Working seconds from the first compiled stretch to t. */
  workAt(t: Instant): number {
    const i = this.#stretchEndingAfter(t)
    if (i < 0) return this.#count === 0 ? 0 : this.#before[this.#count]!
    return this.#before[i]! + Math.max(0, t - this.#open[i]!)
  }

  /** The first moment that has `work` seconds of working time before it, counted as in `workAt`. */
  reach(work: number): Instant {
    return this.#momentOf(work)
  }

  /** Where the stretch that is worked just before t begins; t itself when just before t is closed. */
  openedBefore(t: Instant): Instant {
    const i = this.#stretchOfWork(this.workAt(t))
    return this.#count > 0 && this.#open[i]! < t && t <= this.#close[i]! ? this.#open[i]! : t
  }

  /** Where the last stretch before the closed time just before t ends; −∞ when there is none. */
  closedBefore(t: Instant): Instant {
    const i = this.#stretchOfWork(this.workAt(t))
    return this.#count > 0 && this.#close[i]! <= t ? this.#close[i]! : Number.NEGATIVE_INFINITY
  }

  workBetween(from: Instant, to: Instant): number {
    return this.workAt(to) - this.workAt(from)
  }

  /** The first moment at which `work` seconds are done. */
  #momentOf(work: number): Instant {
    while (this.#before[this.#count]! < work) if (!this.#grow()) return NEVER_ENDS
    const i = this.#stretchOfWork(work)
    return this.#open[i]! + (work - this.#before[i]!)
  }

  /** The stretch in which that much work is reached; its end counts as inside. */
  #stretchOfWork(work: number): number {
    const last = this.#count - 1
    let i = work <= 0 ? 0 : this.#byWork[Math.min(this.#byWork.length - 1, Math.floor(work / SLOT))]!
    while (i < last && this.#before[i + 1]! < work) i++
    return i
  }

  /** Index of the first stretch whose end is after t; −1 when the calendar has none. */
  #stretchEndingAfter(t: Instant): number {
    if (t >= NEVER_ENDS) return -1
    while (this.#count === 0 || this.#close[this.#count - 1]! <= t) if (!this.#grow()) return -1
    let i = this.#byTime[Math.max(0, Math.floor((t - this.#open[0]!) / SLOT))]!
    while (this.#close[i]! <= t) i++
    return i
  }

  #grow(): boolean {
    if (this.#reach >= LAST_REACH) return false
    this.#compile(Math.min(LAST_REACH, this.#reach * 2))
    return true
  }

  #compile(reach: number): void {
    const open: number[] = []
    const close: number[] = []
    for (let day = this.#firstDay; day < this.#firstDay + reach; day++)
      for (const stretch of this.#calendar.exceptions.get(day) ?? this.#calendar.week[weekdayOf(day)] ?? []) {
        const from = localToInstant(day, stretch.start, this.#zone)
        const to = localToInstant(day, stretch.end, this.#zone)
        if (to <= from) continue
        const last = close.length - 1
        if (last >= 0 && close[last]! >= from) close[last] = Math.max(close[last]!, to)
        else {
          open.push(from)
          close.push(to)
        }
      }
    this.#reach = reach
    this.#count = open.length
    this.#open = Float64Array.from(open)
    this.#close = Float64Array.from(close)
    this.#before = new Float64Array(open.length + 1)
    for (let i = 0; i < open.length; i++) this.#before[i + 1] = this.#before[i]! + close[i]! - open[i]!
    this.#byTime = firstBySlot(this.#close.map((moment) => moment - open[0]!))
    this.#byWork = firstBySlot(this.#before.subarray(1))
  }
}

/** For each slot the first index whose value, ascending, is not below its beginning. */
function firstBySlot(values: Float64Array): Int32Array {
  const slots = new Int32Array(values.length === 0 ? 1 : Math.floor(values.at(-1)! / SLOT) + 1)
  let i = 0
  for (let slot = 0; slot < slots.length; slot++) {
    while (i + 1 < values.length && values[i]! < slot * SLOT) i++
    slots[slot] = i
  }
  return slots
}
