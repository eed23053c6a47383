import type { ShopInstance } from '@headwater/domain/shop/shop-instance'
import type { Random } from '../random.ts'
import type { ShopSequences } from './shop-sequences.ts'

/** Due time of a job over its shortest work: the total-work-content rule of the tardiness literature. */
const TIGHTNESS = 1.3

/** Due times by job, since the published formats have none. */
export function dueTimes(shop: ShopInstance): Float64Array {
  const jobs = shop.jobOf.reduce((most, job) => Math.max(most, job), 0) + 1
  const due = new Float64Array(jobs)
  for (let o = 0; o < shop.jobOf.length; o++) {
    let least = Number.POSITIVE_INFINITY
    for (let m = shop.modeFrom[o]!; m < shop.modeFrom[o + 1]!; m++) least = Math.min(least, shop.modeTime[m]!)
    due[shop.jobOf[o]!]! += TIGHTNESS * least
  }
  return due
}

/** Sum over jobs of how much they end after their due times. */
export function totalTardiness(placed: Pick<ShopSequences, 'shop' | 'head' | 'timeOf'>, due: Float64Array): number {
  const end = new Float64Array(due.length)
  for (let o = 0; o < placed.shop.jobOf.length; o++) {
    const job = placed.shop.jobOf[o]!
    end[job] = Math.max(end[job]!, placed.head[o]! + placed.timeOf(o))
  }
  return end.reduce((sum, value, job) => sum + Math.max(0, value - due[job]!), 0)
}

interface TardinessBudget {
  readonly random: Random
  readonly shouldStop: () => boolean
  readonly iterations: number
  readonly onImprove: (tardiness: number) => void
}

const CYCLE = 20_000
const POLL = 8

/** Simulated annealing with exact timing of each move; leaves `placed` at the best found. */
export function annealTardiness(
  placed: ShopSequences,
  { random, shouldStop, iterations, onImprove }: TardinessBudget,
): void {
  const due = dueTimes(placed.shop)
  let current = totalTardiness(placed, due)
  let best = current
  let kept = placed.snapshot()
  onImprove(best)
  for (let i = 0; i < iterations && best > 0; i++) {
    if (i % POLL === 0 && shouldStop()) break
    const o = Math.floor(random() * placed.mode.length)
    const home = { mode: placed.mode[o]!, behind: placed.before[o]! }
    const place = drawPlace(placed, o, random)
    placed.remove(o)
    placed.insert(o, place.mode, place.behind)
    const isPossible = placed.evaluate()
    const value = isPossible ? totalTardiness(placed, due) : Number.POSITIVE_INFINITY
    const heat = 0.01 * (best + 1) * (1 - (i % CYCLE) / CYCLE) ** 2
    if (value <= current || random() < Math.exp((current - value) / heat)) {
      current = value
      if (current < best) {
        best = current
        kept = placed.snapshot()
        onImprove(best)
      }
      continue
    }
    placed.remove(o)
    placed.insert(o, home.mode, home.behind)
  }
  placed.restore(kept)
}

/** A mode by chance, and a place on its machine near the one that time suggests. */
function drawPlace(placed: ShopSequences, o: number, random: Random): { mode: number; behind: number } {
  const { shop, head } = placed
  const mode = shop.modeFrom[o]! + Math.floor(random() * (shop.modeFrom[o + 1]! - shop.modeFrom[o]!))
  let behind = placed.last[shop.modeMachine[mode]!]!
  while (behind >= 0 && (behind === o || head[behind]! > head[o]!)) behind = placed.before[behind]!
  for (let steps = Math.floor(random() * 4); steps > 0 && behind >= 0; steps--) {
    behind = placed.before[behind]!
    if (behind === o) behind = placed.before[behind]!
  }
  return { mode, behind }
}
