import type { Random } from '../random.ts'
import type { ShopSequences, ShopSnapshot } from './shop-sequences.ts'

interface TardinessBudget {
  readonly random: Random
  readonly shouldStop: () => boolean
  readonly iterations: number
  readonly due: Float64Array
  readonly onImprove: (tardiness: number) => void
}

const CYCLE = 40_000
const POLL = 16
/** Moves that follow a late job back, the others are drawn from all operations. */
const DIRECTED = 0.8

/**
 * Simulated annealing for the total tardiness with exact timing of each move, most of them on the chain that makes a late job late.
 * Leaves `placed` at the best found.
 */
export function annealTardiness(
  placed: ShopSequences,
  { random, shouldStop, iterations, due, onImprove }: TardinessBudget,
): void {
  const ends = new Float64Array(due.length)
  let current = measure(placed, due, ends)
  let best = current
  let kept: ShopSnapshot = placed.snapshot()
  for (let i = 0; i < iterations && best > 0; i++) {
    if (i % POLL === 0 && shouldStop()) break
    if (i % CYCLE === 0 && i > 0) {
      placed.restore(kept)
      current = measure(placed, due, ends)
    }
    const o = random() < DIRECTED ? drawLate(placed, due, random) : Math.floor(random() * placed.mode.length)
    const home = { mode: placed.mode[o]!, index: placed.rank[o]! }
    const { mode, index } = drawPlace(placed, o, random)
    if ((mode === home.mode && index === home.index) || !placed.move(o, mode, index)) continue
    const value = measure(placed, due, ends)
    const heat = 0.01 * (best / due.length + 1) * (1 - (i % CYCLE) / CYCLE) ** 2
    if (value > current && random() >= Math.exp((current - value) / heat)) {
      placed.move(o, home.mode, home.index)
      continue
    }
    current = value
    if (current >= best) continue
    best = current
    kept = placed.snapshot()
    onImprove(best)
  }
  placed.restore(kept)
}

/** Total tardiness; `ends` is a work array by job. */
function measure({ sinks, head, timeOf, shop }: ShopSequences, due: Float64Array, ends: Float64Array): number {
  ends.fill(0)
  for (let i = 0; i < sinks.length; i++) {
    const o = sinks[i]!
    const end = head[o]! + timeOf[o]!
    if (end > ends[shop.jobOf[o]!]!) ends[shop.jobOf[o]!] = end
  }
  let sum = 0
  for (let job = 0; job < ends.length; job++) if (ends[job]! > due[job]!) sum += ends[job]! - due[job]!
  return sum
}

/** An operation on the chain of tight starts behind the end of a late job, both drawn. */
function drawLate(placed: ShopSequences, due: Float64Array, random: Random): number {
  const { sinks, head, timeOf, before, machineOf, shop } = placed
  let o = -1
  let seen = 0
  for (let i = 0; i < sinks.length; i++) {
    const s = sinks[i]!
    if (head[s]! + timeOf[s]! > due[shop.jobOf[s]!]! && random() * ++seen < 1) o = s
  }
  let drawn = o
  for (let length = 1; head[o]! > 0; length++) {
    const a = before[o]!
    let previous = -1
    if (a >= 0 && head[a]! + timeOf[a]! + placed.setup(machineOf[o]!, a, o) >= head[o]!) previous = a
    for (let k = shop.predecessorFrom[o]!; k < shop.predecessorFrom[o + 1]! && (previous < 0 || random() < 0.5); k++) {
      const p = shop.predecessors[k]!
      if (head[p]! + timeOf[p]! >= head[o]!) previous = p
    }
    if (previous < 0) break
    if (previous === a && random() * length < 1) drawn = o
    o = previous
  }
  return drawn
}

/** A mode by chance, and a place on its machine near the one that time suggests, at times further to the front. */
function drawPlace(placed: ShopSequences, o: number, random: Random): { mode: number; index: number } {
  const { shop, head, line, lineFrom, lineLength } = placed
  const mode = shop.modeFrom[o]! + Math.floor(random() * (shop.modeFrom[o + 1]! - shop.modeFrom[o]!))
  const machine = shop.modeMachine[mode]!
  const from = lineFrom[machine]!
  if (machine === placed.machineOf[o]) {
    const step = 1 + Math.floor(random() * random() * 5)
    const index = placed.rank[o]! + (random() < 0.75 ? -step : step)
    return { mode, index: Math.max(0, Math.min(lineLength[machine]! - 1, index)) }
  }
  const ready = placed.readyOf(o)
  let low = 0
  for (let high = lineLength[machine]!; low < high; ) {
    const middle = (low + high) >> 1
    if (head[line[from + middle]!]! < ready) low = middle + 1
    else high = middle
  }
  const index = low + Math.floor(random() * 4) - 1
  return { mode, index: Math.max(0, Math.min(lineLength[machine]!, index)) }
}
