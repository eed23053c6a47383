import { compareKeys } from '@headwater/domain/measures/keys'
import type { Demands } from './demands.ts'
import { grow } from './grow.ts'
import type { PlannedOrders } from './planned-orders.ts'

/** Nobody: no need, no order. */
export const NONE = -1

/** Requirements of items, independent or of a parent order, column by column; those of one item are linked. */
export class Needs {
  count = 0
  /** Of its item. */
  place = new Int32Array(0)
  date = new Int32Array(0)
  priority = new Uint8Array(0)
  quantity = new Float64Array(0)
  /** What it is for in the end: itself, or of a component, the best need its parent was made for. Ranks it. */
  demand = new Int32Array(0)
  /** The planned order that waits for it; NONE: its demand itself does. */
  parent = new Int32Array(0)
  #next = new Int32Array(0)
  readonly #last: Int32Array

  /** `expected`: room for so many is made at first, and more when it is needed. */
  constructor(places: number, expected: number) {
    this.#last = new Int32Array(places).fill(NONE)
    this.#widen(expected)
  }

  /** A new need of the item at a place, its columns still to be filled; answers its index. */
  open(place: number): number {
    const at = this.count++
    if (at >= this.date.length) this.#widen(this.count)
    this.place[at] = place
    this.#next[at] = this.#last[place]!
    this.#last[place] = at
    return at
  }

  /** Indexes of an item's needs, in no particular order. */
  of(place: number): number[] {
    const list: number[] = []
    for (let at = this.#last[place]!; at !== NONE; at = this.#next[at]!) list.push(at)
    return list.reverse()
  }

  #widen(length: number): void {
    this.place = grow(this.place, length)
    this.date = grow(this.date, length)
    this.priority = grow(this.priority, length)
    this.quantity = grow(this.quantity, length)
    this.demand = grow(this.demand, length)
    this.parent = grow(this.parent, length)
    this.#next = grow(this.#next, length)
  }
}

type Compare = (a: number, b: number) => number

/** Date, then priority, then order id and line: the order of netting (files.md 3.4). */
export function byDate(needs: Needs, names: Names): Compare {
  const byId = byName(needs, names)
  return (a, b) => needs.date[a]! - needs.date[b]! || needs.priority[a]! - needs.priority[b]! || byId(a, b)
}

/** Priority, then date, then order id and line: the order of pegging (files.md 3.8). */
export function byPriority(needs: Needs, names: Names): Compare {
  const byId = byName(needs, names)
  return (a, b) => needs.priority[a]! - needs.priority[b]! || needs.date[a]! - needs.date[b]! || byId(a, b)
}

interface Names {
  readonly demands: Demands
  readonly orders: PlannedOrders
}

/** Two bill lines of one pair are told apart by their quantity alone: no other of their facts makes a difference. */
const byName = (needs: Needs, { demands, orders }: Names): Compare => {
  const lineOf = (need: number): string =>
    needs.parent[need] === NONE ? (demands.line[needs.demand[need]!] ?? '') : ''
  const orderOf = (need: number): string =>
    needs.parent[need] === NONE ? demands.order[needs.demand[need]!]! : orders.idOf(needs.parent[need]!)
  return (a, b) => {
    const rootA = needs.demand[a]!
    const rootB = needs.demand[b]!
    return (
      (rootA === rootB ? 0 : compareKeys(demands.order[rootA]!, demands.order[rootB]!)) ||
      compareKeys(lineOf(a), lineOf(b)) ||
      compareKeys(orderOf(a), orderOf(b)) ||
      needs.quantity[a]! - needs.quantity[b]!
    )
  }
}
