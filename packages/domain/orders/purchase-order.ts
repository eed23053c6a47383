import type { Day } from '../measures/day.ts'
import type { Micro } from '../measures/quantity.ts'

export interface PurchaseOrderLine {
  readonly order: string
  readonly line: string
  readonly item: string
  /** As ordered, in the item's unit. */
  readonly quantity: Micro
  readonly supplier: string | null
  /** Arrival. */
  readonly dueDate: Day
  /** Already in stock. */
  readonly received: Micro
  readonly status: 'firm' | 'confirmed' | 'closed' | 'cancelled'
}
