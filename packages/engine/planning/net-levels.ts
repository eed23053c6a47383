import type { Micro } from '@headwater/domain/measures/quantity'
import { explode } from './bills.ts'
import { WORK_ORDER } from './demands.ts'
import type { MaterialModel } from './material-model.ts'
import { byDate, Needs, NONE } from './needs.ts'
import { type NettedReceipt, netItem } from './net-requirements.ts'
import { PlannedOrders } from './planned-orders.ts'
import { type SubstituteUse, takeSubstitutes } from './substitutes.ts'
import { type Lot, stockLots } from './supplies.ts'

/** All that planning knows once items are netted; lists are by place. */
export interface NettedPlan {
  readonly needs: Needs
  readonly orders: PlannedOrders
  /** Index of each item's first order; its last is before the next item's first. */
  readonly firstOrder: Int32Array
  /** `left`: what its own needs and those it replaces left over. */
  readonly lots: readonly (readonly Lot[])[]
  readonly receipts: readonly (readonly NettedReceipt[])[]
  readonly substitutes: readonly SubstituteUse[]
}

export interface LevelChoice {
  readonly isNetted: (place: number) => boolean
  readonly keepsSafetyStock: boolean
}

/** One pass a level down (files.md 3.3 to 3.7): each item is netted once all that needs it is known, then exploded. */
export function netLevels(model: MaterialModel, choice: LevelChoice): NettedPlan {
  return new LevelNetting(model, choice).run()
}

/** A demand makes about one need on each level of its bill; bills are so deep as a rule. */
const LEVELS = 4

class LevelNetting {
  readonly #model: MaterialModel
  readonly #choice: LevelChoice
  readonly #needs: Needs
  readonly #orders: PlannedOrders
  readonly #firstOrder: Int32Array
  readonly #lots: readonly Lot[][]
  readonly #receipts: NettedReceipt[][] = []
  readonly #substitutes: SubstituteUse[] = []
  readonly #byDate: (a: number, b: number) => number

  constructor(model: MaterialModel, choice: LevelChoice) {
    this.#model = model
    this.#choice = choice
    const expected = LEVELS * model.demands.count
    this.#needs = new Needs(model.items.length, expected)
    this.#orders = new PlannedOrders(
      model.items.map(({ item }) => item.item),
      expected,
    )
    this.#firstOrder = new Int32Array(model.items.length + 1)
    const lots = stockLots(model.context)
    this.#lots = model.items.map(({ item }) => lots.get(item.item) ?? [])
    this.#byDate = byDate(this.#needs, { demands: model.demands, orders: this.#orders })
  }

  run(): NettedPlan {
    const { items, demands, independent } = this.#model
    for (let demand = 0; demand < independent; demand++)
      if (this.#choice.isNetted(demands.place[demand]!)) this.#ask(demand)
    for (let place = 0; place < items.length; place++) {
      this.#firstOrder[place] = this.#orders.count
      this.#receipts.push(this.#choice.isNetted(place) ? this.#net(place) : [])
    }
    this.#firstOrder[items.length] = this.#orders.count
    return {
      needs: this.#needs,
      orders: this.#orders,
      firstOrder: this.#firstOrder,
      lots: this.#lots,
      receipts: this.#receipts,
      substitutes: this.#substitutes,
    }
  }

  /** The need that a demand itself is. */
  #ask(demand: number): void {
    const { demands } = this.#model
    const need = this.#needs.open(demands.place[demand]!)
    this.#needs.date[need] = demands.date[demand]!
    this.#needs.priority[need] = demands.priority[demand]!
    this.#needs.quantity[need] = demands.quantity[demand]!
    this.#needs.demand[need] = demand
    this.#needs.parent[need] = NONE
  }

  #net(place: number): NettedReceipt[] {
    const { context, items, demands, receipts, safetyStocks } = this.#model
    const planned = items[place]!
    if (this.#choice.keepsSafetyStock && safetyStocks[place] !== NONE) this.#ask(safetyStocks[place]!)
    const first = this.#orders.count
    const netted = netItem({
      planned,
      place,
      sorted: this.#needs.of(place).sort(this.#byDate),
      needs: this.#needs,
      demands,
      orders: this.#orders,
      lots: this.#lots[place]!,
      receipts: receipts[place]!,
      expediteWindowDays: context.dataset.parameters.expediteWindowDays,
      increaseWindowDays: context.dataset.parameters.increaseWindowDays,
      start: context.start,
      substitute: (need, lacking) => this.#substitute(place, need, lacking),
    })
    this.#explodeFirmOrders(place, netted)
    if (planned.item.supply === 'make')
      for (let order = first; order < this.#orders.count; order++) this.#explodeOrder(order)
    return netted
  }

  /** Takes of substitutes what a component of an order lacks; answers what is left. */
  #substitute(place: number, need: number, lacking: Micro): Micro {
    const { items, placeOf } = this.#model
    const parent = this.#parentOf(need)
    if (parent === NONE) return lacking
    return takeSubstitutes(
      { need, parent: items[parent]!.item.item, date: this.#needs.date[need]!, lacking },
      {
        planned: items[place]!,
        stockOf: (item) => ({ planned: items[placeOf.get(item)!]!, lots: this.#lots[placeOf.get(item)!]! }),
        uses: this.#substitutes,
      },
    )
  }

  /** Place of the item whose order needs it, or NONE. */
  #parentOf(need: number): number {
    const { demands } = this.#model
    const parent = this.#needs.parent[need]!
    if (parent !== NONE) return this.#orders.place[parent]!
    const demand = this.#needs.demand[need]!
    return demands.type[demand] === WORK_ORDER ? demands.place[demand]! : NONE
  }

  /** Firm work orders take material for their whole quantity; for what it is once it is increased, since no other order makes that. */
  #explodeFirmOrders(place: number, netted: readonly NettedReceipt[]): void {
    const { firmOrders, demands, bills } = this.#model
    if (firmOrders[place]!.length === 0) return
    const increased = new Map<string, Micro>()
    for (const { receipt, newQuantity } of netted)
      if (receipt.type === 'work_order' && newQuantity !== null) increased.set(receipt.order, newQuantity)
    for (const { demand, quantity, release } of firmOrders[place]!) {
      const startQuantity = increased.get(demands.order[demand]!) ?? quantity
      const of = { demand, parent: NONE, priority: demands.priority[demand]!, date: release }
      explode(bills[place]!, { startQuantity, release }, (component, wanted) => this.#need(component, wanted, of))
    }
  }

  #explodeOrder(order: number): void {
    const { startQuantity, requiredRelease, demand, priority, place } = this.#orders
    const release = requiredRelease[order]!
    const of = { demand: demand[order]!, parent: order, priority: priority[order]!, date: release }
    explode(this.#model.bills[place[order]!]!, { startQuantity: startQuantity[order]!, release }, (component, wanted) =>
      this.#need(component, wanted, of),
    )
  }

  #need(
    component: number,
    quantity: Micro,
    { demand, parent, priority, date }: { demand: number; parent: number; priority: number; date: number },
  ): void {
    if (!this.#choice.isNetted(component)) return
    const need = this.#needs.open(component)
    this.#needs.date[need] = date
    this.#needs.priority[need] = priority
    this.#needs.quantity[need] = quantity
    this.#needs.demand[need] = demand
    this.#needs.parent[need] = parent
  }
}
