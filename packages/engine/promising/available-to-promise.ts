import type { Day } from '@headwater/domain/measures/day'
import { compareKeys } from '@headwater/domain/measures/keys'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { PromiseSource } from '@headwater/domain/plans/delivery-promise'
import type { Supply } from './promise-desk.ts'
import type { Commitment } from './read-commitments.ts'

const TYPES = ['stock', 'purchase_order', 'work_order', 'planned_order', 'new_order']
/** The expiry of what never expires. */
const NEVER = Number.POSITIVE_INFINITY

/**
 * Cumulative available-to-promise with look-ahead of one item: ATP(t) is the least of supply minus commitments over all days from
 * t on, so that a promise never takes what a later order relies on (files.md 5). Of a lot that expired before t only what was
 * used in time counts.
 */
export class AvailableToPromise {
  readonly #supplies: readonly Supply[]
  readonly #days: Float64Array
  /** From that day until the next, never below 0. */
  readonly #available: Float64Array

  constructor(supplies: readonly Supply[], commitments: readonly Commitment[]) {
    this.#supplies = supplies.toSorted(
      (a, b) =>
        a.date - b.date ||
        TYPES.indexOf(a.type) - TYPES.indexOf(b.type) ||
        (a.expires ?? NEVER) - (b.expires ?? NEVER) ||
        compareKeys(a.order, b.order),
    )
    const changes = new Map<Day, Micro>()
    for (const one of supplies) changes.set(one.date, (changes.get(one.date) ?? 0) + one.quantity)
    for (const one of commitments) changes.set(one.date, (changes.get(one.date) ?? 0) - one.quantity)
    const wasted = wastedAfter(this.#supplies, commitments)
    for (const day of wasted.keys()) if (!changes.has(day)) changes.set(day, 0)
    this.#days = Float64Array.from(changes.keys()).sort()
    this.#available = new Float64Array(this.#days.length)
    let sum = 0
    for (const [i, day] of this.#days.entries()) {
      sum += changes.get(day)!
      this.#available[i] = sum
    }
    let least = Number.POSITIVE_INFINITY
    for (let i = this.#days.length - 1; i >= 0; i--) {
      least = Math.min(least, this.#available[i]!)
      this.#available[i] = least
    }
    let gone = 0
    for (const [i, day] of this.#days.entries()) {
      gone += wasted.get(day) ?? 0
      this.#available[i] = Math.max(0, this.#available[i]! - gone)
    }
  }

  on(day: Day): Micro {
    const next = this.#firstDayAfter(day)
    return next === 0 ? 0 : this.#available[next - 1]!
  }

  /** The first day after `day` on which so much can be promised; null: never. */
  firstAfter(day: Day, quantity: Micro): Day | null {
    for (let i = this.#firstDayAfter(day); i < this.#days.length; i++)
      if (this.#available[i]! >= quantity) return this.#days[i]!
    return null
  }

  #firstDayAfter(day: Day): number {
    let low = 0
    let high = this.#days.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#days[middle]! <= day) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Which supplies make up so much of what can be promised on a day, earliest first. */
  sources(day: Day, quantity: Micro): PromiseSource[] {
    const sources: PromiseSource[] = []
    let taken = 0
    for (const one of this.#supplies) {
      if (one.date > day || taken >= quantity) break
      if ((one.expires ?? NEVER) < day) continue
      const share = Math.min(one.quantity, this.on(one.date) - taken, quantity - taken)
      if (share <= 0) continue
      taken += share
      sources.push({ type: one.type, order: one.order, quantity: share, date: one.date })
    }
    return sources
  }
}

/** What of each lot nobody used by its expiry, by the day after it. Commitments take the earliest expiry first (files.md 3.4). */
function wastedAfter(supplies: readonly Supply[], commitments: readonly Commitment[]): Map<Day, Micro> {
  const wasted = new Map<Day, Micro>()
  const lots = supplies.filter((one) => one.expires !== null).sort((a, b) => a.expires! - b.expires!)
  if (lots.length === 0) return wasted
  const needs = commitments.toSorted((a, b) => a.date - b.date)
  let next = 0
  let open = needs[0]?.quantity ?? 0
  for (const { expires, quantity } of lots) {
    let left = quantity
    while (left > 0 && next < needs.length && needs[next]!.date <= expires!) {
      const used = Math.min(left, open)
      left -= used
      open -= used
      if (open === 0) open = needs[++next]?.quantity ?? 0
    }
    if (left > 0) wasted.set(expires! + 1, (wasted.get(expires! + 1) ?? 0) + left)
  }
  return wasted
}
