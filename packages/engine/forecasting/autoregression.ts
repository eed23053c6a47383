import type { Method } from './method.ts'
import { rangeOf } from './scale.ts'

/** Share of the mean diagonal that is added to each: keeps near-equal lags apart without moving a forecast. */
const RIDGE = 1e-5

/**
 * Autoregression on the last periods and those one and more seasons ago, with their neighbours, by least squares with a small ridge;
 * forecasts feed the next step. What a second, longer season or a decaying shock leaves in the errors of the others is seen here.
 */
export const autoregression = (seasons: readonly number[]): Method => ({
  name: 'autoregression',
  least: leastOf([1]),
  fit: () => {
    const lags = lagsOf(seasons)
    return (history, horizon) => forecast(history, horizon, shorten(lags, history.length))
  },
})

function lagsOf(seasons: readonly number[]): number[] {
  const lags = new Set([1, 2, 3, 4])
  const [short, long] = [seasons[0] ?? 1, seasons.at(-1) ?? 1]
  if (short > 1) for (const lag of [short - 1, short, short + 1, short + 2]) lags.add(lag)
  if (long > short) {
    for (let lag = 2 * short; lag < long; lag += short) lags.add(lag)
    for (const lag of [2 * short - 1, 2 * short + 1, long - 1, long, long + 1, long + 2]) lags.add(lag)
  }
  return [...lags].filter((lag) => lag > 0).sort((a, b) => a - b)
}

/** Observations below which the coefficients say more about chance than about the series (Box & Jenkins 1970 ask for 50 too). */
const leastOf = (lags: readonly number[]): number => Math.max(50, lags.at(-1)! + 2 * lags.length + 8)

/** The longest lags fall away until enough observations are left. */
function shorten(lags: readonly number[], length: number): readonly number[] {
  let count = lags.length
  while (count > 1 && leastOf(lags.slice(0, count)) > length) count--
  return lags.slice(0, count)
}

function forecast(y: Float64Array, horizon: number, lags: readonly number[]): Float64Array {
  const n = y.length
  const mean = y.reduce((sum, value) => sum + value, 0) / n
  const z = new Float64Array(n + horizon)
  for (let t = 0; t < n; t++) z[t] = y[t]! - mean
  const weights = coefficients(z, n, lags)
  const [low, high] = rangeOf(z.subarray(0, n))
  const room = high - low
  for (let t = n; t < n + horizon; t++) {
    let value = weights[0]!
    for (let j = 0; j < lags.length; j++) value += weights[j + 1]! * z[t - lags[j]!]!
    z[t] = Math.min(high + room, Math.max(low - room, Number.isFinite(value) ? value : 0))
  }
  return z.slice(n).map((value) => value + mean)
}

/** Constant and lags by the normal equations (Cholesky). */
function coefficients(z: Float64Array, n: number, lags: readonly number[]): Float64Array {
  const p = lags.length + 1
  const gram = Array.from({ length: p }, () => new Float64Array(p))
  const right = new Float64Array(p)
  const row = new Float64Array(p)
  row[0] = 1
  for (let t = lags.at(-1)!; t < n; t++) {
    for (let j = 1; j < p; j++) row[j] = z[t - lags[j - 1]!]!
    for (let i = 0; i < p; i++) {
      const value = row[i]!
      const into = gram[i]!
      right[i]! += value * z[t]!
      for (let j = 0; j <= i; j++) into[j]! += value * row[j]!
    }
  }
  let diagonal = 0
  for (let i = 1; i < p; i++) diagonal += gram[i]![i]! / (p - 1)
  for (let i = 1; i < p; i++) gram[i]![i]! += RIDGE * diagonal + 1e-12
  return solve(gram, right)
}

/** Solves G x = b for a symmetric positive G of which the lower half is given; both are used up. */
function solve(gram: readonly Float64Array[], right: Float64Array): Float64Array {
  const p = right.length
  for (let i = 0; i < p; i++)
    for (let j = 0; j <= i; j++) {
      let sum = gram[i]![j]!
      for (let k = 0; k < j; k++) sum -= gram[i]![k]! * gram[j]![k]!
      gram[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / gram[j]![j]!
    }
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < i; k++) right[i]! -= gram[i]![k]! * right[k]!
    right[i]! /= gram[i]![i]!
  }
  for (let i = p - 1; i >= 0; i--) {
    for (let k = i + 1; k < p; k++) right[i]! -= gram[k]![i]! * right[k]!
    right[i]! /= gram[i]![i]!
  }
  return right
}
