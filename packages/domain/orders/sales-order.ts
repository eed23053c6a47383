import type { Day } from '../measures/day.ts'
import type { Micro } from '../measures/quantity.ts'

export interface SalesOrderLine {
  readonly order: string
  readonly line: string
  readonly item: string
  /** Ordered, in the item's unit. */
  readonly quantity: Micro
  /** Already gone, not over quantity. */
  readonly shipped: Micro
  readonly customer: string | null
  /** The day the goods leave. */
  readonly dueDate: Day
  /** 1 is served first, 9 last. */
  readonly priority: number
  readonly status: 'open' | 'closed' | 'cancelled'
}
