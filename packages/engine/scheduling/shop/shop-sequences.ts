import { type ShopInstance, shopSize } from '@headwater/domain/shop/shop-instance'
import { MANY, ShopOrder } from './shop-order.ts'

/** All that tells one set of machine sequences from another. */
export interface ShopSnapshot {
  readonly mode: Int32Array
  /** All operations, each after all it waits for. */
  readonly order: Int32Array
  readonly makespan: number
}

/** What a part of a larger schedule must wait for and what waits for it: times by operation and by machine. */
export interface ShopSurroundings {
  /** Earliest starts. */
  readonly release: Float64Array
  readonly machineRelease: Float64Array
  /** Longest ways from an end to the end of all. */
  readonly delivery: Float64Array
  readonly machineDelivery: Float64Array
}

/**
 * The order of operations on each machine with heads (earliest starts) and tails (time from an end to the end of all), the state of a
 * shop's search, which changes it in place millions of times. After a move heads and tails are recomputed only where something before or
 * behind them changed.
 */
export class ShopSequences extends ShopOrder {
  readonly head: Float64Array
  readonly tail: Float64Array
  makespan = 0
  /** Operations that nothing waits for. */
  readonly sinks: Int32Array
  readonly surroundings: ShopSurroundings
  readonly #isPart: boolean

  constructor(shop: ShopInstance, surroundings: ShopSurroundings | null = null) {
    super(shop)
    this.#isPart = surroundings !== null
    this.surroundings = surroundings ?? nothingAround(shop)
    this.head = new Float64Array(shopSize(shop))
    this.tail = new Float64Array(shopSize(shop))
    this.sinks = Int32Array.from(this.order.keys()).filter((o) => this.soleAfter[o] === -1)
  }

  /** Set-up between two neighbours; nothing before the first. */
  setup(machine: number, a: number, b: number): number {
    const { setups } = this.shop
    if (setups === null || a < 0 || b < 0) return 0
    const n = this.mode.length
    return setups[(machine * n + a) * n + b]!
  }

  /** End of the last predecessor, machine aside. */
  readyOf(o: number): number {
    const sole = this.soleBefore[o]!
    let ready = this.surroundings.release[o]!
    if (sole >= 0) {
      const end = this.head[sole]! + this.timeOf[sole]!
      return end > ready ? end : ready
    }
    if (sole === MANY) {
      const { predecessorFrom, predecessors } = this.shop
      for (let k = predecessorFrom[o]!; k < predecessorFrom[o + 1]!; k++) {
        const p = predecessors[k]!
        const end = this.head[p]! + this.timeOf[p]!
        if (end > ready) ready = end
      }
    }
    return ready
  }

  /** Longest way from the end of o through its successors, machine aside. */
  restOf(o: number): number {
    const sole = this.soleAfter[o]!
    let rest = this.surroundings.delivery[o]!
    if (sole >= 0) {
      const way = this.timeOf[sole]! + this.tail[sole]!
      return way > rest ? way : rest
    }
    if (sole === MANY)
      for (let k = this.successorFrom[o]!; k < this.successorFrom[o + 1]!; k++) {
        const s = this.successors[k]!
        const way = this.timeOf[s]! + this.tail[s]!
        if (way > rest) rest = way
      }
    return rest
  }

  /** When the machine is free for o behind a (−1: nothing is before it). */
  freeFor(machine: number, a: number, o: number): number {
    if (a < 0) return this.surroundings.machineRelease[machine]!
    const end = this.head[a]! + this.timeOf[a]!
    return this.shop.setups === null ? end : end + this.setup(machine, a, o)
  }

  /** Longest way from the end of o through b, the next on its machine (−1: none). */
  wayBehind(machine: number, o: number, b: number): number {
    if (b < 0) return this.surroundings.machineDelivery[machine]!
    const way = this.timeOf[b]! + this.tail[b]!
    return this.shop.setups === null ? way : way + this.setup(machine, o, b)
  }

  /** What starts before this cannot come after a successor of o. */
  soonestFollowerEnd(o: number): number {
    let soonest = Number.POSITIVE_INFINITY
    for (let k = this.successorFrom[o]!; k < this.successorFrom[o + 1]!; k++) {
      const s = this.successors[k]!
      const end = this.head[s]! + this.timeOf[s]!
      if (end < soonest) soonest = end
    }
    return soonest
  }

  /** What ends after this cannot come before a predecessor of o. */
  latestLeaderHead(o: number): number {
    const { predecessorFrom, predecessors } = this.shop
    let latest = -1
    for (let k = predecessorFrom[o]!; k < predecessorFrom[o + 1]!; k++) {
      const start = this.head[predecessors[k]!]!
      if (start > latest) latest = start
    }
    return latest
  }

  /** Builds all machine sequences from chosen modes and an order in which each operation stands after its predecessors. */
  restore({ mode, order }: Pick<ShopSnapshot, 'mode' | 'order'>): void {
    this.lineLength.fill(0)
    for (let i = 0; i < order.length; i++) {
      const o = order[i]!
      this.order[i] = o
      this.place[o] = i
      this.attach(o, mode[o]!, this.lineLength[this.shop.modeMachine[mode[o]!]!]!)
    }
    this.#timeAll()
  }

  snapshot(): ShopSnapshot {
    return { mode: this.mode.slice(), order: this.order.slice(), makespan: this.makespan }
  }

  /**
   * Moves an operation to an index (counted without it) on the machine of a mode, and times what changes. False when operations would
   * wait for each other; nothing has changed then.
   */
  move(o: number, mode: number, index: number): boolean {
    const oldBefore = this.before[o]!
    const oldAfter = this.after[o]!
    if (!this.reorder(o, mode, index)) return false
    this.#timeHeads(o, oldAfter, this.after[o]!)
    this.#timeTails(o, oldBefore, this.before[o]!)
    this.#readMakespan()
    return true
  }

  /** Heads anew from o, b and c (−1: none) on, as far as they change. */
  #timeHeads(o: number, b: number, c: number): void {
    const { order, place, head, after, successors, successorFrom } = this
    const marked = this.marked
    const stamp = ++this.stamp
    let from = place[o]!
    let to = from
    marked[o] = stamp
    for (let k = 0; k < 2; k++) {
      const x = k === 0 ? b : c
      if (x < 0) continue
      marked[x] = stamp
      if (place[x]! < from) from = place[x]!
      if (place[x]! > to) to = place[x]!
    }
    for (let i = from; i <= to; i++) {
      const x = order[i]!
      if (marked[x] !== stamp) continue
      const start = this.#headOf(x)
      if (start === head[x] && x !== o) continue
      head[x] = start
      const next = after[x]!
      if (next >= 0) {
        marked[next] = stamp
        if (place[next]! > to) to = place[next]!
      }
      for (let k = successorFrom[x]!; k < successorFrom[x + 1]!; k++) {
        const s = successors[k]!
        marked[s] = stamp
        if (place[s]! > to) to = place[s]!
      }
    }
  }

  #timeTails(o: number, b: number, c: number): void {
    const { order, place, tail, before } = this
    const { predecessors, predecessorFrom } = this.shop
    const marked = this.marked
    const stamp = ++this.stamp
    let from = place[o]!
    let to = from
    marked[o] = stamp
    for (let k = 0; k < 2; k++) {
      const x = k === 0 ? b : c
      if (x < 0) continue
      marked[x] = stamp
      if (place[x]! > from) from = place[x]!
      if (place[x]! < to) to = place[x]!
    }
    for (let i = from; i >= to; i--) {
      const x = order[i]!
      if (marked[x] !== stamp) continue
      const rest = this.#tailOf(x)
      if (rest === tail[x] && x !== o) continue
      tail[x] = rest
      const next = before[x]!
      if (next >= 0) {
        marked[next] = stamp
        if (place[next]! < to) to = place[next]!
      }
      for (let k = predecessorFrom[x]!; k < predecessorFrom[x + 1]!; k++) {
        const p = predecessors[k]!
        marked[p] = stamp
        if (place[p]! < to) to = place[p]!
      }
    }
  }

  #headOf(x: number): number {
    const ready = this.readyOf(x)
    const free = this.freeFor(this.machineOf[x]!, this.before[x]!, x)
    return free > ready ? free : ready
  }

  #tailOf(x: number): number {
    const rest = this.restOf(x)
    const way = this.wayBehind(this.machineOf[x]!, x, this.after[x]!)
    return way > rest ? way : rest
  }

  #timeAll(): void {
    const { order, head, tail } = this
    for (let i = 0; i < order.length; i++) head[order[i]!] = this.#headOf(order[i]!)
    for (let i = order.length - 1; i >= 0; i--) tail[order[i]!] = this.#tailOf(order[i]!)
    this.#readMakespan()
  }

  #readMakespan(): void {
    const { sinks, head, timeOf, tail } = this
    let makespan = 0
    for (let i = 0; i < sinks.length; i++) {
      const o = sinks[i]!
      const end = head[o]! + timeOf[o]! + tail[o]!
      if (end > makespan) makespan = end
    }
    for (let m = 0; this.#isPart && m < this.lineLength.length; m++) {
      if (this.lineLength[m] === 0) continue
      const o = this.line[this.lineFrom[m]! + this.lineLength[m]! - 1]!
      const end = head[o]! + timeOf[o]! + tail[o]!
      if (end > makespan) makespan = end
    }
    this.makespan = makespan
  }
}

const nothingAround = (shop: ShopInstance): ShopSurroundings => ({
  release: new Float64Array(shopSize(shop)),
  machineRelease: new Float64Array(shop.machines),
  delivery: new Float64Array(shopSize(shop)),
  machineDelivery: new Float64Array(shop.machines),
})
