import type { ShopInstance } from '@headwater/domain/shop/shop-instance'
import type { Random } from '../random.ts'
import { ShopSequences, type ShopSurroundings } from './shop-sequences.ts'
import { TabuShop } from './tabu-shop.ts'

interface WindowBudget {
  readonly random: Random
  readonly shouldStop: () => boolean
  readonly patience: number
  readonly iterations: number
  readonly bound: number
}

/**
 * Improves the operations order[from] … order[to − 1] of a schedule whose order is sorted by heads: a shop of their own between what is
 * before and behind them. Changes `placed` when that makes the longest way through them shorter. Returns the moves made.
 */
export function improveWindow(
  placed: ShopSequences,
  [from, to]: readonly [number, number],
  budget: WindowBudget,
): number {
  const inside = placed.order.slice(from, to)
  const local = new Int32Array(placed.mode.length).fill(-1)
  for (let i = 0; i < inside.length; i++) local[inside[i]!] = i
  const part = new ShopSequences(partOf(placed.shop, inside, local), surroundingsOf(placed, inside, local))
  part.restore(standing(placed, part.shop, inside))
  const before = part.makespan
  if (before < placed.makespan) return 0
  const tabu = new TabuShop(part, budget.random)
  const found = tabu.run(budget)
  if (found.makespan >= before) return tabu.made
  const order = placed.order.slice()
  const mode = placed.mode.slice()
  for (let i = 0; i < inside.length; i++) {
    order[from + i] = inside[found.order[i]!]!
    mode[inside[i]!] = placed.shop.modeFrom[inside[i]!]! + found.mode[i]! - part.shop.modeFrom[i]!
  }
  placed.restore({ mode, order })
  return tabu.made
}

/** The order as it stands, with the chosen modes in the part's numbers. */
function standing(placed: ShopSequences, part: ShopInstance, inside: Int32Array) {
  return {
    order: Int32Array.from(inside.keys()),
    mode: Int32Array.from(inside, (o, i) => part.modeFrom[i]! + placed.mode[o]! - placed.shop.modeFrom[o]!),
  }
}

/** The instance of some operations alone; precedences through others do not occur in a window. */
function partOf(shop: ShopInstance, inside: Int32Array, local: Int32Array): ShopInstance {
  const modeFrom = new Int32Array(inside.length + 1)
  const predecessorFrom = new Int32Array(inside.length + 1)
  const [machine, time, predecessors]: [number[], number[], number[]] = [[], [], []]
  for (let i = 0; i < inside.length; i++) {
    const o = inside[i]!
    for (let m = shop.modeFrom[o]!; m < shop.modeFrom[o + 1]!; m++) {
      machine.push(shop.modeMachine[m]!)
      time.push(shop.modeTime[m]!)
    }
    for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++) {
      const p = local[shop.predecessors[k]!]!
      if (p >= 0) predecessors.push(p)
    }
    modeFrom[i + 1] = machine.length
    predecessorFrom[i + 1] = predecessors.length
  }
  return {
    machines: shop.machines,
    jobOf: Int32Array.from(inside, (o) => shop.jobOf[o]!),
    numberOf: Int32Array.from(inside, (o) => shop.numberOf[o]!),
    modeFrom,
    modeMachine: Int32Array.from(machine),
    modeTime: Float64Array.from(time),
    predecessorFrom,
    predecessors: Int32Array.from(predecessors),
    setups: null,
  }
}

function surroundingsOf(placed: ShopSequences, inside: Int32Array, local: Int32Array): ShopSurroundings {
  const { shop, head, tail, timeOf, after, machineOf, successorFrom, successors } = placed
  const release = new Float64Array(inside.length)
  const delivery = new Float64Array(inside.length)
  const { machineRelease, machineDelivery } = machineEdges(placed, inside)
  for (let i = 0; i < inside.length; i++) {
    const o = inside[i]!
    for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++) {
      const p = shop.predecessors[k]!
      if (local[p]! < 0) release[i] = Math.max(release[i]!, head[p]! + timeOf[p]!)
    }
    for (let k = successorFrom[o]!; k < successorFrom[o + 1]!; k++) {
      const s = successors[k]!
      if (local[s]! < 0) delivery[i] = Math.max(delivery[i]!, timeOf[s]! + tail[s]!)
    }
    const b = after[o]!
    if (b >= 0 && local[b]! < 0) machineDelivery[machineOf[o]!] = timeOf[b]! + tail[b]!
  }
  return { release, machineRelease, delivery, machineDelivery }
}

/** When each machine is free for the window, and what waits behind it on machines that no operation of the window uses now. */
function machineEdges(
  { shop, line, lineFrom, lineLength, place, head, tail, timeOf }: ShopSequences,
  inside: Int32Array,
) {
  const machineRelease = new Float64Array(shop.machines)
  const machineDelivery = new Float64Array(shop.machines)
  const first = place[inside[0]!]!
  for (let m = 0; m < shop.machines; m++) {
    let low = 0
    for (let high = lineLength[m]!; low < high; ) {
      const middle = (low + high) >> 1
      if (place[line[lineFrom[m]! + middle]!]! < first) low = middle + 1
      else high = middle
    }
    const a = low > 0 ? line[lineFrom[m]! + low - 1]! : -1
    const b = low < lineLength[m]! ? line[lineFrom[m]! + low]! : -1
    if (a >= 0) machineRelease[m] = head[a]! + timeOf[a]!
    if (b >= 0 && place[b]! >= first + inside.length) machineDelivery[m] = timeOf[b]! + tail[b]!
  }
  return { machineRelease, machineDelivery }
}
