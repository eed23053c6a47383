import { groupBy } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import { SALES_ORDER } from './demands.ts'
import type { MaterialModel } from './material-model.ts'
import { byPriority, NONE } from './needs.ts'
import type { NettedPlan } from './net-levels.ts'
import { Pegs } from './pegs.ts'
import type { SubstituteUse } from './substitutes.ts'
import { type Lot, NEVER } from './supplies.ts'
import { supplyKey, supplyLine } from './supply-names.ts'
import { PLANNED_SUPPLY, STOCK_SUPPLY, SUPPLY_TYPES, SupplyQueue } from './supply-queue.ts'

export interface PeggedPlan {
  readonly pegs: Pegs
  /** What no need takes of a supply: pegs of no need. */
  readonly unpegged: Pegs
  /** By demand, of a sales line: the latest availability pegged to it; 0: nothing is. */
  readonly expected: Int32Array
  /** Needs that no supply is left for. */
  readonly short: readonly ShortNeed[]
}

export interface ShortNeed {
  readonly need: number
  readonly place: number
  readonly quantity: Micro
}

/**
 * Who is served by what, bottom-up (files.md 3.8): deepest items first, because a planned order waits for its components and
 * its date moves with them. Sets release and due of each planned order.
 */
export function pegSupplies(model: MaterialModel, plan: NettedPlan): PeggedPlan {
  return new Pegging(model, plan).run()
}

class Pegging {
  readonly #model: MaterialModel
  readonly #plan: NettedPlan
  readonly #queue = new SupplyQueue()
  readonly #pegs: Pegs
  readonly #unpegged = new Pegs(0)
  readonly #expected: Int32Array
  readonly #short: ShortNeed[] = []
  /** What substitutes gave to a need, and what of a lot went to the needs of items that it replaces. */
  readonly #uses: ReadonlyMap<number, readonly SubstituteUse[]>
  readonly #given = new Map<Lot, Micro>()

  constructor(model: MaterialModel, plan: NettedPlan) {
    this.#model = model
    this.#plan = plan
    this.#pegs = new Pegs(plan.needs.count)
    this.#expected = new Int32Array(model.demands.count)
    this.#uses = groupBy(plan.substitutes, (one) => one.need)
    for (const { lot, quantity } of plan.substitutes) this.#given.set(lot, (this.#given.get(lot) ?? 0) + quantity)
  }

  run(): PeggedPlan {
    const { needs, orders } = this.#plan
    const ranked = byPriority(needs, { demands: this.#model.demands, orders })
    for (let place = this.#model.items.length - 1; place >= 0; place--) {
      this.#dateOrders(place)
      this.#fillQueue(place)
      for (const need of needs.of(place).sort(ranked)) this.#serve(place, need)
      this.#keepUnpegged(place)
    }
    return { pegs: this.#pegs, unpegged: this.#unpegged, expected: this.#expected, short: this.#short }
  }

  /** An order starts when its last component is there, on a working day. */
  #dateOrders(place: number): void {
    const { orders, firstOrder } = this.#plan
    const { days, leadTimeDays } = this.#model.items[place]!
    for (let order = firstOrder[place]!; order < firstOrder[place + 1]!; order++) {
      const release = days.forward(Math.max(orders.requiredRelease[order]!, orders.componentsAt[order]!), 0)
      orders.release[order] = release
      orders.due[order] = days.forward(release, leadTimeDays)
    }
  }

  #fillQueue(place: number): void {
    const { lots, receipts, orders, firstOrder } = this.#plan
    const queue = this.#queue
    const available = this.#model.context.today
    queue.clear()
    for (const [i, lot] of lots[place]!.entries()) {
      const left = lot.quantity - (this.#given.get(lot) ?? 0)
      queue.add(STOCK_SUPPLY, i, { available, expires: lot.expires, left })
    }
    for (const [i, { receipt, good }] of receipts[place]!.entries())
      queue.add(SUPPLY_TYPES.indexOf(receipt.type), i, { available: receipt.date, expires: NEVER, left: good })
    for (let order = firstOrder[place]!; order < firstOrder[place + 1]!; order++)
      queue.add(PLANNED_SUPPLY, order, { available: orders.due[order]!, expires: NEVER, left: orders.good[order]! })
    queue.sort({
      keyOf: (type, index) => supplyKey(this.#model, this.#plan, { place, type, index }),
      lineOf: (type, index) => supplyLine(this.#plan, { place, type, index }),
    })
  }

  /** Pegs one need; what waits for it waits for the latest of what serves it. */
  #serve(place: number, need: number): void {
    const { needs, orders } = this.#plan
    const queue = this.#queue
    const parent = needs.parent[need]!
    let wanted = needs.quantity[need]!
    let latest = 0
    const uses = this.#uses.size === 0 ? undefined : this.#uses.get(need)
    if (uses) {
      wanted -= this.#pegSubstitutes(need, uses)
      latest = this.#model.context.today
    }
    const parts = queue.serve(needs.date[need]!, wanted)
    for (let i = 0; i < parts; i++) {
      const supply = queue.taken[i]!
      const peg = this.#pegs.open()
      this.#pegs.need[peg] = need
      this.#pegs.type[peg] = queue.type[supply]!
      this.#pegs.index[peg] = queue.index[supply]!
      this.#pegs.place[peg] = place
      this.#pegs.quantity[peg] = queue.quantities[i]!
      this.#pegs.available[peg] = queue.available[supply]!
      wanted -= queue.quantities[i]!
      latest = Math.max(latest, queue.available[supply]!)
    }
    if (wanted > 0) this.#short.push({ need, place, quantity: wanted })
    if (parent !== NONE) orders.componentsAt[parent] = Math.max(orders.componentsAt[parent]!, latest)
    else if (this.#model.demands.type[needs.demand[need]!] === SALES_ORDER) this.#expected[needs.demand[need]!] = latest
  }

  /** Answers what they cover. */
  #pegSubstitutes(need: number, uses: readonly SubstituteUse[]): Micro {
    let sum = 0
    for (const { substitute, lot, quantity, covered } of uses) {
      const place = this.#model.placeOf.get(substitute)!
      const peg = this.#pegs.open()
      this.#pegs.need[peg] = need
      this.#pegs.type[peg] = STOCK_SUPPLY
      this.#pegs.index[peg] = this.#plan.lots[place]!.indexOf(lot)
      this.#pegs.place[peg] = place
      this.#pegs.quantity[peg] = quantity
      this.#pegs.available[peg] = this.#model.context.today
      sum += covered
    }
    return sum
  }

  #keepUnpegged(place: number): void {
    const queue = this.#queue
    for (let supply = 0; supply < queue.count; supply++) {
      if (queue.left[supply]! <= 0) continue
      const peg = this.#unpegged.open()
      this.#unpegged.need[peg] = NONE
      this.#unpegged.type[peg] = queue.type[supply]!
      this.#unpegged.index[peg] = queue.index[supply]!
      this.#unpegged.place[peg] = place
      this.#unpegged.quantity[peg] = queue.left[supply]!
      this.#unpegged.available[peg] = queue.available[supply]!
    }
  }
}
