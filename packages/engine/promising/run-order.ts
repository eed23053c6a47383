import type { Operation } from '@headwater/domain/items/routing'
import type { Day } from '@headwater/domain/measures/day'
import type { Instant } from '@headwater/domain/measures/instant'
import type { Micro } from '@headwater/domain/measures/quantity'
import { dayOf, localToInstant } from '@headwater/domain/measures/time-zone'
import { NEVER_ENDS } from '@headwater/domain/resources/work-time'
import type { LotRun } from '../planning/lot-size.ts'
import type { PlannedItem } from '../planning/planned-item.ts'
import { compileFactory } from '../scheduling/compile-factory.ts'
import type { FactoryProblem } from '../scheduling/factory-problem.ts'
import { placeRuns, type UnitRuns } from './place-runs.ts'
import type { PromiseDesk } from './promise-desk.ts'
import type { PromiseState } from './promise-state.ts'

/** More lots than this run several as one. */
const MOST_LOTS = 1000

export interface OrderWork {
  readonly planned: PlannedItem
  readonly lots: readonly LotRun[]
  readonly release: Day
}

/**
 * Runs a new order from its release: by its lead time, or by its operations in what the schedule leaves free, moving nothing.
 * null: an operation fits nowhere.
 */
export function runOrder(state: PromiseState, work: OrderWork): { due: Day; runs: UnitRuns } | null {
  const { planned, lots, release } = work
  const { desk } = state
  const operations = operationsOf(desk, planned)
  if (operations.length === 0) return { due: planned.days.forward(release, planned.leadTimeDays), runs: state.runs }
  const zone = desk.context.dataset.parameters.timeZone
  const at = Math.max(desk.now, localToInstant(release, 0, zone))
  let { runs } = state
  let last = at
  let problem: FactoryProblem | null = null
  let compiled = 0
  for (const quantity of quantitiesOf(lots)) {
    if (quantity !== compiled) problem = compileOrder(desk, { planned, operations, quantity, at })
    compiled = quantity
    const placed = placeRuns(runs, problem!)
    if (placed === null) return null
    runs = placed.runs
    last = Math.max(last, placed.end)
  }
  // An end at midnight belongs to the day that is over.
  return { due: Math.max(release, dayOf(last - 1, zone)), runs }
}

/** True when an empty factory would be sooner. */
export function isCrowded(state: PromiseState, work: OrderWork, due: Day): boolean {
  if (operationsOf(state.desk, work.planned).length === 0) return false
  const alone = runOrder({ ...state, runs: state.desk.empty }, work)
  return alone !== null && alone.due < due
}

const operationsOf = (desk: PromiseDesk, { item }: PlannedItem): readonly Operation[] =>
  item.supply === 'make' ? (desk.routings.get(item.item) ?? []) : []

function* quantitiesOf(lots: readonly LotRun[]): Generator<Micro> {
  const atOnce = Math.ceil(lots.reduce((sum, one) => sum + one.count, 0) / MOST_LOTS)
  for (const { startQuantity, count } of lots)
    for (let left = count; left > 0; left -= atOnce) yield startQuantity * Math.min(left, atOnce)
}

function compileOrder(
  desk: PromiseDesk,
  {
    planned,
    operations,
    quantity,
    at,
  }: { planned: PlannedItem; operations: readonly Operation[]; quantity: Micro; at: Instant },
): FactoryProblem {
  const job = {
    order: '',
    item: planned.item.item,
    quantity,
    priority: 5,
    due: NEVER_ENDS,
    earliestStart: null,
    operations,
  }
  return compileFactory(desk.resources, [job], new Map([['', [{ sequence: null, at, suppliers: [] }]]]))
}
