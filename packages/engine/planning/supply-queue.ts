import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { ReceiptType } from '@headwater/domain/plans/material-plan'
import { compareKeys } from '@headwater/domain/measures/keys'

/** Something a need may be pegged to. */
export interface PeggedSupply {
  readonly type: ReceiptType
  readonly supply: string
  readonly line: string | null
  readonly available: Day
  /** Last day it may be used. */
  readonly expires: Day
  left: Micro
}

/** On one day a receipt goes before a planned order before stock. */
const RANK: Record<ReceiptType, number> = { purchase_order: 0, work_order: 0, planned_order: 1, stock: 2 }

/** Preference within one day: receipt, planned, stock; lots by expiry; then key. */
const byPreference = (a: PeggedSupply, b: PeggedSupply): number =>
  RANK[a.type] - RANK[b.type] ||
  a.expires - b.expires ||
  compareKeys(a.supply, b.supply) ||
  compareKeys(a.line ?? '', b.line ?? '') ||
  compareKeys(a.type, b.type)

/**
 * Supplies of one item by availability. Used-up ones are skipped by pointers with path halving, so that serving n needs from
 * m supplies costs about n + m.
 */
export class SupplyQueue {
  /** Ascending by day, on one day the least preferred first: walking down meets the most preferred of the latest day. */
  readonly #supplies: readonly PeggedSupply[]
  readonly #down: Int32Array
  readonly #up: Int32Array

  constructor(supplies: readonly PeggedSupply[]) {
    this.#supplies = supplies.toSorted((a, b) => a.available - b.available || byPreference(b, a))
    this.#down = Int32Array.from(supplies, (_, i) => i - 1)
    this.#up = Int32Array.from(supplies, (_, i) => i + 1)
  }

  /** What the last need took, part by part: supplies and quantities; used again for each need, since there are so many. */
  readonly taken: PeggedSupply[] = []
  readonly quantities: Micro[] = []

  /** Serves a need: the latest supply not after its date, else the earliest after it. Answers the number of parts. */
  serve(date: Day, wanted: Micro): number {
    let left = wanted
    let parts = 0
    const take = (supply: PeggedSupply): void => {
      if (supply.left <= 0 || supply.expires < date) return
      const quantity = left < supply.left ? left : supply.left
      supply.left -= quantity
      left -= quantity
      this.taken[parts] = supply
      this.quantities[parts++] = quantity
    }
    const after = this.#firstAfter(date)
    for (let i = this.#usedDown(after - 1); i >= 0 && left > 0; i = this.#usedDown(i - 1)) take(this.#supplies[i]!)
    for (let i = this.#usedUp(after); i < this.#supplies.length && left > 0; ) {
      const last = this.#firstAfter(this.#supplies[i]!.available) - 1
      for (let j = last; j >= i && left > 0; j--) take(this.#supplies[j]!)
      i = this.#usedUp(last + 1)
    }
    return parts
  }

  #firstAfter(day: Day): number {
    let low = 0
    let high = this.#supplies.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#supplies[middle]!.available > day) high = middle
      else low = middle + 1
    }
    return low
  }

  /** The nearest supply at or below `i` that has something left; −1: none. */
  #usedDown(i: number): number {
    let at = i
    while (at >= 0 && this.#supplies[at]!.left <= 0) {
      const next = this.#down[at]!
      if (next >= 0 && this.#supplies[next]!.left <= 0) this.#down[at] = this.#down[next]!
      at = next
    }
    return at
  }

  #usedUp(i: number): number {
    let at = i
    while (at < this.#supplies.length && this.#supplies[at]!.left <= 0) {
      const next = this.#up[at]!
      if (next < this.#supplies.length && this.#supplies[next]!.left <= 0) this.#up[at] = this.#up[next]!
      at = next
    }
    return at
  }
}
