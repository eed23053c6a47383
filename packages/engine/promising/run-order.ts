import type { Day } from '@headwater/domain/measures/day'
import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import { NEVER_ENDS } from '@headwater/domain/resources/work-time'
import type { Lot } from '../planning/lot-size.ts'
import type { PlannedItem } from '../planning/planned-item.ts'
import { addJob } from '../scheduling/add-job.ts'
import { earliestPlace, insertPlaced } from '../scheduling/place-jobs.ts'
import type { JobDraft } from '../scheduling/read-jobs.ts'
import type { UnitSequences } from '../scheduling/unit-sequences.ts'
import type { PromiseState } from './promise-state.ts'

/** More lots than this run as one. */
const MOST_LOTS = 32

export interface OrderRun {
  readonly due: Day
  /** True when an empty factory would be sooner. */
  readonly isCrowded: boolean
  readonly state: PromiseState
}

/**
 * Runs a new order from its release: by its lead time, or by its operations in what the schedule leaves free, moving nothing.
 * null: an operation fits nowhere.
 */
export function runOrder(
  state: PromiseState,
  planned: PlannedItem,
  { lots, release }: { lots: readonly Lot[]; release: Day },
): OrderRun | null {
  const { desk } = state
  const operations = planned.item.supply === 'make' ? (desk.routings.get(planned.item.item) ?? []) : []
  if (operations.length === 0)
    return { due: planned.days.forward(release, planned.leadTimeDays), isCrowded: false, state }
  const zone = desk.context.dataset.parameters.timeZone
  const at = Math.max(desk.now, localToInstant(release, 0, zone))
  const whole = lots.reduce((sum, one) => sum + one.startQuantity, 0)
  const quantities = lots.length > MOST_LOTS ? [whole] : lots.map((one) => one.startQuantity)
  let placed = state.placed
  let empty = desk.empty
  let end = 0
  let alone = 0
  for (const quantity of quantities) {
    const job: JobDraft = {
      order: '',
      item: planned.item.item,
      quantity,
      priority: 5,
      due: NEVER_ENDS,
      earliestStart: null,
      operations,
    }
    const waits = [{ sequence: null, at, suppliers: [] }]
    placed = addJob(placed, desk.resources, { job, waits })
    end = Math.max(end, placeLast(placed))
    empty = addJob(empty, desk.resources, { job, waits })
    alone = Math.max(alone, placeLast(empty))
  }
  if (end >= NEVER_ENDS) return null
  const due = endDay(end, zone)
  return { due, isCrowded: endDay(alone, zone) < due, state: { ...state, placed } }
}

/** Places the operations of the last job; answers its end. */
function placeLast(placed: UnitSequences): number {
  const { firstOf, jobs } = placed.problem
  for (let o = firstOf[jobs.length - 1]!; o < firstOf[jobs.length]!; o++)
    insertPlaced(placed, o, earliestPlace(placed, o))
  return placed.end[firstOf[jobs.length]! - 1]!
}

/** An end at midnight belongs to the day that is over. */
const endDay = (end: number, zone: string): Day => dayOf(end - 1, zone)
