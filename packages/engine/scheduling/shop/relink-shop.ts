import type { Random } from '../random.ts'
import type { ShopSequences, ShopSnapshot } from './shop-sequences.ts'

/** A schedule that others are bred from. */
export interface EliteShop extends ShopSnapshot {
  /** Place of each operation when all are sorted by the middle between earliest and latest start. */
  readonly standing: Int32Array
}

/** Adds to a snapshot, on which `placed` must stand, the standing of its operations. */
export function eliteOf(placed: ShopSequences): EliteShop {
  const { head, tail, timeOf, place } = placed
  const middle = (o: number): number => head[o]! - tail[o]! - timeOf[o]!
  const sorted = placed.order.toSorted((a, b) => middle(a) - middle(b) || place[a]! - place[b]!)
  const standing = new Int32Array(sorted.length)
  for (let i = 0; i < sorted.length; i++) standing[sorted[i]!] = i
  return { mode: placed.mode.slice(), order: sorted, makespan: placed.makespan, standing }
}

/**
 * A schedule between two: operations sorted by the weighted mean of their standings, so that what both have in the same order stays so
 * and no circle can arise; where machines differ, the other's with the chance `weight`.
 */
export function relinkShops(a: EliteShop, b: EliteShop, { weight, random }: { weight: number; random: Random }) {
  const key = Float64Array.from(a.standing, (value, o) => (1 - weight) * value + weight * b.standing[o]!)
  const order = a.order.toSorted((x, y) => key[x]! - key[y]! || a.standing[x]! - a.standing[y]!)
  const mode = a.mode.map((value, o) => (value !== b.mode[o] && random() < weight ? b.mode[o]! : value))
  return { mode, order }
}

/** Operations that run elsewhere or behind another in the two, as a share. */
export function shopDistance(a: EliteShop, b: EliteShop): number {
  let different = 0
  for (let o = 0; o < a.mode.length; o++) if (a.mode[o] !== b.mode[o] || a.standing[o] !== b.standing[o]) different++
  return different / a.mode.length
}
