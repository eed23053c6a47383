import { goodToCome } from '@headwater/domain/items/order-yield'
import type { Day } from '@headwater/domain/measures/day'
import { compareKeys } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import { isOpen } from '@headwater/domain/orders/is-open'
import type { WorkOrder } from '@headwater/domain/orders/work-order'
import type { PlanContext } from './planned-item.ts'

/** A stock lot that may be used; `left` falls as needs take from it. */
export interface Lot {
  readonly lot: string | null
  readonly quantity: Micro
  /** Last day it may be used. */
  readonly expires: Day
  left: Micro
}

/** An open purchase or work order. */
export interface Receipt {
  readonly type: 'purchase_order' | 'work_order'
  readonly order: string
  readonly line: string | null
  /** Not before today. */
  readonly date: Day
  readonly due: Day
  /** As ordered or started. */
  readonly quantity: Micro
  readonly received: Micro
  readonly firm: boolean
  /** Good quantity still to come. */
  readonly good: Micro
}

export const NEVER: Day = Number.MAX_SAFE_INTEGER

/** Available lots by item, earliest expiry first, then lot key. */
export function stockLots({ dataset }: PlanContext): Map<string, Lot[]> {
  const lots = new Map<string, Lot[]>()
  for (const one of dataset.stock) {
    if (one.status !== 'available' || one.quantity <= 0) continue
    const lot: Lot = { lot: one.lot, quantity: one.quantity, expires: one.expires ?? NEVER, left: one.quantity }
    const list = lots.get(one.item)
    if (list) list.push(lot)
    else lots.set(one.item, [lot])
  }
  for (const list of lots.values()) list.sort((a, b) => a.expires - b.expires || compareKeys(a.lot ?? '', b.lot ?? ''))
  return lots
}

/** Open receipts by item, earliest first. */
export function openReceipts({ dataset, today, items }: PlanContext): Map<string, Receipt[]> {
  const receipts = new Map<string, Receipt[]>()
  const add = (item: string, receipt: Omit<Receipt, 'good'>): void => {
    const one = { ...receipt, good: goodToCome(receipt, items.get(item)!) }
    const list = receipts.get(item)
    if (list) list.push(one)
    else receipts.set(item, [one])
  }
  for (const { order, line, item, quantity, received, dueDate, status } of dataset.purchaseOrders)
    if (isOpen(status))
      add(item, {
        type: 'purchase_order',
        order,
        line,
        date: Math.max(dueDate, today),
        due: dueDate,
        quantity,
        received,
        firm: status === 'firm',
      })
  for (const { order, item, quantity, received, dueDate, status } of dataset.workOrders)
    if (isOpen(status))
      add(item, {
        type: 'work_order',
        order,
        line: null,
        date: Math.max(dueDate, today),
        due: dueDate,
        quantity,
        received,
        firm: status === 'firm',
      })
  for (const list of receipts.values())
    list.sort(
      (a, b) =>
        a.date - b.date ||
        compareKeys(a.order, b.order) ||
        compareKeys(a.line ?? '', b.line ?? '') ||
        compareKeys(a.type, b.type),
    )
  return receipts
}

/** The day a firm work order takes its material. */
export const materialDay = (order: WorkOrder, { site, start, items }: PlanContext): Day =>
  Math.max(order.startDate ?? site.back(order.dueDate, items.get(order.item)!.leadTimeDays), start)
