import type { ShopInstance, ShopSchedule } from '@headwater/domain/shop/shop-instance'
import { type Random, seededRandom } from '../random.ts'
import { annealTardiness } from './anneal-tardiness.ts'
import { boundShop } from './bound-shop.ts'
import { dispatchShop, type ShopOutlook, shopOutlook } from './dispatch-shop.ts'
import { dueTimes } from './due-times.ts'
import type { EliteExchange } from './elite-exchange.ts'
import { drawRule, type ShopBudget, searchShop } from './search-shop.ts'
import { searchWindows } from './search-windows.ts'
import { followersOf } from './shop-followers.ts'
import { ShopSequences, type ShopSnapshot } from './shop-sequences.ts'

export interface ShopOptions {
  readonly seed: number
  readonly shouldStop: () => boolean
  readonly iterations?: number
  /** Makespan unless told; tardiness is the sum over jobs of how much they end after their due times. */
  readonly objective?: 'makespan' | 'tardiness'
  readonly onImprove?: (value: number) => void
  /** Where several threads search the same shop. */
  readonly exchange?: EliteExchange | null
}

export interface ShopAnswer extends ShopSchedule {
  readonly lowerBound: number
  /** By job, where tardiness was asked for. */
  readonly due: Float64Array | null
}

/** Dispatches tried before the search. */
const STARTS = 12
/** So much that only what has waited longest counts. */
const FIRST_COME = 1e6
const LARGE = 2500
/** Moves for a short schedule before its tardiness is reduced. */
const LATENESS_START = 5000

/**
 * A short schedule of a shop: the best of several dispatches, then tabu search until it is stopped or meets the bound. The same seed and
 * iterations give the same schedule. Throws RangeError when precedences go in a circle.
 */
export function solveShop(shop: ShopInstance, options: ShopOptions): ShopAnswer {
  const { shouldStop, iterations = Number.MAX_SAFE_INTEGER, onImprove = () => {}, exchange = null } = options
  const random = seededRandom(options.seed)
  const outlook = shopOutlook(shop, followersOf(shop))
  const placed = new ShopSequences(shop)
  placed.restore(bestDispatch(shop, outlook, { random, shouldStop }))
  const bound = boundShop(shop, outlook)
  const due = options.objective === 'tardiness' ? dueTimes(shop, outlook) : null
  const search = isLarge(shop) ? searchWindows : searchShop
  const budget: ShopBudget = { random, shouldStop, iterations, bound, onImprove, outlook, exchange }
  // The tardiness of a single job is least when all is shortest; of several, a short schedule is where to begin.
  const isLateness = due !== null && due.length > 1
  search(
    placed,
    isLateness
      ? { ...budget, iterations: Math.min(Math.floor(iterations / 4), LATENESS_START), exchange: null }
      : budget,
  )
  if (isLateness) annealTardiness(placed, { random, shouldStop, iterations, due, onImprove })
  return { mode: placed.mode, start: placed.head, makespan: placed.makespan, lowerBound: bound, due }
}

/** Too many operations for a search that times all of them after each move; windows do not know set-ups. */
const isLarge = (shop: ShopInstance): boolean => shop.setups === null && shop.jobOf.length > LARGE

interface DispatchBudget {
  readonly random: Random
  readonly shouldStop: () => boolean
}

function bestDispatch(shop: ShopInstance, outlook: ShopOutlook, { random, shouldStop }: DispatchBudget): ShopSnapshot {
  let best = dispatchShop(shop, outlook.followers, { urgency: outlook.way, waitWeight: 0, setupWeight: 1 })
  for (let i = 1; i < STARTS && !shouldStop(); i++) {
    const rule = drawRule(outlook, random)
    const other = dispatchShop(shop, outlook.followers, i === 1 ? { ...rule, waitWeight: FIRST_COME } : rule)
    if (other.makespan < best.makespan) best = other
  }
  return best
}
