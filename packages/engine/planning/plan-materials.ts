import type { Dataset } from '@headwater/domain/dataset'
import type { Day } from '@headwater/domain/measures/day'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import { capacityLoad } from './capacity-load.ts'
import { compileModel } from './material-model.ts'
import { netBare } from './net-bare.ts'
import { netLevels } from './net-levels.ts'
import { pegSupplies } from './peg-supplies.ts'
import { planIssues } from './plan-issues.ts'
import { peggingRows, plannedOrderRows, unpeggedRows } from './plan-rows.ts'
import { openPlan } from './planned-item.ts'
import { planningActions } from './planning-actions.ts'

/**
 * Material requirements planning with pegging (files.md section 3): low-level codes, one pass a level down for net
 * requirements and explosion, one pass up for pegging and dates, all in columns. Infeasible is an answer, in `issues`. The same
 * input gives the same plan, whatever its order.
 */
export function planMaterials(dataset: Dataset, today: Day): MaterialPlan {
  const model = compileModel(openPlan(dataset, today))
  const plan = netLevels(model, { isNetted: () => true, keepsSafetyStock: true })
  const bareOf = netBare(model)
  const pegged = pegSupplies(model, plan)
  return {
    plannedOrders: plannedOrderRows(model, plan),
    actions: planningActions(model, { plan, bareOf }),
    pegging: peggingRows(model, plan, pegged.pegs),
    unpegged: unpeggedRows(model, plan, pegged.unpegged),
    capacityLoad: capacityLoad(model, plan),
    issues: planIssues(model, plan, pegged),
  }
}
