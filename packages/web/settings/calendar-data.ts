import type { RecordRow } from './settings-data.ts'

/** A stretch of work: minutes from 00:00 of its day, its end perhaps on the next. */
export interface ShiftRow {
  readonly key: string
  readonly start: string
  readonly end: string
  readonly from: number
  readonly to: number
}

export interface ExceptionRow extends ShiftRow {
  readonly date: string
  readonly isClosed: boolean
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const DAY = 1440

const textOf = (row: RecordRow, name: string): string => String(row[name] ?? '')
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** 1 Monday to 7 Sunday. */
function weekdayOf(row: RecordRow): number {
  const text = textOf(row, 'weekday')
  return WEEKDAYS.includes(text) ? WEEKDAYS.indexOf(text) + 1 : Number(text)
}

function shiftOf(row: RecordRow): ShiftRow {
  const [start, end] = [textOf(row, 'start'), textOf(row, 'end')]
  const from = minutesOf(start)
  const to = minutesOf(end)
  return { key: textOf(row, 'recordKey'), start, end, from, to: to <= from ? to + DAY : to }
}

/** Stretches of each weekday, Monday first. */
export function weekOf(rows: readonly RecordRow[], calendar: string): readonly (readonly ShiftRow[])[] {
  const own = rows.filter((row) => row.calendar === calendar && row.start !== null)
  return WEEKDAYS.map((_, i) =>
    own
      .filter((row) => weekdayOf(row) === i + 1)
      .map(shiftOf)
      .toSorted((a, b) => a.from - b.from),
  )
}

export const exceptionsOf = (rows: readonly RecordRow[], calendar: string): readonly ExceptionRow[] =>
  rows
    .filter((row) => row.calendar === calendar)
    .map((row) => ({ ...shiftOf(row), date: textOf(row, 'date'), isClosed: row.start === null }))
    .toSorted((a, b) => a.date.localeCompare(b.date) || a.from - b.from)

const minutes = (shifts: readonly ShiftRow[]): number => shifts.reduce((sum, one) => sum + one.to - one.from, 0)

/** Working minutes of a usual week. */
export const weekMinutes = (week: readonly (readonly ShiftRow[])[]): number => minutes(week.flat())

/** Working minutes of the week that begins on a Monday, its exceptions in place of the usual days. */
export function minutesInWeek(
  week: readonly (readonly ShiftRow[])[],
  exceptions: readonly ExceptionRow[],
  monday: string,
): number {
  let sum = 0
  for (let i = 0; i < WEEKDAYS.length; i++) {
    const own = exceptions.filter((one) => one.date === dayAfter(monday, i))
    sum += minutes(own.length > 0 ? own.filter((one) => !one.isClosed) : week[i]!)
  }
  return sum
}

const DAY_MS = 86_400_000

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** The Monday of a day. */
export const mondayOf = (day: string): string => dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
