import type { Random } from '../random.ts'
import { type DispatchRule, dispatchShop, type ShopOutlook } from './dispatch-shop.ts'
import type { EliteExchange } from './elite-exchange.ts'
import { type EliteShop, eliteOf, relinkShops, shopDistance } from './relink-shop.ts'
import type { ShopSequences, ShopSnapshot } from './shop-sequences.ts'
import { TabuShop } from './tabu-shop.ts'

export interface ShopBudget {
  readonly random: Random
  readonly shouldStop: () => boolean
  /** Moves at most. */
  readonly iterations: number
  /** No schedule can be shorter. */
  readonly bound: number
  readonly onImprove: (makespan: number) => void
  readonly outlook: ShopOutlook
  readonly exchange: EliteExchange | null
}

/** Schedules that others are bred from. */
const ELITES = 8
/** Moves of a tabu search without a better schedule before another is begun. */
const PATIENCE = 2500
/** Of the searches between two schedules those with one from another thread. */
const FOREIGN = 0.3
/** Of the searches those that begin near one of the schedules, towards a new dispatch. */
const STRANGER = 0.1

/**
 * Tabu search with path relinking (after Peng, Lü & Cheng 2015): a few good schedules are kept, and the next search starts between two of
 * them. Leaves `placed` at the best found.
 */
export function searchShop(placed: ShopSequences, budget: ShopBudget): void {
  const { random, shouldStop, bound, onImprove, exchange } = budget
  const tabu = new TabuShop(placed, random)
  const elites: EliteShop[] = []
  let best = placed.snapshot()
  for (;;) {
    const iterations = budget.iterations - tabu.made
    const found = tabu.run({ shouldStop, patience: PATIENCE, iterations, bound })
    const isBest = found.makespan < best.makespan
    if (isBest) {
      best = found
      onImprove(best.makespan)
    }
    if (best.makespan <= bound || tabu.made >= budget.iterations || shouldStop()) break
    placed.restore(found)
    const elite = eliteOf(placed)
    keep(elites, elite)
    if (isBest) exchange?.publish(elite)
    placed.restore(nextStart(placed, elites, budget))
  }
  placed.restore(best)
}

/** A new dispatch at first; then between a good schedule and another, or a little way from it to a stranger. */
function nextStart(placed: ShopSequences, elites: EliteShop[], { random, outlook, exchange }: ShopBudget) {
  const stranger = (): ShopSnapshot => dispatchShop(placed.shop, outlook.followers, drawRule(outlook, random))
  if (elites.length < 2) return stranger()
  const draw = (): EliteShop => elites[Math.floor(random() * elites.length)]!
  const [one, other] = [draw(), draw()]
  const a = one.makespan <= other.makespan ? one : other
  if (random() < (elites.length < ELITES ? 0.5 : STRANGER)) {
    placed.restore(stranger())
    return relinkShops(a, eliteOf(placed), { weight: 0.05 + 0.25 * random(), random })
  }
  const foreign = random() < FOREIGN ? (exchange?.read(random) ?? null) : null
  const rest = elites.filter((elite) => elite !== a)
  const b = foreign ?? rest[Math.floor(random() * rest.length)]!
  return relinkShops(a, b, { weight: 0.3 + 0.4 * random(), random })
}

/** Mostly the longest way to go first, mixed with first come first served, and all a little by chance. */
export function drawRule({ way }: ShopOutlook, random: Random): DispatchRule {
  return {
    urgency: way.map((value) => value * (1 + 0.3 * (random() - 0.5))),
    waitWeight: random() < 0.3 ? 0 : 8 * random() ** 3,
    setupWeight: 4 * random(),
  }
}

/** Takes the place of the worst, unless it is no better or known. */
function keep(elites: EliteShop[], found: EliteShop): void {
  if (elites.some((one) => one.makespan === found.makespan && shopDistance(one, found) < 0.02)) return
  elites.push(found)
  if (elites.length <= ELITES) return
  let worst = 0
  for (let i = 1; i < elites.length; i++) if (elites[i]!.makespan >= elites[worst]!.makespan) worst = i
  elites.splice(worst, 1)
}
