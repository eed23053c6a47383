import type { Day } from '@headwater/domain/measures/day'
import { groupBy } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import { type Bills, compileBills } from './bills.ts'
import { Demands, SAFETY_STOCK, SAFETY_STOCK_PRIORITY, WORK_ORDER } from './demands.ts'
import { addIndependentDemand } from './independent-demand.ts'
import { lowLevelOrder } from './low-level-codes.ts'
import { NONE } from './needs.ts'
import type { PlanContext, PlannedItem } from './planned-item.ts'
import { materialDay, openReceipts, type Receipt } from './supplies.ts'

/** A firm work order: it takes material on a day. */
export interface FirmOrder {
  readonly demand: number
  readonly quantity: Micro
  readonly release: Day
}

/**
 * What a plan is made from, by place: items stand in the order of netting, parents before components and substitutes before what
 * they replace. Read by every run of netting, changed by none.
 */
export interface MaterialModel {
  readonly context: PlanContext
  readonly items: readonly PlannedItem[]
  readonly placeOf: ReadonlyMap<string, number>
  readonly bills: Bills
  readonly demands: Demands
  /** Demands below it are independent: sales lines and forecast buckets. */
  readonly independent: number
  /** By place of the item: its safety stock as a demand, or NONE. */
  readonly safetyStocks: Int32Array
  readonly firmOrders: readonly (readonly FirmOrder[])[]
  readonly receipts: readonly (readonly Receipt[])[]
}

export function compileModel(context: PlanContext): MaterialModel {
  const { dataset } = context
  const items = lowLevelOrder(dataset).order.map((item) => context.items.get(item)!)
  const placeOf = new Map(items.map(({ item }, place) => [item.item, place]))
  const demands = new Demands(
    dataset.salesOrders.length + dataset.forecasts.length + items.length + dataset.workOrders.length,
  )
  addIndependentDemand(demands, context, placeOf)
  const independent = demands.count
  const receipts = openReceipts(context)
  return {
    context,
    items,
    placeOf,
    bills: compileBills(items, placeOf),
    demands,
    independent,
    safetyStocks: addSafetyStocks(demands, items),
    firmOrders: addFirmOrders(demands, context, items),
    receipts: items.map(({ item }) => receipts.get(item.item) ?? []),
  }
}

/** Each as a demand of lowest priority, on the first day a new order could come (files.md 3.4). */
const addSafetyStocks = (demands: Demands, items: readonly PlannedItem[]): Int32Array =>
  Int32Array.from(items, ({ item, earliest }, place) =>
    item.safetyStock <= 0
      ? NONE
      : demands.add({
          type: SAFETY_STOCK,
          order: item.item,
          line: null,
          place,
          date: earliest,
          priority: SAFETY_STOCK_PRIORITY,
          quantity: item.safetyStock,
        }),
  )

function addFirmOrders(demands: Demands, context: PlanContext, items: readonly PlannedItem[]): FirmOrder[][] {
  const firm = groupBy(
    context.dataset.workOrders.filter((one) => one.status === 'firm'),
    (one) => one.item,
  )
  return items.map(({ item }, place) =>
    (firm.get(item.item) ?? []).map((one) => {
      const { order, quantity, priority } = one
      const release = materialDay(one, context)
      const demand = demands.add({ type: WORK_ORDER, order, line: null, place, date: release, priority, quantity })
      return { demand, quantity, release }
    }),
  )
}
