import { type Day, formatDay } from '@headwater/domain/measures/day'
import { type Rows, rowsOf } from '@headwater/domain/measures/rows'
import type { ActionNeed, PlanningAction } from '@headwater/domain/plans/material-plan'
import { DEMAND_TYPES } from './demands.ts'
import { raiseToLot, startQuantityFor } from './lot-size.ts'
import type { MaterialModel } from './material-model.ts'
import { NONE } from './needs.ts'
import type { NettedPlan } from './net-levels.ts'
import type { NettedReceipt } from './net-requirements.ts'
import type { PlannedItem } from './planned-item.ts'

type Facts = Pick<PlanningAction, 'orderType' | 'order' | 'line' | 'item'>

const BLANK = { quantity: null, newQuantity: null, date: null, newDate: null } as const

export interface ActionPlans {
  readonly plan: NettedPlan
  /** The plan of an item's receipts as if no safety stock were kept; null: it is the same (files.md 3.9). */
  readonly bareOf: (place: number) => NettedPlan | null
}

/** What to do with planned orders and open receipts, item by item. */
export function planningActions(model: MaterialModel, { plan, bareOf }: ActionPlans): Rows<PlanningAction> {
  /** A number is a new order's. */
  const actions: (number | PlanningAction)[] = []
  for (const [place, planned] of model.items.entries()) {
    for (let order = plan.firstOrder[place]!; order < plan.firstOrder[place + 1]!; order++) actions.push(order)
    const bare = bareOf(place) ?? plan
    for (const [i, receipt] of plan.receipts[place]!.entries()) {
      const { type, order, line } = receipt.receipt
      const facts: Facts = { orderType: type, order, line, item: planned.item.item }
      const urgent = firstNeed(bare.receipts[place]![i]!.firstNeed, { model, plan: bare })
      const input = { facts, planned, model, plan }
      actions.push(...dateAction(receipt, urgent, input), ...quantityAction(receipt, input))
    }
  }
  return rowsOf(actions.length, (i) => {
    const action = actions[i]!
    return typeof action === 'number' ? newOrder(action, { model, plan }) : action
  })
}

interface Planned {
  readonly model: MaterialModel
  readonly plan: NettedPlan
}

function newOrder(order: number, { model, plan: { orders } }: Planned): PlanningAction {
  const { item } = model.items[orders.place[order]!]!
  const need = needOf(orders.demand[order]!, orders.needDate[order]!, model)
  return {
    action: item.supply === 'make' ? 'make' : 'order',
    orderType: 'planned_order',
    order: orders.idOf(order),
    line: null,
    item: item.item,
    quantity: null,
    newQuantity: orders.startQuantity[order]!,
    date: null,
    newDate: orders.due[order]!,
    need,
    reason: `first need ${need.order} on ${formatDay(need.date)}`,
  }
}

const needOf = (demand: number, date: Day, { demands }: MaterialModel): ActionNeed => ({
  type: DEMAND_TYPES[demands.type[demand]!]!,
  order: demands.order[demand]!,
  line: demands.line[demand]!,
  date,
})

const firstNeed = (need: number, { model, plan: { needs } }: Planned): ActionNeed | null =>
  need === NONE ? null : needOf(needs.demand[need]!, needs.date[need]!, model)

interface ReceiptInput extends Planned {
  readonly facts: Facts
  readonly planned: PlannedItem
}

const isFenced = (receipt: NettedReceipt, { fence }: PlannedItem): boolean =>
  fence !== null && receipt.receipt.date < fence

/** Expedite by the needs without any safety stock, defer by those with it. */
function dateAction(
  receipt: NettedReceipt,
  urgent: ActionNeed | null,
  { facts, planned, model, plan }: ReceiptInput,
): PlanningAction[] {
  const { parameters } = model.context.dataset
  const { days } = planned
  const { date, due } = receipt.receipt
  if (urgent !== null && date - urgent.date > parameters.expediteToleranceDays) {
    const newDate = Math.max(days.back(urgent.date, 0), model.context.today)
    const reason = `needed on ${formatDay(urgent.date)}`
    return [{ ...BLANK, ...facts, action: 'expedite', date: due, newDate, need: urgent, reason }]
  }
  const need = firstNeed(receipt.firstNeed, { model, plan })
  if (need === null || isFenced(receipt, planned) || receipt.servesSafetyStock) return []
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

function quantityAction(receipt: NettedReceipt, { facts, planned, model, plan }: ReceiptInput): PlanningAction[] {
  const { quantity, received } = receipt.receipt
  if (receipt.newQuantity !== null)
    return [
      {
        ...BLANK,
        ...facts,
        action: 'increase',
        quantity,
        newQuantity: receipt.newQuantity,
        need: firstNeed(receipt.increasedFor, { model, plan }),
        reason: 'a need within the increase window lacks so much',
      },
    ]
  if (isFenced(receipt, planned) || receipt.good <= 0) return []
  if (receipt.used === 0)
    return [{ ...BLANK, ...facts, action: 'cancel', quantity, newQuantity: 0, need: null, reason: 'nothing needs it' }]
  if (receipt.used >= receipt.good || planned.item.lotRule === 'fixed') return []
  const newQuantity = raiseToLot(startQuantityFor(receipt.used + received, planned), planned)
  const saved = BigInt(quantity - newQuantity) * 1_000_000n
  if (saved <= BigInt(model.context.dataset.parameters.quantityTolerance) * BigInt(quantity)) return []
  const need = firstNeed(receipt.firstNeed, { model, plan })
  const reason = 'only so much of it is needed'
  return [{ ...BLANK, ...facts, action: 'decrease', quantity, newQuantity, need, reason }]
}
