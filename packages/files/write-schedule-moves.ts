import { formatTime } from '@headwater/domain/measures/time-zone'
import type { ScheduledOperation } from '@headwater/domain/plans/schedule'
import { csvBytes } from './write/csv-text.ts'

const MOVES = ['order', 'sequence', 'work_unit', 'was_work_unit', 'start', 'was_start', 'minutes']

/** What stands elsewhere than before, and by how many minutes it starts later; what is new has no before. */
export function writeScheduleMoves(
  before: readonly ScheduledOperation[],
  after: readonly ScheduledOperation[],
  zone: string,
): Map<string, Uint8Array> {
  const old = new Map(before.map((one) => [`${one.order}|${one.sequence}`, one]))
  const rows = after.flatMap((one) => {
    const was = old.get(`${one.order}|${one.sequence}`)
    if (was && was.workUnit === one.workUnit && was.start === one.start) return []
    const minutes = was && Math.round((one.start - was.start) / 60)
    return [
      [
        one.order,
        one.sequence,
        one.workUnit,
        was?.workUnit ?? '',
        formatTime(one.start, zone),
        was ? formatTime(was.start, zone) : '',
        minutes ?? '',
      ],
    ]
  })
  return new Map([['schedule_moves.csv', csvBytes(MOVES, rows)]])
}
