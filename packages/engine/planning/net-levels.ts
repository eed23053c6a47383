import type { Micro } from '@headwater/domain/measures/quantity'
import { groupBy } from '@headwater/domain/measures/keys'
import type { WorkOrder } from '@headwater/domain/orders/work-order'
import { explode, type ParentOrder } from './explode.ts'
import type { ItemPlan, SubstituteUse } from './item-plan.ts'
import type { Need } from './need.ts'
import { type Netting, netItem } from './net-requirements.ts'
import type { PlanContext, PlannedItem } from './planned-item.ts'
import { takeSubstitutes } from './substitutes.ts'
import { type Lot, materialDay, openReceipts, type Receipt, stockLots } from './supplies.ts'

export interface LevelInput {
  /** Items to be netted, parents before components and substitutes before what they replace. */
  readonly order: readonly string[]
  /** Needs from outside by item; left as they are. */
  readonly outside: ReadonlyMap<string, readonly Need[]>
  readonly safetyStockOf: (item: PlannedItem) => Micro
}

/** One pass a level down (files.md 3.3 to 3.7): each item is netted once all that needs it is known, then exploded. */
export function netLevels(context: PlanContext, { order, outside, safetyStockOf }: LevelInput): Map<string, ItemPlan> {
  const needs = new Map<string, Need[]>(order.map((item) => [item, [...(outside.get(item) ?? [])]]))
  const lots = stockLots(context)
  const receipts = openReceipts(context)
  const firm = groupBy(
    context.dataset.workOrders.filter((one) => one.status === 'firm'),
    (one) => one.item,
  )
  const plans = new Map<string, ItemPlan>()
  for (const item of order) {
    const planned = context.items.get(item)!
    const plan = netOne(planned, {
      context,
      plans,
      needs: needs.get(item)!,
      lots: lots.get(item) ?? [],
      receipts: receipts.get(item) ?? [],
      safetyStock: safetyStockOf(planned),
      workOrders: firm.get(item) ?? [],
    })
    plans.set(item, plan)
    for (const parent of plan.parents) explode(parent, context, (component, need) => needs.get(component)?.push(need))
  }
  return plans
}

interface ItemInput {
  readonly context: PlanContext
  /** Plans of the items before it. */
  readonly plans: ReadonlyMap<string, ItemPlan>
  readonly needs: readonly Need[]
  readonly lots: readonly Lot[]
  readonly receipts: readonly Receipt[]
  readonly safetyStock: Micro
  /** Firm ones. */
  readonly workOrders: readonly WorkOrder[]
}

function netOne(planned: PlannedItem, input: ItemInput): ItemPlan {
  const { context, plans, needs, lots, receipts, safetyStock } = input
  const { parameters } = context.dataset
  const substitutes: SubstituteUse[] = []
  const netting = netItem({
    planned,
    needs,
    lots,
    receipts,
    safetyStock,
    expediteWindowDays: parameters.expediteWindowDays,
    increaseWindowDays: parameters.increaseWindowDays,
    start: context.start,
    substitute: (need, lacking) =>
      takeSubstitutes(need, lacking, { planned, stockOf: (item) => plans.get(item)!, uses: substitutes }),
  })
  for (const [i, order] of netting.orders.entries()) order.id = `${planned.item.item}#${String(i + 1).padStart(3, '0')}`
  const parents = [...workOrderParents(netting, input), ...plannedParents(netting, planned)]
  return { planned, needs, lots, receipts, netting, orders: netting.orders, parents, substitutes }
}

/** Firm work orders take material for their whole quantity; for what it is once it is increased, since no other order makes that. */
function workOrderParents({ receipts }: Netting, { context, workOrders }: ItemInput): ParentOrder[] {
  const increased = new Map<string, Micro>()
  for (const { receipt, newQuantity } of receipts)
    if (receipt.type === 'work_order' && newQuantity !== null) increased.set(receipt.order, newQuantity)
  return workOrders.map((one) => ({
    type: 'work_order',
    order: one.order,
    item: one.item,
    startQuantity: increased.get(one.order) ?? one.quantity,
    release: materialDay(one, context),
    priority: one.priority,
    root: { type: 'work_order', order: one.order, line: null },
    planned: null,
  }))
}

const plannedParents = ({ orders }: Netting, { item }: PlannedItem): ParentOrder[] =>
  orders.map((order) => ({
    type: 'planned_order',
    order: order.id,
    item: item.item,
    startQuantity: order.startQuantity,
    release: order.requiredRelease,
    priority: order.priority,
    root: order.root,
    planned: order,
  }))
