import type { Method } from './method.ts'

/** Sum of squared one-step errors, level and trend at the end. */
interface Fit {
  readonly error: number
  readonly level: number
  readonly trend: number
}

/** Holt's recursion with damping φ; φ = 0 is simple exponential smoothing, φ = 1 a straight trend. */
function smooth(y: Float64Array, alpha: number, { beta, phi }: { beta: number; phi: number }): Fit {
  const n = y.length
  let level = y[0]!
  let trend = phi === 0 ? 0 : firstTrend(y)
  let error = 0
  for (let t = 1; t < n; t++) {
    const expected = level + phi * trend
    const e = y[t]! - expected
    error += e * e
    level = expected + alpha * e
    trend = phi * trend + alpha * beta * e
  }
  return { error, level, trend }
}

/** Mean step of the first few observations: less shaken by one of them than the first step alone. */
function firstTrend(y: Float64Array): number {
  const k = Math.min(4, y.length - 1)
  return (y[k]! - y[0]!) / k
}

const ALPHAS = [0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.95]
const BETAS = [0.01, 0.05, 0.15, 0.3]
const PHIS = [0.8, 0.9, 0.95, 0.98]

interface Choice extends Fit {
  readonly phi: number
}

/** The parameters with the smallest squared one-step error, on a grid refined once around the best α. */
function choose(y: Float64Array, betas: readonly number[], phis: readonly number[]): Choice {
  let best: (Choice & { alpha: number; beta: number }) | null = null
  const attempt = (alpha: number, beta: number, phi: number): void => {
    const fit = smooth(y, alpha, { beta, phi })
    if (best === null || fit.error < best.error) best = { ...fit, phi, alpha, beta }
  }
  for (const phi of phis) for (const beta of betas) for (const alpha of ALPHAS) attempt(alpha, beta, phi)
  const { alpha, beta, phi } = best!
  for (const factor of [0.7, 0.85, 1.15, 1.3]) attempt(Math.min(0.99, alpha * factor), beta, phi)
  return best!
}

function extend({ level, trend, phi }: Choice, horizon: number): Float64Array {
  const ahead = new Float64Array(horizon)
  let sum = 0
  let power = 1
  for (let h = 0; h < horizon; h++) {
    power *= phi
    sum += power
    ahead[h] = level + sum * trend
  }
  return ahead
}

/** Level at the end of simple exponential smoothing with the best α. */
export const sesLevel = (y: Float64Array): { level: number; alpha: number } => {
  let best = { error: Number.POSITIVE_INFINITY, level: y[0]!, alpha: 0.5 }
  for (const alpha of ALPHAS) {
    const fit = smooth(y, alpha, { beta: 0, phi: 0 })
    if (fit.error < best.error) best = { error: fit.error, level: fit.level, alpha }
  }
  return best
}

/** Simple exponential smoothing (Brown 1959). */
export const SES: Method = {
  name: 'ses',
  least: 1,
  forecast: (y, horizon) => new Float64Array(horizon).fill(sesLevel(y).level),
}

/** Holt's linear trend (Holt 1957). */
export const HOLT: Method = {
  name: 'holt',
  least: 4,
  forecast: (y, horizon) => extend(choose(y, BETAS, [1]), horizon),
}

/** Damped trend (Gardner & McKenzie 1985). */
export const DAMPED: Method = {
  name: 'damped',
  least: 4,
  forecast: (y, horizon) => extend(choose(y, BETAS, PHIS), horizon),
}
