import type { Dataset } from '@headwater/domain/dataset'
import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { MaterialPlan, PlannedOrder, PlanningAction } from '@headwater/domain/plans/material-plan'
import { capacityLoad } from './capacity-load.ts'
import { explode } from './explode.ts'
import { independentDemand } from './independent-demand.ts'
import type { ItemPlan, SubstituteUse } from './item-plan.ts'
import type { NettedOrder } from './net-requirements.ts'
import { lowLevelOrder } from './low-level-codes.ts'
import type { Need } from './need.ts'
import { type NettingInput, netItem } from './net-requirements.ts'
import { pegSupplies } from './peg-supplies.ts'
import { planIssues } from './plan-issues.ts'
import { type PlannedItem, type PlanContext, openPlan } from './planned-item.ts'
import { planningActions } from './planning-actions.ts'
import { takeSubstitutes } from './substitutes.ts'
import { isOpen } from '@headwater/domain/orders/is-open'
import { type Lot, materialDay, openReceipts, stockLots } from './supplies.ts'

/**
 * Material requirements planning with pegging (files.md section 3): low-level codes, one pass a level down for net
 * requirements and explosion, one pass up for pegging and dates. Infeasible is an answer, in `issues`. The same input gives
 * the same plan, whatever its order.
 */
export function planMaterials(dataset: Dataset, today: Day): MaterialPlan {
  const context = openPlan(dataset, today)
  const plans = netLevels(context)
  const pegged = pegSupplies(plans, context)
  const plannedOrders: PlannedOrder[] = []
  const actions: PlanningAction[] = []
  for (const plan of plans) {
    for (const order of plan.orders) plannedOrders.push(plannedOrder(order, plan.planned))
    planningActions(plan, context, { again: () => bareInput(plan, context), actions })
  }
  return {
    plannedOrders,
    actions,
    pegging: pegged.pegging,
    capacityLoad: capacityLoad(plans, context),
    issues: planIssues(plans, pegged, context),
  }
}

function netLevels(context: PlanContext): ItemPlan[] {
  const needs = independentDemand(context)
  const add = (item: string, need: Need): void => {
    const list = needs.get(item)
    if (list) list.push(need)
    else needs.set(item, [need])
  }
  for (const order of context.dataset.workOrders)
    if (isOpen(order.status) && order.status === 'firm')
      explode(
        {
          type: 'work_order',
          order: order.order,
          item: order.item,
          startQuantity: order.quantity,
          release: materialDay(order, context),
          priority: order.priority,
          rank: order.order,
          planned: null,
        },
        context,
        add,
      )
  const supplies = { lots: stockLots(context), receipts: openReceipts(context) }
  const plans = new Map<string, ItemPlan>()
  for (const item of lowLevelOrder(context.dataset).order) {
    const planned = context.items.get(item)!
    const plan = planItem(planned, {
      context,
      needs: needs.get(item) ?? [],
      lots: supplies.lots.get(item) ?? [],
      receipts: supplies.receipts.get(item) ?? [],
      plans,
    })
    plans.set(item, plan)
    for (const order of plan.orders)
      explode(
        {
          type: 'planned_order',
          order: order.id,
          item,
          startQuantity: order.startQuantity,
          release: order.requiredRelease,
          priority: order.priority,
          rank: order.rank,
          planned: order,
        },
        context,
        add,
      )
  }
  return [...plans.values()]
}

interface ItemInput {
  readonly context: PlanContext
  readonly needs: readonly Need[]
  readonly lots: readonly Lot[]
  readonly receipts: NettingInput['receipts']
  /** Plans of the items before it. */
  readonly plans: ReadonlyMap<string, ItemPlan>
}

function planItem(planned: PlannedItem, { context, needs, lots, receipts, plans }: ItemInput): ItemPlan {
  const substitutes: SubstituteUse[] = []
  const netting = netItem({
    ...windows(context),
    planned,
    needs,
    lots,
    receipts,
    safetyStock: planned.item.safetyStock,
    substitute: (need, lacking) =>
      takeSubstitutes(need, lacking, { planned, stockOf: (item) => plans.get(item)!, uses: substitutes }),
  })
  for (const [i, order] of netting.orders.entries()) order.id = `${planned.item.item}#${String(i + 1).padStart(3, '0')}`
  return { planned, needs, lots, receipts, netting, orders: netting.orders, substitutes }
}

const windows = ({
  dataset,
  start,
}: PlanContext): Pick<NettingInput, 'expediteWindowDays' | 'increaseWindowDays' | 'start'> => ({
  expediteWindowDays: dataset.parameters.expediteWindowDays,
  increaseWindowDays: dataset.parameters.increaseWindowDays,
  start,
})

/** The same item netted as if it had no safety stock: what really needs its receipts early. */
function bareInput({ planned, needs, lots, receipts, substitutes }: ItemPlan, context: PlanContext): NettingInput {
  const covered = new Map<Need, Micro>()
  for (const one of substitutes) covered.set(one.need, (covered.get(one.need) ?? 0) + one.covered)
  const fresh = lots.map((one) => ({ ...one, left: one.quantity }))
  return {
    ...windows(context),
    planned,
    needs,
    lots: fresh,
    receipts,
    safetyStock: 0,
    substitute: (need, lacking) => Math.max(0, lacking - (covered.get(need) ?? 0)),
  }
}

function plannedOrder(order: NettedOrder, { item, supplier }: PlannedItem): PlannedOrder {
  const step = supplier?.priceBreaks.findLast((one) => one.fromQuantity <= order.startQuantity)
  return {
    plannedOrder: order.id,
    item: item.item,
    type: item.supply,
    supplier: supplier?.supplier ?? null,
    quantity: order.good,
    startQuantity: order.startQuantity,
    needDate: order.needDate,
    releaseDate: order.release,
    dueDate: order.due,
    unitPrice: step?.price ?? supplier?.price ?? null,
    priority: order.priority,
  }
}
