import { type Rows, rowsOf } from '@headwater/domain/measures/rows'
import type { Pegging, PlannedOrder, UnpeggedSupply } from '@headwater/domain/plans/material-plan'
import { DEMAND_TYPES } from './demands.ts'
import type { MaterialModel } from './material-model.ts'
import { NONE } from './needs.ts'
import type { NettedPlan } from './net-levels.ts'
import type { Pegs } from './pegs.ts'
import { supplyKey, supplyLine } from './supply-names.ts'
import { SUPPLY_TYPES } from './supply-queue.ts'

/** The columns of a plan as rows, for those who read it. */
export const plannedOrderRows = ({ items }: MaterialModel, { orders }: NettedPlan): Rows<PlannedOrder> =>
  rowsOf(orders.count, (order) => {
    const { item, supplier } = items[orders.place[order]!]!
    const startQuantity = orders.startQuantity[order]!
    const step = supplier?.priceBreaks.findLast((one) => one.fromQuantity <= startQuantity)
    return {
      plannedOrder: orders.idOf(order),
      item: item.item,
      type: item.supply,
      supplier: supplier?.supplier ?? null,
      quantity: orders.good[order]!,
      startQuantity,
      needDate: orders.needDate[order]!,
      releaseDate: orders.release[order]!,
      dueDate: orders.due[order]!,
      unitPrice: step?.price ?? supplier?.price ?? null,
      priority: orders.priority[order]!,
    }
  })

export function peggingRows(model: MaterialModel, plan: NettedPlan, pegs: Pegs): Rows<Pegging> {
  const { items, demands } = model
  const { needs, orders } = plan
  return rowsOf(pegs.count, (peg) => {
    const need = pegs.need[peg]!
    const parent = needs.parent[need]!
    const demand = needs.demand[need]!
    const supply = supplyFacts(model, plan, { pegs, peg })
    return {
      demandType: parent === NONE ? DEMAND_TYPES[demands.type[demand]!]! : 'planned_order',
      demand: parent === NONE ? demands.order[demand]! : orders.idOf(parent),
      demandLine: parent === NONE ? demands.line[demand]! : null,
      item: items[needs.place[need]!]!.item.item,
      needDate: needs.date[need]!,
      supplyType: supply.supplyType,
      supply: supply.supply,
      supplyLine: supply.supplyLine,
      supplyItem: supply.supplyItem,
      quantity: supply.quantity,
      availableDate: supply.availableDate,
    }
  })
}

export const unpeggedRows = (model: MaterialModel, plan: NettedPlan, pegs: Pegs): Rows<UnpeggedSupply> =>
  rowsOf(pegs.count, (peg) => supplyFacts(model, plan, { pegs, peg }))

function supplyFacts(
  model: MaterialModel,
  plan: NettedPlan,
  { pegs, peg }: { readonly pegs: Pegs; readonly peg: number },
): UnpeggedSupply {
  const place = pegs.place[peg]!
  const type = pegs.type[peg]!
  const index = pegs.index[peg]!
  return {
    supplyType: SUPPLY_TYPES[type]!,
    supply: supplyKey(model, plan, { place, type, index }),
    supplyLine: supplyLine(plan, { place, type, index }),
    supplyItem: model.items[place]!.item.item,
    quantity: pegs.quantity[peg]!,
    availableDate: pegs.available[peg]!,
  }
}
