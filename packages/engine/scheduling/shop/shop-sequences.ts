import { type ShopInstance, shopSize } from '@headwater/domain/shop/shop-instance'

/**
 * The order of operations on each machine with heads (earliest starts) and tails (time from an end to the end of all), the state of a
 * shop's search. One class: the search changes it in place millions of times.
 */
export class ShopSequences {
  readonly shop: ShopInstance
  readonly mode: Int32Array
  readonly before: Int32Array
  readonly after: Int32Array
  readonly first: Int32Array
  readonly last: Int32Array
  readonly head: Float64Array
  readonly tail: Float64Array
  makespan = 0
  readonly successorFrom: Int32Array
  readonly successors: Int32Array
  /** Operations, each after all it waits for. */
  readonly order: Int32Array
  readonly #waiting: Int32Array

  constructor(shop: ShopInstance) {
    const n = shopSize(shop)
    this.shop = shop
    this.mode = new Int32Array(n).fill(-1)
    this.before = new Int32Array(n).fill(-1)
    this.after = new Int32Array(n).fill(-1)
    this.first = new Int32Array(shop.machines).fill(-1)
    this.last = new Int32Array(shop.machines).fill(-1)
    this.head = new Float64Array(n)
    this.tail = new Float64Array(n)
    this.order = new Int32Array(n)
    this.#waiting = new Int32Array(n)
    this.successorFrom = new Int32Array(n + 1)
    this.successors = new Int32Array(shop.predecessors.length)
    for (const p of shop.predecessors) this.successorFrom[p + 1]!++
    for (let o = 0; o < n; o++) this.successorFrom[o + 1]! += this.successorFrom[o]!
    const filled = this.successorFrom.slice()
    for (let o = 0; o < n; o++)
      for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++)
        this.successors[filled[shop.predecessors[k]!]!++] = o
  }

  timeOf(o: number): number {
    return this.shop.modeTime[this.mode[o]!]!
  }

  /** Set-up between two neighbours; nothing before the first. */
  setup(machine: number, a: number, b: number): number {
    const { setups } = this.shop
    if (setups === null || a < 0 || b < 0) return 0
    const n = this.mode.length
    return setups[(machine * n + a) * n + b]!
  }

  remove(o: number): void {
    const machine = this.shop.modeMachine[this.mode[o]!]!
    const [a, b] = [this.before[o]!, this.after[o]!]
    if (a < 0) this.first[machine] = b
    else this.after[a] = b
    if (b < 0) this.last[machine] = a
    else this.before[b] = a
  }

  /** Puts an operation on the machine of a mode, behind another one (−1: first). */
  insert(o: number, mode: number, behind: number): void {
    const machine = this.shop.modeMachine[mode]!
    const next = behind < 0 ? this.first[machine]! : this.after[behind]!
    this.mode[o] = mode
    this.before[o] = behind
    this.after[o] = next
    if (behind < 0) this.first[machine] = o
    else this.after[behind] = o
    if (next < 0) this.last[machine] = o
    else this.before[next] = o
  }

  /** End of the last predecessor, machine aside. */
  readyOf(o: number): number {
    const { shop, head } = this
    let ready = 0
    for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++) {
      const p = shop.predecessors[k]!
      const end = head[p]! + this.timeOf(p)
      if (end > ready) ready = end
    }
    return ready
  }

  /** Longest way from the end of o through its successors, machine aside. */
  restOf(o: number): number {
    let rest = 0
    for (let k = this.successorFrom[o]!; k < this.successorFrom[o + 1]!; k++) {
      const s = this.successors[k]!
      const way = this.timeOf(s) + this.tail[s]!
      if (way > rest) rest = way
    }
    return rest
  }

  /** Heads, tails and makespan anew; false when operations wait for each other. */
  evaluate(): boolean {
    const n = this.mode.length
    if (this.#sort() < n) return false
    const { shop, head, tail, order, before, after, mode } = this
    let makespan = 0
    for (let i = 0; i < n; i++) {
      const o = order[i]!
      let start = this.readyOf(o)
      const a = before[o]!
      if (a >= 0) {
        const free = head[a]! + this.timeOf(a) + this.setup(shop.modeMachine[mode[o]!]!, a, o)
        if (free > start) start = free
      }
      head[o] = start
      const end = start + this.timeOf(o)
      if (end > makespan) makespan = end
    }
    for (let i = n - 1; i >= 0; i--) {
      const o = order[i]!
      let rest = this.restOf(o)
      const b = after[o]!
      if (b >= 0) {
        const way = this.setup(shop.modeMachine[mode[o]!]!, o, b) + this.timeOf(b) + tail[b]!
        if (way > rest) rest = way
      }
      tail[o] = rest
    }
    this.makespan = makespan
    return true
  }

  #sort(): number {
    const { shop, before, after, order } = this
    const waiting = this.#waiting
    const n = this.mode.length
    let filled = 0
    for (let o = 0; o < n; o++) {
      waiting[o] = shop.predecessorFrom[o + 1]! - shop.predecessorFrom[o]! + (before[o]! >= 0 ? 1 : 0)
      if (waiting[o] === 0) order[filled++] = o
    }
    for (let i = 0; i < filled; i++) {
      const o = order[i]!
      for (let k = this.successorFrom[o]!; k < this.successorFrom[o + 1]!; k++) {
        const s = this.successors[k]!
        if (--waiting[s]! === 0) order[filled++] = s
      }
      const b = after[o]!
      if (b >= 0 && --waiting[b]! === 0) order[filled++] = b
    }
    return filled
  }

  snapshot(): { mode: Int32Array; before: Int32Array } {
    return { mode: this.mode.slice(), before: this.before.slice() }
  }

  restore({ mode, before }: { mode: Int32Array; before: Int32Array }): void {
    this.mode.set(mode)
    this.before.set(before)
    this.after.fill(-1)
    this.first.fill(-1)
    this.last.fill(-1)
    for (let o = 0; o < mode.length; o++)
      if (before[o]! >= 0) this.after[before[o]!] = o
      else this.first[this.shop.modeMachine[mode[o]!]!] = o
    for (let o = 0; o < mode.length; o++) if (this.after[o]! < 0) this.last[this.shop.modeMachine[mode[o]!]!] = o
    this.evaluate()
  }
}
