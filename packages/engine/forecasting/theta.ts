import type { Method } from './method.ts'
import { sesLevel } from './smoothing.ts'

/** Slope of the least-squares line through a series. */
export function slopeOf(y: Float64Array): number {
  const n = y.length
  const middle = (n - 1) / 2
  let cross = 0
  let square = 0
  for (let t = 0; t < n; t++) {
    cross += (t - middle) * y[t]!
    square += (t - middle) ** 2
  }
  return square === 0 ? 0 : cross / square
}

/**
 * Theta (Assimakopoulos & Nikolopoulos 2000) in the form of Hyndman & Billah 2003: simple exponential smoothing with a drift of half
 * the slope of the regression line.
 */
export const THETA: Method = {
  name: 'theta',
  least: 3,
  forecast: (y, horizon) => {
    const { level, alpha } = sesLevel(y)
    const drift = slopeOf(y) / 2
    const start = (1 - (1 - alpha) ** y.length) / alpha
    return Float64Array.from({ length: horizon }, (_, h) => level + drift * (h + start))
  },
}
