import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import { dayOf, localToInstant, parseTime } from '@headwater/domain/measures/time-zone'
import { type CommandLine, dayOption, UsageError } from '../command.ts'

/** `--today` as a date, or the date now in the site's time zone. */
export function todayOption(line: CommandLine, zone: string): Day {
  return dayOption(line, 'today') ?? dayOf(Math.floor(Date.now() / 1000), zone)
}

/** `--today` as the moment a schedule starts: a time, or 00:00 of a date. */
export function startOption(line: CommandLine, zone: string): { today: Day; start: Instant } {
  const text = line.options.today
  if (text?.includes('T')) {
    const start = parseTime(text, zone)
    if (start === null) throw new UsageError(`--today (${text}) should be a date or a time, as 2026-03-02T08:00`)
    return { today: dayOf(start, zone), start }
  }
  const today = todayOption(line, zone)
  return { today, start: localToInstant(today, 0, zone) }
}
