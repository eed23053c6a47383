import type { Random } from '../random.ts'
import type { ShopSequences } from './shop-sequences.ts'

export interface ShopBudget {
  readonly random: Random
  readonly shouldStop: () => boolean
  readonly iterations: number
  /** No schedule can be shorter. */
  readonly bound: number
  readonly onImprove: (makespan: number) => void
}

/** A critical operation, another place for it, and the makespan that it promises. */
interface Candidate {
  operation: number
  mode: number
  behind: number
  estimate: number
}

/** Iterations without a better schedule before the search goes back to the best and is shaken. */
const PATIENCE = 3000
const POLL = 8

/**
 * Tabu search for the makespan with insertion moves of critical operations on all their machines (after Mastrolilli & Gambardella
 * 2000): each place is judged by heads and tails in constant time, the best that is not tabu is taken and timed exactly. Leaves `placed`
 * at the best found.
 */
export function searchShop(
  placed: ShopSequences,
  { random, shouldStop, iterations, bound, onImprove }: ShopBudget,
): void {
  const n = placed.mode.length
  const tabu = new Map<number, number>()
  let best = placed.makespan
  let kept = placed.snapshot()
  let since = 0
  for (let i = 0; i < iterations && best > bound; i++) {
    if (i % POLL === 0 && shouldStop()) break
    const move = bestMove(placed, { tabu, now: i, best, random })
    const isDone = move !== null && apply(placed, move, (key) => tabu.set(key, i + tenure(n, random)))
    if (isDone && placed.makespan < best) {
      best = placed.makespan
      kept = placed.snapshot()
      since = 0
      onImprove(best)
      continue
    }
    if (++since < PATIENCE && isDone) continue
    placed.restore(kept)
    shake(placed, random, 2 + Math.floor(random() * 8))
    tabu.clear()
    since = 0
  }
  placed.restore(kept)
}

const tenure = (n: number, random: Random): number => 8 + Math.floor(random() * (6 + Math.sqrt(n)))

/** An operation on a machine: where it may not come back to for a while. */
const keyOf = (placed: ShopSequences, operation: number, mode: number): number =>
  operation * placed.shop.machines + placed.shop.modeMachine[mode]!

interface MoveContext {
  readonly tabu: ReadonlyMap<number, number>
  readonly now: number
  readonly best: number
  readonly random: Random
}

function bestMove(placed: ShopSequences, { tabu, now, best, random }: MoveContext): Candidate | null {
  let chosen: Candidate | null = null
  let fallback: Candidate | null = null
  let ties = 0
  for (const candidate of candidates(placed, random)) {
    const isTabu =
      (tabu.get(keyOf(placed, candidate.operation, candidate.mode)) ?? 0) > now && candidate.estimate >= best
    if (isTabu) {
      if (fallback === null || random() < 0.1) fallback = { ...candidate }
      continue
    }
    if (chosen === null || candidate.estimate < chosen.estimate) {
      chosen = { ...candidate }
      ties = 1
    } else if (candidate.estimate === chosen.estimate && random() * ++ties < 1) chosen = { ...candidate }
  }
  return chosen ?? fallback
}

/** Walks one critical path and yields every place of its operations that cannot close a circle; the object is reused. */
function* candidates(placed: ShopSequences, random: Random): Generator<Candidate> {
  const candidate: Candidate = { operation: 0, mode: 0, behind: 0, estimate: 0 }
  for (const operation of criticalPath(placed, random)) {
    const home = placed.mode[operation]!
    const previous = placed.before[operation]!
    candidate.operation = operation
    for (let mode = placed.shop.modeFrom[operation]!; mode < placed.shop.modeFrom[operation + 1]!; mode++) {
      candidate.mode = mode
      yield* places(placed, candidate, mode === home ? previous : -2)
    }
  }
}

/** Places of one operation on one machine; `skip` is where it stands now. */
function* places(placed: ShopSequences, candidate: Candidate, skip: number): Generator<Candidate> {
  const { shop, head, tail } = placed
  const { operation: o, mode } = candidate
  const machine = shop.modeMachine[mode]!
  const time = shop.modeTime[mode]!
  const ready = placed.readyOf(o)
  const rest = placed.restOf(o)
  const soonestNext = firstSuccessorEnd(placed, o)
  const latestReady = lastPredecessorHead(placed, o)
  // From the back: first the places that come too late are passed, the walk ends where they would be too early.
  let behind = placed.last[machine]!
  if (behind === o) behind = placed.before[o]!
  for (;;) {
    let next = behind < 0 ? placed.first[machine]! : placed.after[behind]!
    if (next === o) next = placed.after[o]!
    const isTooLate = behind >= 0 && head[behind]! >= soonestNext
    const isTooEarly = next >= 0 && head[next]! + placed.timeOf(next) <= latestReady
    if (isTooEarly) return
    if (!isTooLate && behind !== skip) {
      const free = behind < 0 ? 0 : head[behind]! + placed.timeOf(behind) + placed.setup(machine, behind, o)
      const follow = next < 0 ? 0 : placed.setup(machine, o, next) + placed.timeOf(next) + tail[next]!
      candidate.behind = behind
      candidate.estimate = Math.max(free, ready) + time + Math.max(follow, rest)
      yield candidate
    }
    if (behind < 0) return
    behind = placed.before[behind]!
    if (behind === o) behind = placed.before[o]!
  }
}

/** An operation that starts before this cannot come after a successor of o. */
function firstSuccessorEnd(placed: ShopSequences, o: number): number {
  let soonest = Number.POSITIVE_INFINITY
  for (let k = placed.successorFrom[o]!; k < placed.successorFrom[o + 1]!; k++) {
    const s = placed.successors[k]!
    soonest = Math.min(soonest, placed.head[s]! + placed.timeOf(s))
  }
  return soonest
}

/** An operation that ends after this cannot come before a predecessor of o. */
function lastPredecessorHead(placed: ShopSequences, o: number): number {
  let latest = -1
  for (let k = placed.shop.predecessorFrom[o]!; k < placed.shop.predecessorFrom[o + 1]!; k++)
    latest = Math.max(latest, placed.head[placed.shop.predecessors[k]!]!)
  return latest
}

/** One critical path, drawn where it branches. */
function criticalPath(placed: ShopSequences, random: Random): number[] {
  const { head, tail, makespan, before, shop } = placed
  const isCritical = (o: number): boolean => head[o]! + placed.timeOf(o) + tail[o]! >= makespan - 1e-9
  const path: number[] = []
  let o = lastOf(placed, isCritical, random)
  while (o >= 0) {
    path.push(o)
    let previous = -1
    let ties = 0
    const a = before[o]!
    if (a >= 0 && isCritical(a)) {
      const end = head[a]! + placed.timeOf(a) + placed.setup(shop.modeMachine[placed.mode[o]!]!, a, o)
      if (end >= head[o]! - 1e-9) [previous, ties] = [a, 1]
    }
    for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]!; k++) {
      const p = shop.predecessors[k]!
      if (isCritical(p) && head[p]! + placed.timeOf(p) >= head[o]! - 1e-9 && random() * ++ties < 1) previous = p
    }
    o = previous
  }
  return path
}

function lastOf(placed: ShopSequences, isCritical: (o: number) => boolean, random: Random): number {
  let chosen = -1
  let ties = 0
  for (let o = 0; o < placed.mode.length; o++)
    if (placed.tail[o] === 0 && isCritical(o) && random() * ++ties < 1) chosen = o
  return chosen
}

/** Makes a move and times it; a circle is taken back. `forbid` learns where the operation came from. */
function apply(placed: ShopSequences, { operation, mode, behind }: Candidate, forbid: (key: number) => void): boolean {
  const home = { mode: placed.mode[operation]!, behind: placed.before[operation]! }
  placed.remove(operation)
  placed.insert(operation, mode, behind)
  if (placed.evaluate()) {
    forbid(keyOf(placed, operation, home.mode))
    return true
  }
  placed.remove(operation)
  placed.insert(operation, home.mode, home.behind)
  placed.evaluate()
  forbid(keyOf(placed, operation, mode))
  return false
}

/** A few moves of critical operations by chance. */
function shake(placed: ShopSequences, random: Random, moves: number): void {
  for (let i = 0; i < moves; i++) {
    let drawn: Candidate | null = null
    let seen = 0
    for (const candidate of candidates(placed, random)) if (random() * ++seen < 1) drawn = { ...candidate }
    if (drawn === null) return
    apply(placed, drawn, () => {})
  }
}
