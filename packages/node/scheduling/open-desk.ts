import type { Dataset } from '@headwater/domain/dataset'
import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'
import type { OverridesInForce } from '@headwater/engine/forecasting/apply-overrides'
import type { FactoryProblem } from '@headwater/engine/scheduling/factory-problem'
import { followSchedule } from '@headwater/engine/scheduling/follow-schedule'
import { openFactory } from '@headwater/engine/scheduling/schedule-factory'
import type { UnitSequences } from '@headwater/engine/scheduling/unit-sequences'
import { followLast, type LastSchedule, planFiles } from '../planning/index.ts'

/** What the desk stands on; sent again when plan, records or day changed. */
export interface DeskState {
  readonly kind: 'open'
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly overrides: OverridesInForce
  readonly last: LastSchedule
  readonly today: Day
  readonly now: Instant
}

export interface OpenDesk {
  readonly dataset: Dataset
  readonly plan: MaterialPlan
  readonly problem: FactoryProblem
  readonly schedule: Schedule
  /** The schedule as it stands. */
  readonly now: UnitSequences
  /** When it begins. */
  readonly start: Instant
}

/** The same plan as the run made, because planning is a function of its input, and its schedule timed once more. */
export function openDesk({ last, now, ...state }: DeskState): OpenDesk {
  const planned = planFiles(state)
  if (!planned.ok) throw new Error(planned.failure.message)
  const { dataset, plan } = planned.value
  const { problem } = openFactory(dataset, plan, now)
  const schedule = followLast(last, dataset, plan)
  return { dataset, plan, problem, schedule, now: followSchedule(problem, schedule), start: now }
}
