import type { Method } from './method.ts'
import { minimise } from './minimise.ts'
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
  fit: (y) => {
    const { alpha } = sesLevel(y)
    return (history, horizon) => {
      const { level } = sesLevel(history, alpha)
      const drift = slopeOf(history) / 2
      const start = (1 - (1 - alpha) ** history.length) / alpha
      return Float64Array.from({ length: horizon }, (_, h) => level + drift * (h + start))
    }
  },
}

const EVALUATIONS = 100

/** Speed of the level, level before the first period, and how far the short run is exaggerated. */
interface ThetaParameters {
  readonly alpha: number
  readonly level: number
  readonly theta: number
}

/**
 * Theta whose long-run line is fitted anew after each period, and whose θ is chosen with the level: the dynamic optimised theta model
 * (Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016).
 */
export const DYNAMIC_THETA: Method = {
  name: 'dynamic theta',
  least: 4,
  fit: (y) => {
    const size = y.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12)
    const none = new Float64Array(0)
    const decode = (x: Float64Array): ThetaParameters => ({
      alpha: 0.01 + 0.985 * x[0]!,
      level: y[0]! / 2 + (x[1]! - 0.5) * 2 * size,
      theta: 1 + 20 * x[2]! ** 2,
    })
    const { x } = minimise((at) => runTheta(y, decode(at), none), [0.5, 0.5, 0.22], EVALUATIONS)
    const chosen = decode(x)
    return (history, horizon) => {
      const ahead = new Float64Array(horizon)
      runTheta(history, chosen, ahead)
      return ahead
    }
  },
}

/** Sum of squared one-step errors from the third period on; fills `ahead` by going on with what it expects. */
function runTheta(y: Float64Array, { alpha, level: first, theta }: ThetaParameters, ahead: Float64Array): number {
  const n = y.length
  const weight = 1 - 1 / theta
  let [level, intercept, slope, mean, squares] = [first, 0, 0, 0, 0]
  let power = 1
  for (let t = 1; t <= n + ahead.length; t++) {
    const expected = level + weight * (power * intercept + ((1 - power * (1 - alpha)) / alpha) * slope)
    const isKnown = t <= n
    const value = isKnown ? y[t - 1]! : expected
    if (!isKnown) ahead[t - n - 1] = expected
    else if (t > 2) squares += (value - expected) ** 2
    level += alpha * (value - level)
    slope = t === 1 ? 0 : ((t - 2) * slope + (6 / t) * (value - mean)) / (t + 1)
    mean += (value - mean) / t
    intercept = mean - ((t + 1) / 2) * slope
    power *= 1 - alpha
  }
  return squares
}
