import type { Dataset } from '@headwater/domain/dataset'
import type { Day } from '@headwater/domain/measures/day'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule, ScheduledOperation } from '@headwater/domain/plans/schedule'

/** Where an operation stood. */
export type OldPlace = Pick<ScheduledOperation, 'order' | 'sequence' | 'workUnit' | 'start'>

/** The schedule in force, and the planned orders that it scheduled. */
export interface LastSchedule {
  readonly operations: readonly ScheduledOperation[]
  readonly planned: readonly { readonly order: string; readonly item: string; readonly due: Day }[]
  /** Places of before a change that was taken back, under the names of then: they are those of the plan to come. */
  readonly restored: readonly OldPlace[]
  /** Where a change puts operations; without it they stay. */
  readonly wanted?: WantedPlaces
}

/** Places that a change of the schedule gives, and the work orders that it made of planned orders. */
export interface WantedPlaces {
  /** The run whose names these are. */
  readonly run: number
  readonly renamed: Readonly<Record<string, string>>
  readonly places: readonly OldPlace[]
}

/** Changes of the schedule in force. */
export interface ScheduleChanges {
  /** A batch that was taken back: what it had moved goes back. */
  readonly undone?: number | null
  /** Left out where another plan was made meanwhile: it names planned orders anew. */
  readonly wanted?: WantedPlaces | null
}

/**
 * The last schedule under the names of a new plan: planned orders are numbered anew in every plan, and one that was made a work order has
 * another name. An order takes the place of the planned order of its item and due day that nobody has taken yet, else of the first one of its
 * item that is left: what another order has taken over is due on another day.
 */
export function followLast(
  { operations, planned, restored, wanted = NOTHING_WANTED }: LastSchedule,
  dataset: Dataset,
  plan: MaterialPlan,
): Schedule {
  const renamed = new Map(Object.entries(wanted.renamed))
  const known = new Set([...operations.map((one) => one.order), ...renamed.values()])
  const old = planned.filter((one) => !renamed.has(one.order))
  const unplaced = [
    ...dataset.workOrders.filter((one) => !known.has(one.order)),
    ...plan.plannedOrders
      .filter((one) => one.type === 'make')
      .map(({ plannedOrder, item, dueDate }) => ({ order: plannedOrder, item, dueDate })),
  ].map(({ order, item, dueDate }) => ({ order, item, due: dueDate }))
  const nameOf = new Map([...renamed, ...namesByDue(old, unplaced)])
  const isPlanned = new Set(planned.map((one) => one.order))
  const named = putBack(operations, wanted.places).flatMap((one) => {
    if (!isPlanned.has(one.order)) return [one]
    const order = nameOf.get(one.order)
    return order === undefined ? [] : [{ ...one, order }]
  })
  return { operations: putBack(named, restored), lateness: [], issues: [] }
}

interface DueOrder {
  readonly order: string
  readonly item: string
  readonly due: Day
}

/** The new name of each old order that has one. */
function namesByDue(old: readonly DueOrder[], unplaced: readonly DueOrder[]): Map<string, string> {
  const nameOf = new Map<string, string>()
  const placed = new Set<string>()
  const take = (keyOf: (one: DueOrder) => string): void => {
    const left = Map.groupBy(
      old.filter((one) => !nameOf.has(one.order)).toSorted((a, b) => a.due - b.due),
      keyOf,
    )
    for (const one of unplaced) {
      const was = placed.has(one.order) ? undefined : left.get(keyOf(one))?.shift()
      if (was === undefined) continue
      nameOf.set(was.order, one.order)
      placed.add(one.order)
    }
  }
  take(({ item, due }) => `${item}|${due}`)
  take(({ item }) => item)
  return nameOf
}

const NOTHING_WANTED: WantedPlaces = { run: 0, renamed: {}, places: [] }

/** Only unit and start of an operation matter to who follows it. */
function putBack(operations: readonly ScheduledOperation[], restored: readonly OldPlace[]): ScheduledOperation[] {
  const keyOf = ({ order, sequence }: OldPlace): string => `${order}|${sequence}`
  const old = new Map(restored.map((one) => [keyOf(one), one]))
  const kept = operations.filter((one) => !old.has(keyOf(one)))
  const unknown = { item: '', workCenter: '', quantity: 0 }
  return [...kept, ...restored.map((one) => ({ ...unknown, ...one, setupStart: one.start, end: one.start }))]
}
