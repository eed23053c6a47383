import type { Dataset } from '@headwater/domain/dataset'
import type { Day } from '@headwater/domain/measures/day'
import type { MaterialPlan, PlannedOrder, PlanningAction } from '@headwater/domain/plans/material-plan'
import { capacityLoad } from './capacity-load.ts'
import { independentDemand } from './independent-demand.ts'
import { lowLevelOrder } from './low-level-codes.ts'
import { netBare } from './net-bare.ts'
import { netLevels } from './net-levels.ts'
import type { NettedOrder } from './net-requirements.ts'
import { pegSupplies } from './peg-supplies.ts'
import { planIssues } from './plan-issues.ts'
import { type PlannedItem, openPlan } from './planned-item.ts'
import { planningActions } from './planning-actions.ts'

/**
 * Material requirements planning with pegging (files.md section 3): low-level codes, one pass a level down for net
 * requirements and explosion, one pass up for pegging and dates. Infeasible is an answer, in `issues`. The same input gives
 * the same plan, whatever its order.
 */
export function planMaterials(dataset: Dataset, today: Day): MaterialPlan {
  const context = openPlan(dataset, today)
  const outside = independentDemand(context)
  const { order } = lowLevelOrder(dataset)
  const netted = netLevels(context, { order, outside, safetyStockOf: ({ item }) => item.safetyStock })
  const bare = netBare(context, { plans: netted, outside })
  const plans = [...netted.values()]
  const pegged = pegSupplies(plans, context)
  const plannedOrders: PlannedOrder[] = []
  const actions: PlanningAction[] = []
  for (const plan of plans) {
    for (const order of plan.orders) plannedOrders.push(plannedOrder(order, plan.planned))
    planningActions(plan, context, { bare: bare.get(plan.planned.item.item)!.netting.receipts, actions })
  }
  return {
    plannedOrders,
    actions,
    pegging: pegged.pegging,
    unpegged: pegged.unpegged,
    capacityLoad: capacityLoad(plans, context),
    issues: planIssues(plans, pegged, context),
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
