import { type ShopInstance, shopSize } from '@headwater/domain/shop/shop-instance'
import { precedenceOrder, type ShopFollowers } from './shop-followers.ts'
import type { ShopSnapshot } from './shop-sequences.ts'

/** What dispatching needs to know of a shop, computed once. */
export interface ShopOutlook {
  readonly followers: ShopFollowers
  /** Longest way from an operation's start to the end, each in its shortest mode, machines aside. */
  readonly way: Float64Array
}

/** Throws RangeError on a circle of precedences. */
export function shopOutlook(shop: ShopInstance, followers: ShopFollowers): ShopOutlook {
  const order = precedenceOrder(shop, followers)
  const way = new Float64Array(order.length)
  for (let i = order.length - 1; i >= 0; i--) {
    const o = order[i]!
    let rest = 0
    for (let k = followers.from[o]!; k < followers.from[o + 1]!; k++) rest = Math.max(rest, way[followers.list[k]!]!)
    way[o] = shortestTime(shop, o) + rest
  }
  return { followers, way }
}

export function shortestTime({ modeFrom, modeTime }: ShopInstance, o: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let m = modeFrom[o]!; m < modeFrom[o + 1]!; m++) if (modeTime[m]! < least) least = modeTime[m]!
  return least
}

export interface DispatchRule {
  /** Of the waiting operations the one with the most runs next. */
  readonly urgency: Float64Array
  /** What a unit of waiting since it could have started adds to urgency. */
  readonly waitWeight: number
  /** What a unit of set-up time takes from urgency. */
  readonly setupWeight: number
}

/**
 * A schedule in which no machine idles while something waits for it: an operation that may start joins the queue of the machine that
 * would end it first, and a free machine takes the most urgent of its queue.
 */
export function dispatchShop(shop: ShopInstance, followers: ShopFollowers, rule: DispatchRule): ShopSnapshot {
  return new Dispatch(shop, followers, rule).run()
}

/** A simulation by events, the ends of operations. One class, since each event touches all of its arrays. */
class Dispatch {
  readonly #shop: ShopInstance
  readonly #followers: ShopFollowers
  readonly #rule: DispatchRule
  readonly #mode: Int32Array
  readonly #order: Int32Array
  readonly #waiting: Int32Array
  readonly #queues: number[][]
  /** When a machine has done all that it has and that waits for it. */
  readonly #booked: Float64Array
  readonly #joined: Float64Array
  readonly #last: Int32Array
  readonly #isBusy: Uint8Array
  readonly #running: RunningOperations
  #done = 0

  constructor(shop: ShopInstance, followers: ShopFollowers, rule: DispatchRule) {
    const n = shopSize(shop)
    this.#shop = shop
    this.#followers = followers
    this.#rule = rule
    this.#mode = new Int32Array(n)
    this.#order = new Int32Array(n)
    this.#waiting = Int32Array.from({ length: n }, (_, o) => shop.predecessorFrom[o + 1]! - shop.predecessorFrom[o]!)
    this.#queues = Array.from({ length: shop.machines }, () => [])
    this.#booked = new Float64Array(shop.machines)
    this.#joined = new Float64Array(n)
    this.#last = new Int32Array(shop.machines).fill(-1)
    this.#isBusy = new Uint8Array(shop.machines)
    this.#running = new RunningOperations(n)
  }

  run(): ShopSnapshot {
    const { modeMachine } = this.#shop
    for (let o = 0; o < this.#waiting.length; o++) if (this.#waiting[o] === 0) this.#join(o, 0)
    for (let machine = 0; machine < this.#queues.length; machine++) this.#start(machine, 0)
    let now = 0
    const touched: number[] = []
    while (this.#running.size > 0) {
      now = this.#running.soonest
      touched.length = 0
      while (this.#running.size > 0 && this.#running.soonest === now) {
        const o = this.#running.pop()
        const machine = modeMachine[this.#mode[o]!]!
        this.#isBusy[machine] = 0
        touched.push(machine)
        for (let k = this.#followers.from[o]!; k < this.#followers.from[o + 1]!; k++) {
          const s = this.#followers.list[k]!
          if (--this.#waiting[s]! === 0) touched.push(this.#join(s, now))
        }
      }
      for (const machine of touched) this.#start(machine, now)
    }
    return { mode: this.#mode, order: this.#order, makespan: now }
  }

  /** Chooses a machine and waits there. */
  #join(o: number, now: number): number {
    const { modeFrom, modeMachine, modeTime } = this.#shop
    let least = Number.POSITIVE_INFINITY
    for (let m = modeFrom[o]!; m < modeFrom[o + 1]!; m++) {
      const end = Math.max(now, this.#booked[modeMachine[m]!]!) + modeTime[m]!
      if (end >= least) continue
      least = end
      this.#mode[o] = m
    }
    const machine = modeMachine[this.#mode[o]!]!
    this.#booked[machine] = least
    this.#joined[o] = now
    this.#queues[machine]!.push(o)
    return machine
  }

  #start(machine: number, now: number): void {
    const queue = this.#queues[machine]!
    if (this.#isBusy[machine] === 1 || queue.length === 0) return
    const { urgency, waitWeight, setupWeight } = this.#rule
    let chosen = 0
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < queue.length; i++) {
      const o = queue[i]!
      const value = urgency[o]! - waitWeight * this.#joined[o]! - setupWeight * this.#setup(machine, o)
      if (value <= most) continue
      most = value
      chosen = i
    }
    const o = queue[chosen]!
    queue[chosen] = queue.at(-1)!
    queue.pop()
    const setup = this.#setup(machine, o)
    this.#booked[machine]! += setup
    this.#last[machine] = o
    this.#isBusy[machine] = 1
    this.#order[this.#done++] = o
    this.#running.push(o, now + setup + this.#shop.modeTime[this.#mode[o]!]!)
  }

  #setup(machine: number, o: number): number {
    const { setups } = this.#shop
    const a = this.#last[machine]!
    const n = this.#mode.length
    return setups === null || a < 0 ? 0 : setups[(machine * n + a) * n + o]!
  }
}

/** Operations under way, those that end soonest first; of the like the one that began first. A binary heap. */
class RunningOperations {
  size = 0
  readonly #heap: Int32Array
  readonly #end: Float64Array
  readonly #began: Int32Array
  #count = 0

  constructor(most: number) {
    this.#heap = new Int32Array(most)
    this.#end = new Float64Array(most)
    this.#began = new Int32Array(most)
  }

  get soonest(): number {
    return this.#end[this.#heap[0]!]!
  }

  push(o: number, end: number): void {
    const heap = this.#heap
    this.#end[o] = end
    this.#began[o] = this.#count++
    let i = this.size++
    for (; i > 0; ) {
      const up = (i - 1) >> 1
      if (!this.#isSooner(o, heap[up]!)) break
      heap[i] = heap[up]!
      i = up
    }
    heap[i] = o
  }

  pop(): number {
    const heap = this.#heap
    const top = heap[0]!
    const o = heap[--this.size]!
    for (let i = 0; ; ) {
      let down = 2 * i + 1
      if (down + 1 < this.size && this.#isSooner(heap[down + 1]!, heap[down]!)) down++
      if (down >= this.size || !this.#isSooner(heap[down]!, o)) {
        heap[i] = o
        return top
      }
      heap[i] = heap[down]!
      i = down
    }
  }

  #isSooner(a: number, b: number): boolean {
    const [x, y] = [this.#end[a]!, this.#end[b]!]
    return x !== y ? x < y : this.#began[a]! < this.#began[b]!
  }
}
