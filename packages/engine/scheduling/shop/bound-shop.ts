import { type ShopInstance, shopSize } from '@headwater/domain/shop/shop-instance'

/**
 * A makespan that no schedule can beat: the longest chain in shortest modes, the work shared by all machines, and for each machine the
 * work that only it can do between its earliest head and shortest tail. Set-ups are not counted.
 */
export function boundShop(shop: ShopInstance): number {
  const n = shopSize(shop)
  const least = Float64Array.from({ length: n }, (_, o) => {
    let time = Number.POSITIVE_INFINITY
    for (let m = shop.modeFrom[o]!; m < shop.modeFrom[o + 1]!; m++) time = Math.min(time, shop.modeTime[m]!)
    return time
  })
  const head = new Float64Array(n)
  const tail = new Float64Array(n)
  const order = precedenceOrder(shop)
  let bound = 0
  for (const o of order) {
    for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++) {
      const p = shop.predecessors[k]!
      head[o] = Math.max(head[o]!, head[p]! + least[p]!)
    }
    bound = Math.max(bound, head[o]! + least[o]!)
  }
  for (const o of order.toReversed())
    for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++) {
      const p = shop.predecessors[k]!
      tail[p] = Math.max(tail[p]!, tail[o]! + least[o]!)
    }
  const shared = least.reduce((sum, time) => sum + time, 0) / shop.machines
  bound = Math.max(bound, Math.ceil(shared))
  for (const operations of boundToOne(shop).values())
    bound = Math.max(bound, machineBound(operations, { head, tail, least }))
  return bound
}

/** Operations that only one machine can do, by machine. */
function boundToOne(shop: ShopInstance): Map<number, number[]> {
  const byMachine = new Map<number, number[]>()
  for (let o = 0; o < shopSize(shop); o++) {
    const machine = shop.modeMachine[shop.modeFrom[o]!]!
    let isOne = true
    for (let m = shop.modeFrom[o]!; m < shop.modeFrom[o + 1]!; m++) if (shop.modeMachine[m] !== machine) isOne = false
    if (!isOne) continue
    const list = byMachine.get(machine)
    if (list) list.push(o)
    else byMachine.set(machine, [o])
  }
  return byMachine
}

interface Times {
  readonly head: Float64Array
  readonly tail: Float64Array
  readonly least: Float64Array
}

/** For each head h: the work of operations that cannot start before h, and the shortest tail among them. */
function machineBound(operations: readonly number[], { head, tail, least }: Times): number {
  const byHead = operations.toSorted((a, b) => head[b]! - head[a]!)
  let work = 0
  let shortest = Number.POSITIVE_INFINITY
  let bound = 0
  for (const o of byHead) {
    work += least[o]!
    shortest = Math.min(shortest, tail[o]!)
    bound = Math.max(bound, head[o]! + work + shortest)
  }
  return bound
}

/** Operations, each after its predecessors; throws RangeError on a circle. */
function precedenceOrder(shop: ShopInstance): number[] {
  const n = shopSize(shop)
  const successors: number[][] = Array.from({ length: n }, () => [])
  const waiting = new Int32Array(n)
  for (let o = 0; o < n; o++)
    for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++) {
      successors[shop.predecessors[k]!]!.push(o)
      waiting[o]!++
    }
  const order = [...waiting.keys()].filter((o) => waiting[o] === 0)
  for (let i = 0; i < order.length; i++) for (const s of successors[order[i]!]!) if (--waiting[s]! === 0) order.push(s)
  if (order.length < n) throw new RangeError('precedences should not go in a circle')
  return order
}
