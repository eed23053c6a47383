import type { Micro } from '@headwater/domain/measures/quantity'
import type { ParentOrder } from './explode.ts'
import type { Need } from './need.ts'
import type { NettedOrder, Netting } from './net-requirements.ts'
import type { PlannedItem } from './planned-item.ts'
import type { Lot, Receipt } from './supplies.ts'

/** Stock of a substitute that serves a component need. */
export interface SubstituteUse {
  readonly need: Need
  readonly substitute: string
  readonly lot: Lot
  /** In the substitute's unit. */
  readonly quantity: Micro
  /** What it covers, in the unit of the item replaced. */
  readonly covered: Micro
}

/** All that planning knows of one item once it is netted. */
export interface ItemPlan {
  readonly planned: PlannedItem
  readonly needs: readonly Need[]
  /** After netting: `left` is what its own needs and those it replaces left over. */
  readonly lots: readonly Lot[]
  readonly receipts: readonly Receipt[]
  readonly netting: Netting
  readonly orders: readonly NettedOrder[]
  /** Planned orders and firm work orders, as their components know them. */
  readonly parents: readonly ParentOrder[]
  readonly substitutes: readonly SubstituteUse[]
}
