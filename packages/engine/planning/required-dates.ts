import type { Day } from '@headwater/domain/measures/day'
import type { PlanContext, PlannedItem } from './planned-item.ts'

/** When an order for a need on `date` should be due and released (files.md 3.6). */
export function requiredDates(
  { days, earliest, leadTimeDays }: PlannedItem,
  date: Day,
  { start }: Pick<PlanContext, 'start'>,
): { due: Day; release: Day } {
  const due = Math.max(days.back(date, 0), earliest)
  return { due, release: Math.max(days.back(due, leadTimeDays), start) }
}
