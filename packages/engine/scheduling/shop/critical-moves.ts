import type { Random } from '../random.ts'
import type { ShopSequences } from './shop-sequences.ts'

const ROUNDING = 1e-9

/**
 * The moves of one critical path, each with the longest way through the operations it moves. A kernel in one class: it runs before every
 * move of the search and keeps its arrays.
 *
 * On the same machine: an operation of a block goes to the block's end or front, and the first and last one anywhere inside (N7: Balas &
 * Vazacopoulos 1998, Zhang et al. 2007). On another machine: the places between the last operation that should come before and the first
 * that should come after (Mastrolilli & Gambardella 2000). A move that might close a circle by its times is left out.
 */
export class CriticalMoves {
  count = 0
  operation = new Int32Array(1024)
  mode = new Int32Array(1024)
  index = new Int32Array(1024)
  estimate = new Float64Array(1024)
  readonly #placed: ShopSequences
  readonly #random: Random
  readonly #path: Int32Array
  readonly #start: Float64Array

  constructor(placed: ShopSequences, random: Random) {
    this.#placed = placed
    this.#random = random
    this.#path = new Int32Array(placed.mode.length)
    this.#start = new Float64Array(placed.mode.length)
  }

  /** Fills the list anew. */
  collect(): void {
    this.count = 0
    const length = this.#walk()
    const path = this.#path
    const { before, shop } = this.#placed
    for (let i = length - 1; i >= 0; ) {
      let j = i
      while (j > 0 && before[path[j - 1]!] === path[j]) j--
      if (j < i) this.#block(i, j)
      for (let k = i; k >= j; k--) {
        const o = path[k]!
        if (shop.setups !== null) this.#allModes(o)
        else if (shop.modeFrom[o + 1]! - shop.modeFrom[o]! > 1) this.#otherModes(o)
      }
      i = j - 1
    }
  }

  /** One critical path from its end, drawn where it branches; returns its length. */
  #walk(): number {
    const placed = this.#placed
    const { head, tail, timeOf, before, sinks, makespan, shop, line, lineFrom, lineLength } = placed
    const random = this.#random
    let o = -1
    let ties = 0
    for (let i = 0; i < sinks.length; i++) {
      const s = sinks[i]!
      const length = head[s]! + timeOf[s]! + tail[s]!
      if (length >= makespan - ROUNDING && (ties++ === 0 || random() * ties < 1)) o = s
    }
    // A part of a larger schedule may be longest through an operation that is last only on its machine.
    for (let m = 0; o < 0 && m < lineLength.length; m++) {
      const last = lineLength[m]! > 0 ? line[lineFrom[m]! + lineLength[m]! - 1]! : -1
      if (last >= 0 && head[last]! + timeOf[last]! + tail[last]! >= makespan - ROUNDING) o = last
    }
    let length = 0
    while (o >= 0) {
      this.#path[length++] = o
      const start = head[o]! - ROUNDING
      if (start <= 0) break
      let previous = -1
      ties = 0
      const a = before[o]!
      if (a >= 0 && head[a]! + timeOf[a]! + placed.setup(placed.machineOf[o]!, a, o) >= start) {
        previous = a
        ties = 1
      }
      for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++) {
        const p = shop.predecessors[k]!
        if (head[p]! + timeOf[p]! >= start && (ties++ === 0 || random() * ties < 1)) previous = p
      }
      o = previous
    }
    return length
  }

  /** Moves inside the block path[i] (first) … path[j] (last), i > j. */
  #block(i: number, j: number): void {
    const path = this.#path
    const first = path[i]!
    const last = path[j]!
    for (let k = i - 1; k > j; k--) this.#forward(first, path[k]!)
    for (let k = i; k > j; k--) this.#forward(path[k]!, last)
    for (let k = j; k < i - 1; k++) this.#backward(path[k]!, first)
    for (let k = j + 2; k < i; k++) this.#backward(last, path[k]!)
  }

  /** u right behind v, later on its machine. */
  #forward(u: number, v: number): void {
    const placed = this.#placed
    const { head, timeOf, after, before, rank, line, shop } = placed
    const { machineRelease } = placed.surroundings
    if (head[v]! >= placed.soonestFollowerEnd(u)) return
    const start = this.#start
    const machine = placed.machineOf[u]!
    const hasSetups = shop.setups !== null
    const from = placed.lineFrom[machine]!
    const [low, high] = [rank[u]!, rank[v]!]
    let previous = before[u]!
    let free = previous < 0 ? machineRelease[machine]! : head[previous]! + timeOf[previous]!
    for (let i = low + 1; i <= high; i++) {
      const x = line[from + i]!
      if (hasSetups) free += placed.setup(machine, previous, x)
      const ready = placed.readyOf(x)
      if (ready > free) free = ready
      start[i] = free
      free += timeOf[x]!
      previous = x
    }
    if (hasSetups) free += placed.setup(machine, v, u)
    const ready = placed.readyOf(u)
    if (ready > free) free = ready
    const rest = placed.restOf(u)
    let way = placed.wayBehind(machine, u, after[v]!)
    if (rest > way) way = rest
    way += timeOf[u]!
    let estimate = free + way
    let following = u
    for (let i = high; i > low; i--) {
      const x = line[from + i]!
      if (hasSetups) way += placed.setup(machine, x, following)
      const rest = placed.restOf(x)
      if (rest > way) way = rest
      way += timeOf[x]!
      if (start[i]! + way > estimate) estimate = start[i]! + way
      following = x
    }
    this.#push(u, placed.mode[u]!, high, estimate)
  }

  /** v right before u, earlier on its machine. */
  #backward(v: number, u: number): void {
    const placed = this.#placed
    const { head, tail, timeOf, after, before, rank, line, shop } = placed
    const { machineDelivery } = placed.surroundings
    if (placed.latestLeaderHead(v) >= head[u]! + timeOf[u]!) return
    const start = this.#start
    const machine = placed.machineOf[u]!
    const hasSetups = shop.setups !== null
    const from = placed.lineFrom[machine]!
    const [low, high] = [rank[u]!, rank[v]!]
    let previous = before[u]!
    let free = placed.freeFor(machine, previous, v)
    const ready = placed.readyOf(v)
    if (ready > free) free = ready
    const startOfV = free
    free += timeOf[v]!
    previous = v
    for (let i = low; i < high; i++) {
      const x = line[from + i]!
      if (hasSetups) free += placed.setup(machine, previous, x)
      const readyX = placed.readyOf(x)
      if (readyX > free) free = readyX
      start[i] = free
      free += timeOf[x]!
      previous = x
    }
    const next = after[v]!
    let way = next < 0 ? machineDelivery[machine]! : timeOf[next]! + tail[next]!
    let following = next
    let estimate = 0
    for (let i = high - 1; i >= low; i--) {
      const x = line[from + i]!
      if (hasSetups) way += placed.setup(machine, x, following)
      const rest = placed.restOf(x)
      if (rest > way) way = rest
      way += timeOf[x]!
      if (start[i]! + way > estimate) estimate = start[i]! + way
      following = x
    }
    if (hasSetups) way += placed.setup(machine, v, following)
    const rest = placed.restOf(v)
    if (rest > way) way = rest
    way += timeOf[v]!
    if (startOfV + way > estimate) estimate = startOfV + way
    this.#push(v, placed.mode[v]!, low, estimate)
  }

  #otherModes(o: number): void {
    const placed = this.#placed
    const { shop } = placed
    const ready = placed.readyOf(o)
    const rest = placed.restOf(o)
    for (let mode = shop.modeFrom[o]!; mode < shop.modeFrom[o + 1]!; mode++) {
      const machine = shop.modeMachine[mode]!
      if (machine !== placed.machineOf[o]) this.#places(o, mode, ready, rest)
      else if (shop.modeTime[mode]! < placed.timeOf[o]!)
        this.#push(o, mode, placed.rank[o]!, ready + shop.modeTime[mode]! + rest)
    }
  }

  /** The places on another machine that can be best. */
  #places(o: number, mode: number, ready: number, rest: number): void {
    const placed = this.#placed
    const { head, tail, timeOf, line, shop } = placed
    const { machineRelease, machineDelivery } = placed.surroundings
    const machine = shop.modeMachine[mode]!
    const from = placed.lineFrom[machine]!
    const length = placed.lineLength[machine]!
    let late = 0
    for (let high = length; late < high; ) {
      const middle = (late + high) >> 1
      const x = line[from + middle]!
      if (head[x]! + timeOf[x]! > ready) high = middle
      else late = middle + 1
    }
    let soon = 0
    for (let high = length; soon < high; ) {
      const middle = (soon + high) >> 1
      const x = line[from + middle]!
      if (tail[x]! + timeOf[x]! > rest) soon = middle + 1
      else high = middle
    }
    const time = shop.modeTime[mode]!
    if (soon <= late) {
      const index = soon + Math.floor(this.#random() * (late - soon + 1))
      const free = index === 0 ? machineRelease[machine]! : 0
      const way = index === length ? machineDelivery[machine]! : 0
      this.#push(o, mode, index, (free > ready ? free : ready) + time + (way > rest ? way : rest))
      return
    }
    const soonest = placed.soonestFollowerEnd(o)
    const latest = placed.latestLeaderHead(o)
    for (let i = late; i <= soon; i++) {
      const a = i > 0 ? line[from + i - 1]! : -1
      const b = i < length ? line[from + i]! : -1
      if (a >= 0 && head[a]! >= soonest) return
      if (b >= 0 && head[b]! + timeOf[b]! <= latest) continue
      const free = placed.freeFor(machine, a, o)
      const way = placed.wayBehind(machine, o, b)
      this.#push(o, mode, i, (free > ready ? free : ready) + time + (way > rest ? way : rest))
    }
  }

  /** With set-ups any place that closes no circle can be best, on the same machine too. */
  #allModes(o: number): void {
    const placed = this.#placed
    const { head, timeOf, line, lineFrom, lineLength, machineOf, shop } = placed
    const [ready, rest] = [placed.readyOf(o), placed.restOf(o)]
    const [soonest, latest] = [placed.soonestFollowerEnd(o), placed.latestLeaderHead(o)]
    for (let mode = shop.modeFrom[o]!; mode < shop.modeFrom[o + 1]!; mode++) {
      const machine = shop.modeMachine[mode]!
      const home = machine === machineOf[o] ? placed.rank[o]! : -1
      const at = lineFrom[machine]!
      const length = lineLength[machine]! - (home < 0 ? 0 : 1)
      let a = -1
      for (let i = 0; i <= length; i++) {
        const b = i === length ? -1 : line[at + i + (home >= 0 && i >= home ? 1 : 0)]!
        if (a >= 0 && head[a]! >= soonest) break
        if ((i !== home || mode !== placed.mode[o]) && (b < 0 || head[b]! + timeOf[b]! > latest)) {
          const start = Math.max(ready, placed.freeFor(machine, a, o))
          this.#push(o, mode, i, start + shop.modeTime[mode]! + Math.max(rest, placed.wayBehind(machine, o, b)))
        }
        a = b
      }
    }
  }

  #push(operation: number, mode: number, index: number, estimate: number): void {
    const i = this.count++
    if (i === this.operation.length) this.#grow()
    this.operation[i] = operation
    this.mode[i] = mode
    this.index[i] = index
    this.estimate[i] = estimate
  }

  #grow(): void {
    const size = 2 * this.operation.length
    const wider = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(size)
      grown.set(old)
      return grown
    }
    this.operation = wider(this.operation)
    this.mode = wider(this.mode)
    this.index = wider(this.index)
    const estimates = new Float64Array(size)
    estimates.set(this.estimate)
    this.estimate = estimates
  }
}
