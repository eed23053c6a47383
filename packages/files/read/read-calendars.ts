import type { Day } from '@headwater/domain/measures/day'
import {
  ALWAYS_CALENDAR,
  STANDARD_CALENDAR,
  type Stretch,
  type WorkCalendar,
} from '@headwater/domain/resources/work-calendar'
import { WEEKDAYS } from '../contract/resource-files.ts'
import type { IssueList } from './issue-list.ts'
import type { Table, TableRow } from './read-table.ts'
import { keysOf, numberOf, refuseUnknown, textOf } from './references.ts'

const BUILT_IN = new Map([STANDARD_CALENDAR, ALWAYS_CALENDAR].map((one) => [one.calendar, one]))
const MINUTES_PER_DAY = 1440

export const calendarKeys = (table: Table): Set<string> => new Set([...BUILT_IN.keys(), ...keysOf(table, 'calendar')])

/** Calendars by key with their exceptions; a file may redefine a built-in one. */
export function readCalendars(week: Table, exceptions: Table, issues: IssueList): Map<string, WorkCalendar> {
  const weeks = new Map<string, Stretch[][]>()
  for (const [key, rows] of groupBy(
    week.rows.filter((row) => row.sound),
    (row) => textOf(row, 'calendar')!,
  )) {
    const days: Stretch[][] = Array.from({ length: 8 }, () => [])
    for (const [day, own] of groupBy(rows, weekdayIndex)) days[day] = readStretches(week.file, own, issues)
    refuseOverlapAcrossDays(week.file, rows, days, issues)
    weeks.set(key, days)
  }
  const closed = groupBy(
    refuseUnknown(exceptions, [{ column: 'calendar', known: calendarKeys(week), where: 'calendars.csv' }], issues),
    (row) => textOf(row, 'calendar')!,
  )
  const calendars = new Map<string, WorkCalendar>(BUILT_IN)
  for (const key of new Set([...weeks.keys(), ...closed.keys()])) {
    const days = new Map<Day, readonly Stretch[]>()
    for (const [day, rows] of groupBy(closed.get(key) ?? [], (row) => numberOf(row, 'date')!))
      days.set(day, readStretches(exceptions.file, rows, issues))
    calendars.set(key, { calendar: key, week: weeks.get(key) ?? BUILT_IN.get(key)?.week ?? [], exceptions: days })
  }
  return calendars
}

function groupBy<K>(rows: readonly TableRow[], keyOf: (row: TableRow) => K): Map<K, TableRow[]> {
  const groups = new Map<K, TableRow[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

function weekdayIndex(row: TableRow): number {
  const text = textOf(row, 'weekday')!
  const named = (WEEKDAYS as readonly string[]).indexOf(text)
  return named < 0 ? Number(text) : named + 1
}

/** Stretches of one day, sorted; rows with neither start nor end close the day. */
function readStretches(file: string, rows: readonly TableRow[], issues: IssueList): Stretch[] {
  const stretches: (Stretch & { row: TableRow })[] = []
  for (const row of rows) {
    const [start, end] = [numberOf(row, 'start'), numberOf(row, 'end')]
    if (start === null && end === null) continue
    if (start === null || end === null) {
      const field = start === null ? 'start' : 'end'
      issues.error(
        'required',
        { file, row: row.row, field },
        `${file} row ${row.row}: ${field} should not be empty where the other is given`,
      )
      continue
    }
    if (start === MINUTES_PER_DAY) {
      issues.error(
        'out-of-range',
        { file, row: row.row, field: 'start', value: '24:00' },
        `${file} row ${row.row}: start (24:00) should be below 24:00`,
      )
      continue
    }
    stretches.push({ start, end: end <= start ? end + MINUTES_PER_DAY : end, row })
  }
  stretches.sort((a, b) => a.start - b.start || a.row.row - b.row.row)
  for (let i = 1; i < stretches.length; i++)
    if (stretches[i]!.start < stretches[i - 1]!.end)
      refuseOverlap(file, stretches[i - 1]!.row, stretches[i]!.row, issues)
  return stretches.map(({ start, end }) => ({ start, end }))
}

function refuseOverlap(file: string, a: TableRow, b: TableRow, issues: IssueList): void {
  const later = a.row > b.row ? a : b
  issues.error(
    'conflict',
    { file, row: later.row, field: 'start', value: clock(numberOf(later, 'start')!) },
    `${file} row ${later.row}: the stretch should not overlap that of row ${a.row > b.row ? b.row : a.row}`,
  )
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** A stretch that runs into the next day may not meet one that starts there. */
function refuseOverlapAcrossDays(
  file: string,
  rows: readonly TableRow[],
  days: readonly Stretch[][],
  issues: IssueList,
): void {
  for (let day = 1; day <= 7; day++) {
    const next = day === 7 ? 1 : day + 1
    const last = days[day]!.at(-1)
    const first = days[next]![0]
    if (!last || !first || last.end - MINUTES_PER_DAY <= first.start) continue
    const rowOf = (weekday: number, start: number): TableRow =>
      rows.find((row) => weekdayIndex(row) === weekday && numberOf(row, 'start') === start)!
    refuseOverlap(file, rowOf(day, last.start), rowOf(next, first.start), issues)
  }
}

/** A calendar in use must have working time: its first row is named. */
export function refuseIdle(
  calendars: ReadonlyMap<string, WorkCalendar>,
  used: ReadonlySet<string>,
  week: Table,
  issues: IssueList,
): void {
  for (const key of used) {
    const calendar = calendars.get(key)
    const working =
      calendar && [...calendar.week, ...calendar.exceptions.values()].some((stretches) => stretches.length > 0)
    const rows = week.rows.filter((row) => textOf(row, 'calendar') === key)
    if (!calendar || working || rows.some((row) => !row.sound)) continue
    const row = rows[0]
    issues.error(
      'no-working-time',
      { file: week.file, ...(row ? { row: row.row } : {}), field: 'calendar', value: key },
      `${week.file}: calendar (${key}) is used and should have working time. Add a stretch with start and end`,
    )
  }
}
