import type { Method } from './method.ts'

/** Origins of the backtest, and the fewest observations before the first. */
const ORIGINS = 8
const LEAST_TRAINED = 6

export interface Backtest {
  /** Mean absolute error of each method over origins and steps; of sparse demand the root of the mean square. */
  readonly errors: readonly number[]
  /** By origin and method: forecasts, beside what came. */
  readonly trials: readonly { readonly forecasts: readonly Float64Array[]; readonly actual: Float64Array }[]
}

/** Sparse demand is judged by squares: the smallest absolute error would always be that of the forecast 0. */
export function backtest(
  y: Float64Array,
  { methods, horizon, isSparse }: { methods: readonly Method[]; horizon: number; isSparse: boolean },
): Backtest {
  const ahead = Math.min(horizon, Math.max(1, Math.floor(y.length / 3)))
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
        const gap = Math.abs(forecasts[m]![h]! - actual[h]!)
        sum += isSparse ? gap * gap : gap
        count++
      }
    if (count === 0) return 1
    return isSparse ? Math.sqrt(sum / count) : sum / count
  })
  return { errors, trials }
}

/** Inverse squares of the errors: those of mean absolute errors are less shaken by one surprise than mean squares are. */
export function weigh(errors: readonly number[]): Float64Array {
  const least = Math.min(...errors.filter(Number.isFinite))
  if (!Number.isFinite(least)) return new Float64Array(errors.length).fill(1 / errors.length)
  const floor = Math.max(least, 1e-12)
  const inverse = errors.map((error) => (Number.isFinite(error) ? (floor / Math.max(error, floor)) ** 2 : 0))
  const sum = inverse.reduce((total, one) => total + one, 0)
  return Float64Array.from(inverse, (one) => one / sum)
}

export function combine(forecasts: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(forecasts[0]!.length)
  for (const [m, one] of forecasts.entries()) for (let h = 0; h < sum.length; h++) sum[h]! += weights[m]! * one[h]!
  return sum
}
