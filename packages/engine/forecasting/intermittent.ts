import type { Method } from './method.ts'

const ALPHA = 0.1

/** Mean demand a period by Croston's two smoothed averages: size of a demand and periods between two (Croston 1972). */
function crostonRate(y: Float64Array): number {
  let size = 0
  let interval = 0
  let since = 1
  for (const value of y) {
    if (value > 0) {
      size = size === 0 ? value : size + ALPHA * (value - size)
      interval = interval === 0 ? since : interval + ALPHA * (since - interval)
      since = 1
    } else since++
  }
  return interval === 0 ? 0 : size / interval
}

const flat = (rate: number, horizon: number): Float64Array => new Float64Array(horizon).fill(rate)

export const CROSTON: Method = {
  name: 'croston',
  least: 2,
  forecast: (y, horizon) => flat(crostonRate(y), horizon),
}

/** Croston without its bias (Syntetos & Boylan 2005). */
export const SBA: Method = {
  name: 'sba',
  least: 2,
  forecast: (y, horizon) => flat((1 - ALPHA / 2) * crostonRate(y), horizon),
}

/** Smooths the chance of a demand in every period, so that a dying item fades (Teunter, Syntetos & Babai 2011). */
export const TSB: Method = {
  name: 'tsb',
  least: 2,
  forecast: (y, horizon) => {
    let size = 0
    let chance = 0
    let seen = 0
    for (const [t, value] of y.entries()) {
      const occurs = value > 0 ? 1 : 0
      chance = t === 0 ? occurs : chance + Math.max(ALPHA, 1 / (t + 1)) * (occurs - chance)
      if (occurs) size = seen++ === 0 ? value : size + ALPHA * (value - size)
    }
    return flat(chance * size, horizon)
  },
}

/** Share of periods without demand above which a series counts as intermittent. */
const SPARSE = 0.4

export function isIntermittent(y: Float64Array): boolean {
  let empty = 0
  for (const value of y) {
    if (value < 0) return false
    if (value === 0) empty++
  }
  return y.length > 0 && empty / y.length >= SPARSE && empty < y.length
}
