import { type ShopInstance, shopSize } from '@headwater/domain/shop/shop-instance'
import { type ShopOutlook, shortestTime } from './dispatch-shop.ts'
import { precedenceOrder } from './shop-followers.ts'

/** More sets of alternative machines than this are not compared with each other. */
const MOST_SETS = 400

/**
 * A makespan that no schedule can beat. The longest chain in shortest modes; for each machine the operations that only it can do, at best
 * with interruptions (Jackson's preemptive schedule); for each set of alternative machines the work that only they can do, shared evenly
 * between its earliest head and shortest tail. Set-ups are not counted.
 */
export function boundShop(shop: ShopInstance, outlook: ShopOutlook): number {
  const n = shopSize(shop)
  const least = Float64Array.from({ length: n }, (_, o) => shortestTime(shop, o))
  const head = new Float64Array(n)
  for (const o of precedenceOrder(shop, outlook.followers))
    for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++) {
      const p = shop.predecessors[k]!
      head[o] = Math.max(head[o]!, head[p]! + least[p]!)
    }
  const times: Times = { head, least, tail: outlook.way.map((way, o) => way - least[o]!) }
  let bound = 0
  for (let o = 0; o < n; o++) bound = Math.max(bound, head[o]! + outlook.way[o]!)
  const isWhole = shop.modeTime.every((time) => Number.isInteger(time))
  const sets = alternativeSets(shop)
  for (const { machines, operations } of sets) {
    if (machines.size === 1) bound = Math.max(bound, preemptiveBound(operations, times))
    const within = sets.length > MOST_SETS ? operations : operationsWithin(sets, machines)
    const shared = sharedBound(within, machines.size, times)
    bound = Math.max(bound, isWhole ? Math.ceil(shared - 1e-6) : shared)
  }
  const shared = sharedBound(Int32Array.from(least.keys()), shop.machines, times)
  return Math.max(bound, isWhole ? Math.ceil(shared - 1e-6) : shared)
}

interface Times {
  readonly head: Float64Array
  readonly tail: Float64Array
  readonly least: Float64Array
}

interface AlternativeSet {
  readonly machines: ReadonlySet<number>
  readonly operations: Int32Array
}

/** Operations by the set of machines that can do them. */
function alternativeSets(shop: ShopInstance): AlternativeSet[] {
  const found = new Map<string, { machines: Set<number>; operations: number[] }>()
  for (let o = 0; o < shopSize(shop); o++) {
    const machines = shop.modeMachine.slice(shop.modeFrom[o]!, shop.modeFrom[o + 1]!).sort()
    const key = machines.join()
    const set = found.get(key)
    if (set) set.operations.push(o)
    else found.set(key, { machines: new Set(machines), operations: [o] })
  }
  return [...found.values()].map(({ machines, operations }) => ({ machines, operations: Int32Array.from(operations) }))
}

function operationsWithin(sets: readonly AlternativeSet[], machines: ReadonlySet<number>): Int32Array {
  const inside = sets.filter((one) => [...one.machines].every((machine) => machines.has(machine)))
  return Int32Array.from(inside.flatMap((one) => [...one.operations]))
}

/** For each head h: the work of operations that cannot start before h, evenly on all machines, and the shortest tail among them. */
function sharedBound(operations: Int32Array, machines: number, { head, tail, least }: Times): number {
  let work = 0
  let shortest = Number.POSITIVE_INFINITY
  let bound = 0
  for (const o of operations.toSorted((a, b) => head[b]! - head[a]!)) {
    work += least[o]!
    shortest = Math.min(shortest, tail[o]!)
    bound = Math.max(bound, head[o]! + work / machines + shortest)
  }
  return bound
}

/** Makespan of one machine that always works on the open operation with the longest tail and may interrupt it (Jackson 1955). */
function preemptiveBound(operations: Int32Array, { head, tail, least }: Times): number {
  const byHead = operations.toSorted((a, b) => head[a]! - head[b]!)
  const left = least.slice()
  const heap: number[] = []
  let [now, bound, next] = [0, 0, 0]
  while (next < byHead.length || heap.length > 0) {
    if (heap.length === 0) now = Math.max(now, head[byHead[next]!]!)
    for (; next < byHead.length && head[byHead[next]!]! <= now; next++) pushByTail(heap, byHead[next]!, tail)
    const o = heap[0]!
    const until = next < byHead.length ? Math.min(now + left[o]!, head[byHead[next]!]!) : now + left[o]!
    left[o]! -= until - now
    now = until
    if (left[o]! > 1e-9) continue
    bound = Math.max(bound, now + tail[o]!)
    popByTail(heap, tail)
  }
  return bound
}

function pushByTail(heap: number[], o: number, tail: Float64Array): void {
  heap.push(o)
  for (let i = heap.length - 1; i > 0; ) {
    const up = (i - 1) >> 1
    if (tail[heap[up]!]! >= tail[heap[i]!]!) return
    ;[heap[i], heap[up]] = [heap[up]!, heap[i]!]
    i = up
  }
}

function popByTail(heap: number[], tail: Float64Array): void {
  const last = heap.pop()!
  if (heap.length === 0) return
  heap[0] = last
  for (let i = 0; ; ) {
    let down = 2 * i + 1
    if (down + 1 < heap.length && tail[heap[down + 1]!]! > tail[heap[down]!]!) down++
    if (down >= heap.length || tail[heap[down]!]! <= tail[heap[i]!]!) return
    ;[heap[i], heap[down]] = [heap[down]!, heap[i]!]
    i = down
  }
}
