import type { Day } from '../measures/day.ts'
import type { Instant } from '../measures/instant.ts'
import type { Micro } from '../measures/quantity.ts'

export interface WorkOrder {
  readonly order: string
  readonly item: string
  /** As started, in the item's unit. */
  readonly quantity: Micro
  /** Good pieces already in stock. */
  readonly received: Micro
  /** null = counted back from the due date by the lead time. */
  readonly startDate: Day | null
  /** The due day: planning takes it. */
  readonly dueDate: Day
  /** The due moment: a time as given, or the end (24:00) of a date. Scheduling takes it. */
  readonly dueMoment: Instant
  readonly priority: number
  readonly earliestStart: Instant | null
  /** firm: its material is still needed at the start date. released: its material has been issued. */
  readonly status: 'firm' | 'released' | 'closed' | 'cancelled'
}

/** An operation that the scheduler keeps as it is. */
export interface PinnedOperation {
  readonly order: string
  readonly sequence: number
  readonly workUnit: string
  /** Start of the run. */
  readonly start: Instant
}
