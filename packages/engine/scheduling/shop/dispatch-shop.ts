import type { Random } from '../random.ts'
import { ShopSequences } from './shop-sequences.ts'
import type { ShopInstance } from '@headwater/domain/shop/shop-instance'

/**
 * A first schedule by dispatching: of the operations that may start soonest the one with the longest way to go runs next, on the machine
 * where it ends first. `blur` > 0 mixes the order by chance. Throws RangeError on a circle of precedences.
 */
export function dispatchShop(shop: ShopInstance, random: Random, blur: number): ShopSequences {
  const placed = new ShopSequences(shop)
  const n = placed.mode.length
  const way = longestWays(placed)
  const waiting = Int32Array.from({ length: n }, (_, o) => shop.predecessorFrom[o + 1]! - shop.predecessorFrom[o]!)
  const ready = new Float64Array(n)
  const free = new Float64Array(shop.machines)
  const heap = new OpenOperations((o) => way[o]! * (1 + blur * (random() - 0.5)))
  for (let o = 0; o < n; o++) if (waiting[o] === 0) heap.push(o, ready[o]!)
  for (let done = 0; done < n; done++) {
    const o = heap.pop()
    if (o < 0) throw new RangeError('precedences should not go in a circle')
    let best = shop.modeFrom[o]!
    let least = Number.POSITIVE_INFINITY
    for (let m = shop.modeFrom[o]!; m < shop.modeFrom[o + 1]!; m++) {
      const machine = shop.modeMachine[m]!
      const last = placed.last[machine]!
      const end = Math.max(ready[o]!, free[machine]! + placed.setup(machine, last, o)) + shop.modeTime[m]!
      if (end < least) [best, least] = [m, end]
    }
    const machine = shop.modeMachine[best]!
    placed.insert(o, best, placed.last[machine]!)
    free[machine] = least
    for (let k = placed.successorFrom[o]!; k < placed.successorFrom[o + 1]!; k++) {
      const s = placed.successors[k]!
      ready[s] = Math.max(ready[s]!, least)
      if (--waiting[s]! === 0) heap.push(s, ready[s]!)
    }
  }
  placed.evaluate()
  return placed
}

/** Longest way from an operation to the end, each in its shortest mode, machines aside. */
function longestWays({ shop, successorFrom, successors, mode }: ShopSequences): Float64Array {
  const n = mode.length
  const way = new Float64Array(n)
  const waiting = Int32Array.from({ length: n }, (_, o) => successorFrom[o + 1]! - successorFrom[o]!)
  const queue = [...waiting.keys()].filter((o) => waiting[o] === 0)
  for (let i = 0; i < queue.length; i++) {
    const o = queue[i]!
    let least = Number.POSITIVE_INFINITY
    for (let m = shop.modeFrom[o]!; m < shop.modeFrom[o + 1]!; m++) least = Math.min(least, shop.modeTime[m]!)
    let rest = 0
    for (let k = successorFrom[o]!; k < successorFrom[o + 1]!; k++) rest = Math.max(rest, way[successors[k]!]!)
    way[o] = least + rest
    for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++)
      if (--waiting[shop.predecessors[k]!]! === 0) queue.push(shop.predecessors[k]!)
  }
  return way
}

/** Ready operations: those ready soonest first, of the like the longest way. A binary heap. */
class OpenOperations {
  readonly #heap: { o: number; ready: number; way: number }[] = []
  readonly #wayOf: (o: number) => number

  constructor(wayOf: (o: number) => number) {
    this.#wayOf = wayOf
  }

  push(o: number, ready: number): void {
    const heap = this.#heap
    heap.push({ o, ready, way: this.#wayOf(o) })
    for (let i = heap.length - 1; i > 0; ) {
      const up = (i - 1) >> 1
      if (!this.#isSooner(i, up)) break
      ;[heap[i], heap[up]] = [heap[up]!, heap[i]!]
      i = up
    }
  }

  pop(): number {
    const heap = this.#heap
    const top = heap[0]
    if (!top) return -1
    const last = heap.pop()!
    if (heap.length > 0) {
      heap[0] = last
      for (let i = 0; ; ) {
        const left = 2 * i + 1
        const right = left + 1
        let least = i
        if (left < heap.length && this.#isSooner(left, least)) least = left
        if (right < heap.length && this.#isSooner(right, least)) least = right
        if (least === i) break
        ;[heap[i], heap[least]] = [heap[least]!, heap[i]!]
        i = least
      }
    }
    return top.o
  }

  #isSooner(i: number, j: number): boolean {
    const [a, b] = [this.#heap[i]!, this.#heap[j]!]
    return a.ready !== b.ready ? a.ready < b.ready : a.way > b.way
  }
}
