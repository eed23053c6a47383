import { formatMicro } from '@headwater/domain/measures/quantity'
import { formatTime } from '@headwater/domain/measures/time-zone'
import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import type { Lateness, Schedule } from '@headwater/domain/plans/schedule'
import { num } from './write/cells.ts'
import { csvBytes } from './write/csv-text.ts'
import { writeIssues } from './write-issues.ts'

const SCHEDULE = ['order', 'sequence', 'item', 'work_center', 'work_unit', 'quantity', 'setup_start', 'start', 'end']
const LATENESS = [
  'order',
  'due',
  'end',
  'late_minutes',
  'queue',
  'setup',
  'run',
  'calendar',
  'material',
  'batch',
  'missing',
]

/** The files of a schedule; times are local to the zone and carry the offset. */
export const writeSchedule = (
  schedule: Schedule,
  zone: string,
  warnings: readonly PlanIssue[] = [],
): Map<string, Uint8Array> =>
  new Map([
    [
      'schedule.csv',
      csvBytes(
        SCHEDULE,
        schedule.operations.map((one) => [
          one.order,
          one.sequence,
          one.item,
          one.workCenter,
          one.workUnit,
          num(one.quantity),
          formatTime(one.setupStart, zone),
          formatTime(one.start, zone),
          formatTime(one.end, zone),
        ]),
      ),
    ],
    [
      'lateness.csv',
      csvBytes(
        LATENESS,
        schedule.lateness.map((one) => [
          one.order,
          formatTime(one.due, zone),
          formatTime(one.end, zone),
          ...latenessCells(one),
        ]),
      ),
    ],
    ['issues.csv', writeIssues([...warnings, ...schedule.issues])],
  ])

/** Late minutes and their parts; the printed parts add up to the printed sum to the last digit. */
export function latenessCells(one: Lateness): string[] {
  const parts = [one.queue, one.setup, one.run, one.calendar, one.material, one.batch, one.missing]
  const total = microMinutes(one.late)
  const floors = parts.map((seconds) => Math.floor((seconds * 1_000_000) / 60))
  let left = total - floors.reduce((sum, part) => sum + part, 0)
  const byRest = parts
    .map((seconds, i) => ({ i, rest: (seconds * 1_000_000) % 60 }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of byRest) {
    if (left <= 0) break
    floors[i]! += 1
    left--
  }
  return [total, ...floors].map(formatMicro)
}

/** Seconds as minutes of 10⁻⁶, half up. */
const microMinutes = (seconds: number): number => Math.floor((seconds * 1_000_000 + 30) / 60)
