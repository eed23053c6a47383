import { type ShopInstance, shopSize } from '@headwater/domain/shop/shop-instance'
import type { ShopOutlook } from './dispatch-shop.ts'

/** Due time of a job over its shortest way: the total-work-content rule with the tightest factor of Mati, Dauzère-Pérès & Lahlou (2011). */
const TIGHTNESS = 1.3

/**
 * Due times by job, since the published formats have none: the longest chain of the job's operations, each in its shortest mode and
 * alone, times 1.3, rounded down. Where the file knows no jobs, all operations are one.
 */
export function dueTimes(shop: ShopInstance, { way }: ShopOutlook): Float64Array {
  const jobs = shop.jobOf.reduce((most, job) => Math.max(most, job), 0) + 1
  const longest = new Float64Array(jobs)
  for (let o = 0; o < shopSize(shop); o++) {
    const job = shop.jobOf[o]!
    if (way[o]! > longest[job]!) longest[job] = way[o]!
  }
  return longest.map((value) => Math.floor(TIGHTNESS * value))
}

/** Sum over jobs of how much they end after their due times. */
export function totalTardiness(shop: ShopInstance, end: (o: number) => number, due: Float64Array): number {
  const ends = new Float64Array(due.length)
  for (let o = 0; o < shopSize(shop); o++) {
    const job = shop.jobOf[o]!
    ends[job] = Math.max(ends[job]!, end(o))
  }
  return ends.reduce((sum, value, job) => sum + Math.max(0, value - due[job]!), 0)
}
