import type { Day } from '../measures/day.ts'

/** Working stretch in minutes from 00:00 of the day it starts on; an end above 1440 runs into the next day. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** Working time by weekday with exceptions by date; stretches of a day are sorted and do not overlap. */
export interface WorkCalendar {
  readonly calendar: string
  /** Index 1 (Monday) to 7 (Sunday); index 0 is unused and empty. */
  readonly week: readonly (readonly Stretch[])[]
  /** The stretches of these dates replace the week's; an empty list closes the day. */
  readonly exceptions: ReadonlyMap<Day, readonly Stretch[]>
}

const none: readonly Stretch[] = []
const office: readonly Stretch[] = [
  { start: 480, end: 720 },
  { start: 780, end: 1020 },
]
const wholeDay: readonly Stretch[] = [{ start: 0, end: 1440 }]

/** Mon–Fri 08:00–12:00 and 13:00–17:00. */
export const STANDARD_CALENDAR: WorkCalendar = {
  calendar: 'standard',
  week: [none, office, office, office, office, office, none, none],
  exceptions: new Map(),
}

/** Every day, 24 hours. */
export const ALWAYS_CALENDAR: WorkCalendar = {
  calendar: 'always',
  week: [none, ...Array.from({ length: 7 }, () => wholeDay)],
  exceptions: new Map(),
}
