import type { Day } from '@headwater/domain/measures/day'
import { compareKeys } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { ReceiptType } from '@headwater/domain/plans/material-plan'
import { grow } from './grow.ts'

/** By code, as columns hold it. */
export const SUPPLY_TYPES = [
  'purchase_order',
  'work_order',
  'planned_order',
  'stock',
] as const satisfies readonly ReceiptType[]

export const PLANNED_SUPPLY = 2
export const STOCK_SUPPLY = 3

/** On one day a receipt goes before a planned order before stock. */
const RANK = [0, 0, 1, 2] as const

/** Names of a supply: its key and, of a purchase order, its line. */
export interface SupplyNames {
  readonly keyOf: (type: number, index: number) => string
  readonly lineOf: (type: number, index: number) => string | null
}

/**
 * Supplies of one item by availability, in columns that are used again for the next item. Used-up ones are skipped by pointers
 * with path halving, so that serving n needs from m supplies costs about n + m.
 */
export class SupplyQueue {
  count = 0
  /** As they were added. */
  type = new Uint8Array(0)
  /** Index among the item's lots or receipts, or among all planned orders. */
  index = new Int32Array(0)
  available = new Int32Array(0)
  left = new Float64Array(0)
  /** Last day it may be used. */
  #expires = new Float64Array(0)
  /** Ascending by day, on one day the least preferred first: walking down meets the most preferred of the latest day. */
  #sorted: number[] = []
  #down = new Int32Array(0)
  #up = new Int32Array(0)
  /** What the last need took, part by part: supplies and quantities. */
  readonly taken: number[] = []
  readonly quantities: Micro[] = []

  clear(): void {
    this.count = 0
  }

  add(
    type: number,
    index: number,
    facts: { readonly available: Day; readonly expires: Day; readonly left: Micro },
  ): void {
    const at = this.count++
    if (at >= this.left.length) this.#widen(Math.max(64, this.count))
    this.type[at] = type
    this.index[at] = index
    this.available[at] = facts.available
    this.left[at] = facts.left
    this.#expires[at] = facts.expires
  }

  /** To be called once all are added. */
  sort(names: SupplyNames): void {
    const sorted = Array.from({ length: this.count }, (_, i) => i)
    this.#sorted = sorted.sort((a, b) => this.available[a]! - this.available[b]! || this.#byPreference(b, a, names))
    for (let i = 0; i < this.count; i++) {
      this.#down[i] = i - 1
      this.#up[i] = i + 1
    }
  }

  /** Serves a need: the latest supply not after its date, else the earliest after it. Answers the number of parts. */
  serve(date: Day, wanted: Micro): number {
    let left = wanted
    let parts = 0
    const take = (supply: number): void => {
      if (this.left[supply]! <= 0 || this.#expires[supply]! < date) return
      const quantity = Math.min(left, this.left[supply]!)
      this.left[supply]! -= quantity
      left -= quantity
      this.taken[parts] = supply
      this.quantities[parts++] = quantity
    }
    const after = this.#firstAfter(date)
    for (let i = this.#usedDown(after - 1); i >= 0 && left > 0; i = this.#usedDown(i - 1)) take(this.#sorted[i]!)
    for (let i = this.#usedUp(after); i < this.count && left > 0; ) {
      const last = this.#firstAfter(this.available[this.#sorted[i]!]!) - 1
      for (let j = last; j >= i && left > 0; j--) take(this.#sorted[j]!)
      i = this.#usedUp(last + 1)
    }
    return parts
  }

  /** Preference within one day: receipt, planned, stock; lots by expiry; then key. */
  #byPreference(a: number, b: number, { keyOf, lineOf }: SupplyNames): number {
    const [typeA, typeB] = [this.type[a]!, this.type[b]!]
    return (
      RANK[typeA]! - RANK[typeB]! ||
      this.#expires[a]! - this.#expires[b]! ||
      compareKeys(keyOf(typeA, this.index[a]!), keyOf(typeB, this.index[b]!)) ||
      compareKeys(lineOf(typeA, this.index[a]!) ?? '', lineOf(typeB, this.index[b]!) ?? '') ||
      compareKeys(SUPPLY_TYPES[typeA]!, SUPPLY_TYPES[typeB]!)
    )
  }

  #firstAfter(day: Day): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.available[this.#sorted[middle]!]! > day) high = middle
      else low = middle + 1
    }
    return low
  }

  /** The nearest supply at or below `i` that has something left; −1: none. */
  #usedDown(i: number): number {
    let at = i
    while (at >= 0 && this.left[this.#sorted[at]!]! <= 0) {
      const next = this.#down[at]!
      if (next >= 0 && this.left[this.#sorted[next]!]! <= 0) this.#down[at] = this.#down[next]!
      at = next
    }
    return at
  }

  #usedUp(i: number): number {
    let at = i
    while (at < this.count && this.left[this.#sorted[at]!]! <= 0) {
      const next = this.#up[at]!
      if (next < this.count && this.left[this.#sorted[next]!]! <= 0) this.#up[at] = this.#up[next]!
      at = next
    }
    return at
  }

  #widen(length: number): void {
    this.type = grow(this.type, length)
    this.index = grow(this.index, length)
    this.available = grow(this.available, length)
    this.left = grow(this.left, length)
    this.#expires = grow(this.#expires, length)
    this.#down = grow(this.#down, length)
    this.#up = grow(this.#up, length)
  }
}
