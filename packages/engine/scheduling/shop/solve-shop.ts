import type { ShopInstance, ShopSchedule } from '@headwater/domain/shop/shop-instance'
import { seededRandom } from '../random.ts'
import { dispatchShop } from './dispatch-shop.ts'
import { annealTardiness } from './anneal-tardiness.ts'
import { boundShop } from './bound-shop.ts'
import { searchShop } from './search-shop.ts'
import type { ShopSequences } from './shop-sequences.ts'

export interface ShopOptions {
  readonly seed: number
  readonly shouldStop: () => boolean
  readonly iterations?: number
  /** Makespan unless told; tardiness is the sum over jobs of how much they end after their due times. */
  readonly objective?: 'makespan' | 'tardiness'
  readonly onImprove?: (value: number) => void
}

export interface ShopAnswer extends ShopSchedule {
  readonly lowerBound: number
}

/** Dispatches tried before the search. */
const STARTS = 12

/**
 * A short schedule of a shop: the best of several dispatches, then tabu search until it is stopped or meets the bound. The same seed and
 * iterations give the same schedule. Throws RangeError when precedences go in a circle.
 */
export function solveShop(
  shop: ShopInstance,
  { seed, shouldStop, iterations = Number.MAX_SAFE_INTEGER, objective = 'makespan', onImprove = () => {} }: ShopOptions,
): ShopAnswer {
  const random = seededRandom(seed)
  const lowerBound = boundShop(shop)
  let placed: ShopSequences | null = null
  for (let i = 0; i < STARTS; i++) {
    const other = dispatchShop(shop, random, i === 0 ? 0 : 0.4)
    if (placed === null || other.makespan < placed.makespan) placed = other
    if (shouldStop()) break
  }
  if (objective === 'tardiness') annealTardiness(placed!, { random, shouldStop, iterations, onImprove })
  else {
    onImprove(placed!.makespan)
    searchShop(placed!, { random, shouldStop, iterations, bound: lowerBound, onImprove })
  }
  return { mode: placed!.mode, start: placed!.head, makespan: placed!.makespan, lowerBound }
}
