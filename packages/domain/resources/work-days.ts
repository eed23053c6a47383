import { type Day, weekdayOf } from '../measures/day.ts'
import type { WorkCalendar } from './work-calendar.ts'

/** Days looked at on each side at first; the range doubles when a count leaves it. */
const FIRST_REACH = 2048
/** A century: a calendar without a working day for so long has none. */
const LAST_REACH = 36_525

/** Counts working days of one calendar; a working day is one on which a stretch of work starts. */
export class WorkDays {
  readonly #calendar: WorkCalendar
  #from: Day
  #reach: number
  /** Working days of the range, ascending. */
  #days: Int32Array = new Int32Array(0)
  /** Number of working days before `from + i`. */
  #before: Int32Array = new Int32Array(0)

  constructor(calendar: WorkCalendar, around: Day) {
    this.#calendar = calendar
    this.#from = around - FIRST_REACH
    this.#reach = FIRST_REACH
    this.#compile(around)
  }

  isWorking(day: Day): boolean {
    return isWorkingDay(this.#calendar, day)
  }

  /** The latest working day ≤ day, then `count` working days earlier. */
  back(day: Day, count: number): Day {
    for (;;) {
      const at = day - this.#from
      if (at >= 0 && at + 1 < this.#before.length) {
        const index = this.#before[at + 1]! - 1 - count
        if (index >= 0) return this.#days[index]!
      }
      if (!this.#grow(day)) return this.#days[0] ?? day
    }
  }

  /** The earliest working day ≥ day, then `count` working days later. */
  forward(day: Day, count: number): Day {
    for (;;) {
      const at = day - this.#from
      if (at >= 0 && at < this.#before.length) {
        const index = this.#before[at]! + count
        if (index < this.#days.length) return this.#days[index]!
      }
      if (!this.#grow(day)) return this.#days.at(-1) ?? day
    }
  }

  #grow(day: Day): boolean {
    const middle = this.#from + this.#reach
    if (this.#reach >= LAST_REACH && Math.abs(day - middle) < this.#reach) return false
    this.#reach = Math.min(LAST_REACH, Math.max(this.#reach * 2, Math.abs(day - middle) * 2))
    if (Math.abs(day - middle) >= this.#reach) {
      this.#from = day - this.#reach
      this.#compile(day)
    } else {
      this.#from = middle - this.#reach
      this.#compile(middle)
    }
    return true
  }

  #compile(middle: Day): void {
    const length = 2 * this.#reach + 1
    const days: number[] = []
    this.#before = new Int32Array(length + 1)
    this.#from = middle - this.#reach
    for (let i = 0; i < length; i++) {
      this.#before[i] = days.length
      if (isWorkingDay(this.#calendar, this.#from + i)) days.push(this.#from + i)
    }
    this.#before[length] = days.length
    this.#days = Int32Array.from(days)
  }
}

export function isWorkingDay(calendar: WorkCalendar, day: Day): boolean {
  const stretches = calendar.exceptions.get(day) ?? calendar.week[weekdayOf(day)]
  return stretches !== undefined && stretches.length > 0
}
