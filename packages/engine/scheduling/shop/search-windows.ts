import { eliteOf } from './relink-shop.ts'
import type { ShopBudget } from './search-shop.ts'
import type { ShopSequences } from './shop-sequences.ts'
import { improveWindow } from './window-shop.ts'

/** Operations of a window at first; windows grow when they no longer help. */
const FIRST_SIZE = 800
const PATIENCE = 1500

/**
 * For schedules so long that a move touches thousands of operations: sweeps over windows of time, each searched as a shop of its own.
 * Leaves `placed` at the best found.
 */
export function searchWindows(placed: ShopSequences, budget: ShopBudget): void {
  const { random, shouldStop, bound, onImprove, exchange } = budget
  const n = placed.mode.length
  let made = 0
  let size = FIRST_SIZE
  const isOver = (): boolean => shouldStop() || made >= budget.iterations || placed.makespan <= bound
  while (!isOver()) {
    const before = placed.makespan
    placed.restore({ mode: placed.mode.slice(), order: byHead(placed) })
    for (let from = -Math.floor(random() * size * 0.5); from < n && !isOver(); from += size >> 1) {
      const slice = [Math.max(0, from), Math.min(n, from + size)] as const
      const iterations = budget.iterations - made
      made += improveWindow(placed, slice, { random, shouldStop, patience: PATIENCE, iterations, bound })
    }
    made++
    if (placed.makespan < before) {
      onImprove(placed.makespan)
      exchange?.publish(eliteOf(placed))
    }
    const foreign = exchange?.read(random)
    if (foreign && foreign.makespan < placed.makespan) placed.restore(foreign)
    if (placed.makespan > 0.998 * before) size = size < n ? Math.ceil(size * 1.4) : FIRST_SIZE
  }
}

function byHead({ head, order, place }: ShopSequences): Int32Array {
  return order.toSorted((a, b) => head[a]! - head[b]! || place[a]! - place[b]!)
}
