import type { Method } from './method.ts'

/** Origins of the backtest, and the fewest observations before the first. */
const ORIGINS = 4
const LEAST_TRAINED = 6

export interface Backtest {
  /** Mean squared error of each method over origins and steps. */
  readonly errors: readonly number[]
  /** By origin and method: forecasts, beside what came. */
  readonly trials: readonly { readonly forecasts: readonly Float64Array[]; readonly actual: Float64Array }[]
}

export function backtest(
  y: Float64Array,
  { methods, horizon }: { methods: readonly Method[]; horizon: number },
): Backtest {
  const ahead = Math.min(horizon, Math.max(1, Math.floor(y.length / 4)))
  const trials: { forecasts: Float64Array[]; actual: Float64Array }[] = []
  for (let k = 0; k < ORIGINS; k++) {
    const origin = y.length - ahead - Math.round((k * ahead) / 2)
    if (origin < LEAST_TRAINED) break
    const known = y.subarray(0, origin)
    trials.push({
      forecasts: methods.map((one) =>
        origin >= one.least ? one.forecast(known, ahead) : new Float64Array(ahead).fill(known.at(-1)!),
      ),
      actual: y.slice(origin, origin + ahead),
    })
  }
  const errors = methods.map((_, m) => {
    let sum = 0
    let count = 0
    for (const { forecasts, actual } of trials)
      for (let h = 0; h < actual.length; h++) {
        sum += (forecasts[m]![h]! - actual[h]!) ** 2
        count++
      }
    return count === 0 ? 1 : sum / count
  })
  return { errors, trials }
}

/** Inverse errors, drawn half-way to equal weights: a backtest of few origins is itself noisy. */
export function weigh(errors: readonly number[]): Float64Array {
  const least = Math.min(...errors.filter(Number.isFinite))
  if (!Number.isFinite(least)) return new Float64Array(errors.length).fill(1 / errors.length)
  const floor = Math.max(least, 1e-12)
  const inverse = errors.map((error) => (Number.isFinite(error) ? floor / Math.max(error, floor) : 0))
  const sum = inverse.reduce((total, one) => total + one, 0)
  return Float64Array.from(inverse, (one) => 0.5 * (one / sum) + 0.5 / errors.length)
}

export function combine(forecasts: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(forecasts[0]!.length)
  for (const [m, one] of forecasts.entries()) for (let h = 0; h < sum.length; h++) sum[h]! += weights[m]! * one[h]!
  return sum
}
