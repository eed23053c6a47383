import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import { goodToCome } from '@headwater/domain/items/order-yield'
import type { Lot, Receipt } from './supplies.ts'
import { lotSize, raiseToLot, startQuantityFor } from './lot-size.ts'
import { byDate, type Need, type NeedRoot, SAFETY_STOCK_PRIORITY } from './need.ts'
import type { PlannedItem } from './planned-item.ts'
import { requiredDates } from './required-dates.ts'
import { compareKeys } from '@headwater/domain/measures/keys'

/** A planned order as netting makes it. */
export interface NettedOrder {
  readonly startQuantity: Micro
  readonly good: Micro
  /** Date of the net requirement it covers first. */
  readonly needDate: Day
  readonly requiredDue: Day
  readonly requiredRelease: Day
  /** Of the best need it was made for. */
  readonly priority: number
  readonly root: NeedRoot
  /** What later dates may take. */
  surplus: Micro
  /** Numbered when its item is netted. */
  id: string
  /** As required until pegging finds its components later. */
  release: Day
  due: Day
  /** When the last of its components is there; set by pegging. */
  componentsAt: Day
}

/** A receipt with what takes it. */
export interface NettedReceipt {
  readonly receipt: Receipt
  left: Micro
  /** Good quantity to come, after an increase. */
  good: Micro
  /** After an increase. */
  newQuantity: Micro | null
  used: Micro
  /** First need that takes it. */
  firstNeed: Need | null
  /** What an increase is for first. */
  increasedFor: Need | null
  servesSafetyStock: boolean
}

export interface Netting {
  readonly orders: readonly NettedOrder[]
  readonly receipts: readonly NettedReceipt[]
}

export interface NettingInput {
  readonly planned: PlannedItem
  readonly needs: readonly Need[]
  /** Changed by netting. */
  readonly lots: readonly Lot[]
  readonly receipts: readonly Receipt[]
  readonly safetyStock: Micro
  readonly expediteWindowDays: number
  readonly increaseWindowDays: number
  /** First working day of the site on or after today: no release before it. */
  readonly start: Day
  /** Takes from substitutes what a component need still lacks; answers what is left of it. */
  readonly substitute: (need: Need, lacking: Micro) => Micro
}

/** The safety stock as one need: lowest priority, on the first day a new order could come (files.md 3.4). */
export const safetyStockNeed = ({ item, earliest }: PlannedItem, quantity: Micro): Need => ({
  type: 'safety_stock',
  demand: item.item,
  line: null,
  date: earliest,
  priority: SAFETY_STOCK_PRIORITY,
  root: { type: 'safety_stock', order: item.item, line: null },
  quantity,
  parent: null,
  parentOrder: null,
})

/** Nets one item (files.md 3.4 to 3.6): its needs in the order of their dates take lots, receipts, surplus, then new orders. */
export function netItem(input: NettingInput): Netting {
  return new ItemNetting(input).run()
}

/** The mutable state of netting one item: lots, receipts and surplus are queues whose used-up heads are skipped once. */
class ItemNetting {
  readonly #input: NettingInput
  readonly #needs: readonly Need[]
  readonly #receipts: readonly NettedReceipt[]
  readonly #orders: NettedOrder[] = []
  /** Needs of one lot that nothing serves yet, and how much each lacks; used again for each lot. */
  readonly #lacking: Need[] = []
  readonly #lackingQuantities: Micro[] = []
  #lotHead = 0
  #receiptHead = 0
  #surplusHead = 0

  constructor(input: NettingInput) {
    this.#input = input
    const needs = input.needs.toSorted(byDate)
    if (input.safetyStock > 0) insertSorted(needs, safetyStockNeed(input.planned, input.safetyStock))
    this.#needs = needs
    this.#receipts = input.receipts.map((receipt) => ({
      receipt,
      left: receipt.good,
      good: receipt.good,
      newQuantity: null,
      used: 0,
      firstNeed: null,
      increasedFor: null,
      servesSafetyStock: false,
    }))
  }

  run(): Netting {
    const { item } = this.#input.planned
    for (let at = 0; at < this.#needs.length; ) {
      const date = this.#needs[at]!.date
      this.#lacking.length = 0
      at = this.#takeUpTo(at, date)
      if (this.#lacking.length === 0) continue
      if (item.lotRule === 'period') at = this.#takeUpTo(at, date + item.periodDays! - 1)
      this.#cover(date)
    }
    return { orders: this.#orders, receipts: this.#receipts }
  }

  /** Lets the needs from `at` up to the date take what there is; those that still lack something go to `#lacking`. */
  #takeUpTo(at: number, last: Day): number {
    let next = at
    for (; next < this.#needs.length && this.#needs[next]!.date <= last; next++) {
      const need = this.#needs[next]!
      const quantity = this.#take(need)
      if (quantity <= 0) continue
      this.#lackingQuantities[this.#lacking.length] = quantity
      this.#lacking.push(need)
    }
    return next
  }

  #take(need: Need): Micro {
    let lacking = this.#takeLots(need, need.quantity)
    if (lacking > 0) lacking = this.#takeDue(need, lacking)
    if (lacking > 0) lacking = this.#takeLater(need, lacking)
    if (lacking > 0 && need.parent !== null && this.#input.planned.earliest > need.date)
      lacking = this.#input.substitute(need, lacking)
    return lacking
  }

  #takeLots(need: Need, wanted: Micro): Micro {
    const { lots } = this.#input
    let lacking = wanted
    while (this.#lotHead < lots.length && (lots[this.#lotHead]!.left <= 0 || lots[this.#lotHead]!.expires < need.date))
      this.#lotHead++
    for (let i = this.#lotHead; i < lots.length && lacking > 0; i++) {
      const taken = Math.min(lacking, lots[i]!.left)
      lots[i]!.left -= taken
      lacking -= taken
    }
    return lacking
  }

  /** Receipts dated up to the need and surplus of orders made for earlier dates, earliest first, a receipt before surplus. */
  #takeDue(need: Need, wanted: Micro): Micro {
    let lacking = wanted
    while (this.#receiptHead < this.#receipts.length && this.#receipts[this.#receiptHead]!.left <= 0)
      this.#receiptHead++
    while (this.#surplusHead < this.#orders.length && this.#orders[this.#surplusHead]!.surplus <= 0) this.#surplusHead++
    let r = this.#receiptHead
    let s = this.#surplusHead
    while (lacking > 0) {
      const receipt =
        r < this.#receipts.length && this.#receipts[r]!.receipt.date <= need.date ? this.#receipts[r]! : null
      const order = s < this.#orders.length && this.#orders[s]!.needDate < need.date ? this.#orders[s]! : null
      if (receipt && (!order || receipt.receipt.date <= order.requiredDue)) {
        lacking -= takeReceipt(receipt, need, lacking)
        r++
      } else if (order) {
        const taken = Math.min(lacking, order.surplus)
        order.surplus -= taken
        lacking -= taken
        s++
      } else break
    }
    return lacking
  }

  /** Receipts after the need within the window: they are pulled in before anything is ordered anew. */
  #takeLater(need: Need, wanted: Micro): Micro {
    let lacking = wanted
    const last = need.date + this.#input.expediteWindowDays
    for (let i = this.#receiptHead; i < this.#receipts.length && lacking > 0; i++) {
      const { date } = this.#receipts[i]!.receipt
      if (date > last) break
      if (date > need.date) lacking -= takeReceipt(this.#receipts[i]!, need, lacking)
    }
    return lacking
  }

  #cover(date: Day): void {
    let net = 0
    let best = this.#lacking[0]!
    for (const [i, need] of this.#lacking.entries()) {
      net += this.#lackingQuantities[i]!
      if (bestFirst(need, best) < 0) best = need
    }
    if (this.#receipts.length > 0 && this.#increase(date, net)) return
    const { planned, start } = this.#input
    const required = requiredDates(planned, date, { start })
    const { priority, root } = best
    let left = net
    for (const { startQuantity, good } of lotSize(net, planned)) {
      const used = Math.min(left, good)
      left -= used
      this.#orders.push({
        startQuantity,
        good,
        needDate: date,
        requiredDue: required.due,
        requiredRelease: required.release,
        priority,
        root,
        surplus: good - used,
        id: '',
        release: required.release,
        due: required.due,
        componentsAt: 0,
      })
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
    latest.increasedFor ??= this.#lacking[0]!
    for (const [i, need] of this.#lacking.entries()) takeReceipt(latest, need, this.#lackingQuantities[i]!)
    if (this.#receipts.indexOf(latest) < this.#receiptHead) this.#receiptHead = this.#receipts.indexOf(latest)
    return true
  }
}

function takeReceipt(receipt: NettedReceipt, need: Need, wanted: Micro): Micro {
  const taken = Math.min(wanted, receipt.left)
  if (taken <= 0) return 0
  receipt.left -= taken
  receipt.used += taken
  if (receipt.firstNeed === null || need.date < receipt.firstNeed.date) receipt.firstNeed = need
  if (need.type === 'safety_stock') receipt.servesSafetyStock = true
  return taken
}

const bestFirst = (a: Need, b: Need): number =>
  a.priority - b.priority || a.date - b.date || compareKeys(a.root.order, b.root.order)

function insertSorted(needs: Need[], need: Need): void {
  const at = needs.findIndex((one) => byDate(need, one) < 0)
  needs.splice(at < 0 ? needs.length : at, 0, need)
}
