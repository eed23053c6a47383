import { grow } from './grow.ts'

/** Planned orders as netting makes them, column by column; those of one item follow each other. */
export class PlannedOrders {
  count = 0
  /** Keys of items by place. */
  readonly #items: readonly string[]
  /** Of its item, from 1 in the order in which netting makes them. */
  number = new Int32Array(0)
  startQuantity = new Float64Array(0)
  good = new Float64Array(0)
  /** What later dates may take. */
  surplus = new Float64Array(0)
  /** Date of the net requirement it covers first. */
  needDate = new Int32Array(0)
  requiredDue = new Int32Array(0)
  requiredRelease = new Int32Array(0)
  /** Of the best need it was made for; so is `demand`. */
  priority = new Uint8Array(0)
  demand = new Int32Array(0)
  /** Place of its item. */
  place = new Int32Array(0)
  /** When the last of its components is there, its release and its due; set by pegging. */
  componentsAt = new Int32Array(0)
  release = new Int32Array(0)
  due = new Int32Array(0)

  /** `expected`: room for so many is made at first, and more when it is needed. */
  constructor(items: readonly string[], expected: number) {
    this.#items = items
    this.#widen(expected)
  }

  /** `ITEM#001`. */
  idOf(order: number): string {
    return `${this.#items[this.place[order]!]!}#${String(this.number[order]!).padStart(3, '0')}`
  }

  /** A new order, its columns still to be filled; answers its index. */
  open(): number {
    const at = this.count++
    if (at >= this.good.length) this.#widen(this.count)
    return at
  }

  #widen(length: number): void {
    this.number = grow(this.number, length)
    this.startQuantity = grow(this.startQuantity, length)
    this.good = grow(this.good, length)
    this.surplus = grow(this.surplus, length)
    this.needDate = grow(this.needDate, length)
    this.requiredDue = grow(this.requiredDue, length)
    this.requiredRelease = grow(this.requiredRelease, length)
    this.priority = grow(this.priority, length)
    this.demand = grow(this.demand, length)
    this.place = grow(this.place, length)
    this.componentsAt = grow(this.componentsAt, length)
    this.release = grow(this.release, length)
    this.due = grow(this.due, length)
  }
}
