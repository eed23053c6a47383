import type { MaterialModel } from './material-model.ts'
import type { NettedPlan } from './net-levels.ts'
import { PLANNED_SUPPLY, STOCK_SUPPLY } from './supply-queue.ts'

/** A supply of the item at a place; its index is among the item's lots or receipts, or among all planned orders. */
export interface SupplyAt {
  readonly place: number
  readonly type: number
  readonly index: number
}

/** Lot or item, receipt's order or planned order. */
export function supplyKey({ items }: MaterialModel, plan: NettedPlan, { place, type, index }: SupplyAt): string {
  if (type === PLANNED_SUPPLY) return plan.orders.idOf(index)
  if (type === STOCK_SUPPLY) return plan.lots[place]![index]!.lot ?? items[place]!.item.item
  return plan.receipts[place]![index]!.receipt.order
}

export const supplyLine = ({ receipts }: NettedPlan, { place, type, index }: SupplyAt): string | null =>
  type === PLANNED_SUPPLY || type === STOCK_SUPPLY ? null : receipts[place]![index]!.receipt.line
