import type { Dataset } from '@headwater/domain/dataset'
import type { Instant } from '@headwater/domain/measures/instant'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'
import { NEVER_ENDS } from '@headwater/domain/resources/work-time'
import { followSchedule } from './follow-schedule.ts'
import { improveSchedule } from './improve-schedule.ts'
import { seededRandom } from './random.ts'
import { openFactory, readSchedule, type ScheduleOptions, scheduleFactory } from './schedule-factory.ts'

export interface ResumeInput {
  readonly dataset: Dataset
  readonly plan: MaterialPlan
  /** The schedule in force: its units and order are kept, what it does not know is placed where it ends first. */
  readonly schedule: Schedule
  readonly start: Instant
}

/** The schedule in force, timed anew for what is known now, and searched on from there until it is stopped. */
export function resumeSchedule(input: ResumeInput, options: ScheduleOptions): Schedule {
  const { dataset, plan, schedule, start } = input
  const { seed, shouldStop, iterations = Number.MAX_SAFE_INTEGER, onImprove = () => {} } = options
  const { problem, issues } = openFactory(dataset, plan, start)
  const placed = followSchedule(problem, schedule)
  if (placed.end.some((end) => end >= NEVER_ENDS)) return scheduleFactory(dataset, plan, start, options)
  onImprove(placed.objective)
  if (problem.jobOf.length > 1 && iterations > 0)
    improveSchedule(placed, { random: seededRandom(seed), shouldStop, iterations, onImprove })
  return { ...readSchedule(placed), issues }
}
