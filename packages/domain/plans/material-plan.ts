import type { SupplyType } from '../items/item.ts'
import type { Day } from '../measures/day.ts'
import type { Micro } from '../measures/quantity.ts'
import type { Rows } from '../measures/rows.ts'
import type { PlanIssue } from '../outcome/plan-issue.ts'

export interface PlannedOrder {
  readonly plannedOrder: string
  readonly item: string
  readonly type: SupplyType
  readonly supplier: string | null
  /** Good quantity. */
  readonly quantity: Micro
  readonly startQuantity: Micro
  readonly needDate: Day
  readonly releaseDate: Day
  readonly dueDate: Day
  readonly unitPrice: Micro | null
  /** Of the best need it was made for, 1–10. */
  readonly priority: number
}

export type ActionType = 'make' | 'order' | 'expedite' | 'defer' | 'increase' | 'decrease' | 'cancel'

export interface PlanningAction {
  readonly action: ActionType
  readonly orderType: 'planned_order' | 'purchase_order' | 'work_order'
  readonly order: string
  readonly line: string | null
  readonly item: string
  readonly quantity: Micro | null
  readonly newQuantity: Micro | null
  readonly date: Day | null
  readonly newDate: Day | null
  /** What asks for it first; null: nothing. */
  readonly need: ActionNeed | null
  readonly reason: string
}

/** A need in the end: a customer's order, a forecast, the safety stock or an order of the factory. */
export interface ActionNeed {
  readonly type: DemandType
  readonly order: string
  readonly line: string | null
  readonly date: Day
}

export type DemandType = 'sales_order' | 'forecast' | 'safety_stock' | 'planned_order' | 'work_order'
export type ReceiptType = 'stock' | 'purchase_order' | 'work_order' | 'planned_order'

/** One level of who is served by what. */
export interface Pegging {
  readonly demandType: DemandType
  readonly demand: string
  readonly demandLine: string | null
  readonly item: string
  readonly needDate: Day
  readonly supplyType: ReceiptType
  readonly supply: string
  readonly supplyLine: string | null
  readonly supplyItem: string
  /** In supplyItem's unit. */
  readonly quantity: Micro
  readonly availableDate: Day
}

/** What no need takes of a supply. */
export type UnpeggedSupply = Pick<
  Pegging,
  'supplyType' | 'supply' | 'supplyLine' | 'supplyItem' | 'quantity' | 'availableDate'
>

export interface CapacityLoad {
  readonly workCenter: string
  /** The Monday. */
  readonly week: Day
  readonly loadMinutes: Micro
  readonly availableMinutes: Micro
}

/** What one order adds to the load of a work center in a week. */
export interface OrderLoad {
  readonly workCenter: string
  /** The Monday. */
  readonly week: Day
  readonly type: 'work_order' | 'planned_order'
  readonly order: string
  readonly item: string
  readonly minutes: Micro
}

export interface MaterialPlan {
  readonly plannedOrders: Rows<PlannedOrder>
  readonly actions: Rows<PlanningAction>
  readonly pegging: Rows<Pegging>
  readonly unpegged: Rows<UnpeggedSupply>
  readonly capacityLoad: readonly CapacityLoad[]
  readonly issues: readonly PlanIssue[]
}
