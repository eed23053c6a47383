import type { Day } from '@headwater/domain/measures/day'
import { compareKeys } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { PromiseSource } from '@headwater/domain/plans/delivery-promise'
import type { Commitment, Supply } from './promise-desk.ts'

const TYPES = ['stock', 'purchase_order', 'work_order', 'planned_order', 'new_order']

/**
 * Cumulative available-to-promise with look-ahead of one item: ATP(t) is the least of supply minus commitments over all days from
 * t on, so that a promise never takes what a later order relies on (files.md 5).
 */
export class AvailableToPromise {
  readonly #supplies: readonly Supply[]
  readonly #days: Float64Array
  /** From that day until the next, never below 0. */
  readonly #available: Float64Array

  constructor(supplies: readonly Supply[], commitments: readonly Commitment[]) {
    this.#supplies = supplies.toSorted(
      (a, b) => a.date - b.date || TYPES.indexOf(a.type) - TYPES.indexOf(b.type) || compareKeys(a.order, b.order),
    )
    const changes = new Map<Day, Micro>()
    for (const one of supplies) changes.set(one.date, (changes.get(one.date) ?? 0) + one.quantity)
    for (const one of commitments) changes.set(one.date, (changes.get(one.date) ?? 0) - one.quantity)
    this.#days = Float64Array.from([...changes.keys()].sort((a, b) => a - b))
    this.#available = new Float64Array(this.#days.length)
    let sum = 0
    for (const [i, day] of this.#days.entries()) {
      sum += changes.get(day)!
      this.#available[i] = sum
    }
    let least = Number.POSITIVE_INFINITY
    for (let i = this.#days.length - 1; i >= 0; i--) {
      least = Math.min(least, this.#available[i]!)
      this.#available[i] = Math.max(0, least)
    }
  }

  on(day: Day): Micro {
    let low = 0
    let high = this.#days.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#days[middle]! <= day) low = middle + 1
      else high = middle
    }
    return low === 0 ? 0 : this.#available[low - 1]!
  }

  /** The first day after `day` on which so much can be promised; null: never. */
  firstAfter(day: Day, quantity: Micro): Day | null {
    for (let i = 0; i < this.#days.length; i++)
      if (this.#days[i]! > day && this.#available[i]! >= quantity) return this.#days[i]!
    return null
  }

  /** Which supplies make up so much of what can be promised on a day, earliest first. */
  sources(day: Day, quantity: Micro): PromiseSource[] {
    const sources: PromiseSource[] = []
    let taken = 0
    for (const one of this.#supplies) {
      if (one.date > day || taken >= quantity) break
      const share = Math.min(one.quantity, this.on(one.date) - taken, quantity - taken)
      if (share <= 0) continue
      taken += share
      sources.push({ type: one.type, order: one.order, quantity: share, date: one.date })
    }
    return sources
  }
}
