import { goodToCome } from '@headwater/domain/items/order-yield'
import type { Day } from '@headwater/domain/measures/day'
import { compareKeys } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import { type Demands, SAFETY_STOCK } from './demands.ts'
import { eachLotRun, raiseToLot, startQuantityFor } from './lot-size.ts'
import { type Needs, NONE } from './needs.ts'
import type { PlannedItem } from './planned-item.ts'
import type { PlannedOrders } from './planned-orders.ts'
import { requiredDates } from './required-dates.ts'
import type { Lot, Receipt } from './supplies.ts'

/** A receipt with what takes it. */
export interface NettedReceipt {
  readonly receipt: Receipt
  left: Micro
  /** Good quantity to come, after an increase. */
  good: Micro
  /** After an increase. */
  newQuantity: Micro | null
  used: Micro
  /** First need that takes it, or NONE. */
  firstNeed: number
  /** What an increase is for first, or NONE. */
  increasedFor: number
  servesSafetyStock: boolean
}

export interface NettingInput {
  readonly planned: PlannedItem
  readonly place: number
  /** Indexes by date. */
  readonly sorted: readonly number[]
  readonly needs: Needs
  readonly demands: Demands
  /** New ones go to its end. */
  readonly orders: PlannedOrders
  /** Changed by netting. */
  readonly lots: readonly Lot[]
  readonly receipts: readonly Receipt[]
  readonly expediteWindowDays: number
  readonly increaseWindowDays: number
  /** First working day of the site on or after today: no release before it. */
  readonly start: Day
  /** Takes from substitutes what a component need still lacks; answers what is left of it. */
  readonly substitute: (need: number, lacking: Micro) => Micro
}

/** Nets one item (files.md 3.4 to 3.6): its needs in the order of their dates take lots, receipts, surplus, then new orders. */
export function netItem(input: NettingInput): NettedReceipt[] {
  return new ItemNetting(input).run()
}

/** The mutable state of netting one item: lots, receipts and surplus are queues whose used-up heads are skipped once. */
class ItemNetting {
  readonly #input: NettingInput
  readonly #needs: Needs
  readonly #orders: PlannedOrders
  readonly #receipts: NettedReceipt[]
  /** The item's first order. */
  readonly #first: number
  /** Needs of one lot that nothing serves yet, and how much each lacks; used again for each lot. */
  readonly #lacking: number[] = []
  readonly #lackingQuantities: Micro[] = []
  /** What new orders are made for. */
  readonly #covered = { date: 0, due: 0, release: 0, best: NONE, left: 0 }
  #lotHead = 0
  #receiptHead = 0
  #surplusHead: number

  constructor(input: NettingInput) {
    this.#input = input
    this.#needs = input.needs
    this.#orders = input.orders
    this.#first = input.orders.count
    this.#surplusHead = this.#first
    this.#receipts = input.receipts.map((receipt) => ({
      receipt,
      left: receipt.good,
      good: receipt.good,
      newQuantity: null,
      used: 0,
      firstNeed: NONE,
      increasedFor: NONE,
      servesSafetyStock: false,
    }))
  }

  run(): NettedReceipt[] {
    const { sorted, planned } = this.#input
    const { item } = planned
    for (let at = 0; at < sorted.length; ) {
      const date = this.#needs.date[sorted[at]!]!
      this.#lacking.length = 0
      at = this.#takeUpTo(at, date)
      if (this.#lacking.length === 0) continue
      if (item.lotRule === 'period') at = this.#takeUpTo(at, date + item.periodDays! - 1)
      this.#cover(date)
    }
    return this.#receipts
  }

  /** Lets the needs from `at` up to the date take what there is; those that still lack something go to `#lacking`. */
  #takeUpTo(at: number, last: Day): number {
    const { sorted } = this.#input
    let next = at
    for (; next < sorted.length && this.#needs.date[sorted[next]!]! <= last; next++) {
      const need = sorted[next]!
      const quantity = this.#take(need)
      if (quantity <= 0) continue
      this.#lackingQuantities[this.#lacking.length] = quantity
      this.#lacking.push(need)
    }
    return next
  }

  #take(need: number): Micro {
    let lacking = this.#takeLots(need, this.#needs.quantity[need]!)
    if (lacking > 0) lacking = this.#takeDue(need, lacking)
    if (lacking > 0) lacking = this.#takeLater(need, lacking)
    if (lacking > 0 && this.#input.planned.earliest > this.#needs.date[need]!)
      lacking = this.#input.substitute(need, lacking)
    return lacking
  }

  #takeLots(need: number, wanted: Micro): Micro {
    const { lots } = this.#input
    const date = this.#needs.date[need]!
    let lacking = wanted
    while (this.#lotHead < lots.length && (lots[this.#lotHead]!.left <= 0 || lots[this.#lotHead]!.expires < date))
      this.#lotHead++
    for (let i = this.#lotHead; i < lots.length && lacking > 0; i++) {
      const taken = Math.min(lacking, lots[i]!.left)
      lots[i]!.left -= taken
      lacking -= taken
    }
    return lacking
  }

  /** Receipts dated up to the need and surplus of orders made for earlier dates, earliest first, a receipt before surplus. */
  #takeDue(need: number, wanted: Micro): Micro {
    const orders = this.#orders
    const date = this.#needs.date[need]!
    let lacking = wanted
    while (this.#receiptHead < this.#receipts.length && this.#receipts[this.#receiptHead]!.left <= 0)
      this.#receiptHead++
    while (this.#surplusHead < orders.count && orders.surplus[this.#surplusHead]! <= 0) this.#surplusHead++
    let r = this.#receiptHead
    let s = this.#surplusHead
    while (lacking > 0) {
      const receipt = r < this.#receipts.length && this.#receipts[r]!.receipt.date <= date ? this.#receipts[r]! : null
      const hasOrder = s < orders.count && orders.needDate[s]! < date
      if (receipt && (!hasOrder || receipt.receipt.date <= orders.requiredDue[s]!)) {
        lacking -= this.#takeReceipt(receipt, need, lacking)
        r++
      } else if (hasOrder) {
        const taken = Math.min(lacking, orders.surplus[s]!)
        orders.surplus[s]! -= taken
        lacking -= taken
        s++
      } else break
    }
    return lacking
  }

  /** Receipts after the need within the window: they are pulled in before anything is ordered anew. */
  #takeLater(need: number, wanted: Micro): Micro {
    const date = this.#needs.date[need]!
    const last = date + this.#input.expediteWindowDays
    let lacking = wanted
    for (let i = this.#receiptHead; i < this.#receipts.length && lacking > 0; i++) {
      const receipt = this.#receipts[i]!
      if (receipt.receipt.date > last) break
      if (receipt.receipt.date > date) lacking -= this.#takeReceipt(receipt, need, lacking)
    }
    return lacking
  }

  #takeReceipt(receipt: NettedReceipt, need: number, wanted: Micro): Micro {
    const taken = Math.min(wanted, receipt.left)
    if (taken <= 0) return 0
    const { date, demand } = this.#needs
    receipt.left -= taken
    receipt.used += taken
    if (receipt.firstNeed === NONE || date[need]! < date[receipt.firstNeed]!) receipt.firstNeed = need
    if (this.#input.demands.type[demand[need]!] === SAFETY_STOCK && this.#needs.parent[need] === NONE)
      receipt.servesSafetyStock = true
    return taken
  }

  #cover(date: Day): void {
    let net = 0
    let best = this.#lacking[0]!
    for (let i = 0; i < this.#lacking.length; i++) {
      net += this.#lackingQuantities[i]!
      if (this.#isBetter(this.#lacking[i]!, best)) best = this.#lacking[i]!
    }
    if (this.#receipts.length > 0 && this.#increase(date, net)) return
    const covered = this.#covered
    const { due, release } = requiredDates(this.#input.planned, date, this.#input)
    covered.date = date
    covered.due = due
    covered.release = release
    covered.best = best
    covered.left = net
    eachLotRun(net, this.#input.planned, this.#addOrders)
  }

  readonly #addOrders = (startQuantity: Micro, good: Micro, count: number): void => {
    const { place } = this.#input
    const orders = this.#orders
    const covered = this.#covered
    for (let i = 0; i < count; i++) {
      const used = Math.min(covered.left, good)
      covered.left -= used
      const at = orders.open()
      orders.number[at] = at - this.#first + 1
      orders.startQuantity[at] = startQuantity
      orders.good[at] = good
      orders.surplus[at] = good - used
      orders.needDate[at] = covered.date
      orders.requiredDue[at] = covered.due
      orders.requiredRelease[at] = covered.release
      orders.priority[at] = this.#needs.priority[covered.best]!
      orders.demand[at] = this.#needs.demand[covered.best]!
      orders.place[at] = place
    }
  }

  /** Lets the latest firm receipt of the window grow instead of a new order, where max_lot allows the whole. */
  #increase(date: Day, net: Micro): boolean {
    const { planned, increaseWindowDays } = this.#input
    if (planned.item.lotRule === 'fixed') return false
    const latest = this.#receipts
      .filter(({ receipt }) => receipt.firm && receipt.date <= date && receipt.date >= date - increaseWindowDays)
      .reduce<NettedReceipt | null>((a, b) => (a === null || b.receipt.date > a.receipt.date ? b : a), null)
    if (latest === null) return false
    const { received } = latest.receipt
    const whole = Math.max(
      startQuantityFor(latest.good + received + net, planned),
      latest.newQuantity ?? latest.receipt.quantity,
    )
    const quantity = raiseToLot(whole, planned)
    if (planned.item.maxLot !== null && quantity > planned.item.maxLot) return false
    const good = goodToCome({ quantity, received }, planned)
    latest.left += good - latest.good
    latest.good = good
    latest.newQuantity = quantity
    if (latest.increasedFor === NONE) latest.increasedFor = this.#lacking[0]!
    for (const [i, need] of this.#lacking.entries()) this.#takeReceipt(latest, need, this.#lackingQuantities[i]!)
    if (this.#receipts.indexOf(latest) < this.#receiptHead) this.#receiptHead = this.#receipts.indexOf(latest)
    return true
  }

  /** Priority, then date, then order id. */
  #isBetter(a: number, b: number): boolean {
    const { priority, date, demand } = this.#needs
    if (priority[a] !== priority[b]) return priority[a]! < priority[b]!
    if (date[a] !== date[b]) return date[a]! < date[b]!
    if (demand[a] === demand[b]) return false
    const { order } = this.#input.demands
    return compareKeys(order[demand[a]!]!, order[demand[b]!]!) < 0
  }
}
