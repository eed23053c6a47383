import type { Day } from '../measures/day.ts'
import type { Micro } from '../measures/quantity.ts'
import type { PlanIssue } from '../outcome/plan-issue.ts'
import type { SupplyType } from '../items/item.ts'

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
  readonly reason: string
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

export interface CapacityLoad {
  readonly workCenter: string
  /** The Monday. */
  readonly week: Day
  readonly loadMinutes: Micro
  readonly availableMinutes: Micro
}

export interface MaterialPlan {
  readonly plannedOrders: readonly PlannedOrder[]
  readonly actions: readonly PlanningAction[]
  readonly pegging: readonly Pegging[]
  readonly capacityLoad: readonly CapacityLoad[]
  readonly issues: readonly PlanIssue[]
}
