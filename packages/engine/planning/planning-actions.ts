import { type Day, formatDay } from '@headwater/domain/measures/day'
import type { ActionNeed, PlanningAction } from '@headwater/domain/plans/material-plan'
import type { ItemPlan } from './item-plan.ts'
import type { Need, NeedRoot } from './need.ts'
import { raiseToLot, startQuantityFor } from './lot-size.ts'
import type { NettedOrder, NettedReceipt } from './net-requirements.ts'
import type { PlanContext } from './planned-item.ts'

type Facts = Pick<PlanningAction, 'orderType' | 'order' | 'line' | 'item'>

const BLANK = { quantity: null, newQuantity: null, date: null, newDate: null } as const

/** Adds what to do with planned orders and open receipts of one item; `bare`: the receipts as if no safety stock were kept (files.md 3.9). */
export function planningActions(
  plan: ItemPlan,
  context: PlanContext,
  { bare, actions }: { readonly bare: readonly NettedReceipt[]; readonly actions: PlanningAction[] },
): void {
  for (const order of plan.orders) actions.push(newOrder(order, plan))
  for (const [i, receipt] of plan.netting.receipts.entries()) {
    const facts: Facts = {
      orderType: receipt.receipt.type,
      order: receipt.receipt.order,
      line: receipt.receipt.line,
      item: plan.planned.item.item,
    }
    actions.push(
      ...dateAction(receipt, bare[i]!, { facts, plan, context }),
      ...quantityAction(receipt, { facts, plan, context }),
    )
  }
}

function newOrder(order: NettedOrder, { planned }: ItemPlan): PlanningAction {
  return {
    action: planned.item.supply === 'make' ? 'make' : 'order',
    orderType: 'planned_order',
    order: order.id,
    line: null,
    item: planned.item.item,
    quantity: null,
    newQuantity: order.startQuantity,
    date: null,
    newDate: order.due,
    need: needOf(order.root, order.needDate),
    reason: `first need ${order.root.order} on ${formatDay(order.needDate)}`,
  }
}

const needOf = (root: NeedRoot, date: Day): ActionNeed => ({ ...root, date })

const firstNeed = (need: Need | null): ActionNeed | null => need && needOf(need.root, need.date)

interface ReceiptContext {
  readonly facts: Facts
  readonly plan: ItemPlan
  readonly context: PlanContext
}

const isFenced = (receipt: NettedReceipt, { planned }: ItemPlan): boolean =>
  planned.fence !== null && receipt.receipt.date < planned.fence

/** Expedite by the needs without any safety stock, defer by those with it. */
function dateAction(
  receipt: NettedReceipt,
  bare: NettedReceipt,
  { facts, plan, context }: ReceiptContext,
): PlanningAction[] {
  const { parameters } = context.dataset
  const { days } = plan.planned
  const { date, due } = receipt.receipt
  const urgent = firstNeed(bare.firstNeed)
  if (urgent !== null && date - urgent.date > parameters.expediteToleranceDays) {
    const newDate = Math.max(days.back(urgent.date, 0), context.today)
    const reason = `needed on ${formatDay(urgent.date)}`
    return [{ ...BLANK, ...facts, action: 'expedite', date: due, newDate, need: urgent, reason }]
  }
  const need = firstNeed(receipt.firstNeed)
  if (need === null || isFenced(receipt, plan) || receipt.servesSafetyStock) return []
  // The day before a need that is not a working day may be near enough: it is the move that is tolerated.
  const newDate = days.back(need.date, 0)
  if (newDate - date <= parameters.deferToleranceDays) return []
  return [
    {
      ...BLANK,
      ...facts,
      action: 'defer',
      date: due,
      newDate,
      need,
      reason: `first needed on ${formatDay(need.date)}`,
    },
  ]
}

function quantityAction(receipt: NettedReceipt, { facts, plan, context }: ReceiptContext): PlanningAction[] {
  const { quantity, received } = receipt.receipt
  if (receipt.newQuantity !== null)
    return [
      {
        ...BLANK,
        ...facts,
        action: 'increase',
        quantity,
        newQuantity: receipt.newQuantity,
        need: firstNeed(receipt.increasedFor),
        reason: 'a need within the increase window lacks so much',
      },
    ]
  if (isFenced(receipt, plan) || receipt.good <= 0) return []
  if (receipt.used === 0)
    return [{ ...BLANK, ...facts, action: 'cancel', quantity, newQuantity: 0, need: null, reason: 'nothing needs it' }]
  if (receipt.used >= receipt.good || plan.planned.item.lotRule === 'fixed') return []
  const newQuantity = raiseToLot(startQuantityFor(receipt.used + received, plan.planned), plan.planned)
  const saved = BigInt(quantity - newQuantity) * 1_000_000n
  if (saved <= BigInt(context.dataset.parameters.quantityTolerance) * BigInt(quantity)) return []
  const need = firstNeed(receipt.firstNeed)
  const reason = 'only so much of it is needed'
  return [{ ...BLANK, ...facts, action: 'decrease', quantity, newQuantity, need, reason }]
}
