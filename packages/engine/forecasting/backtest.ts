import type { Forecaster, Method } from './method.ts'

/** Most origins of a backtest, and the fewest observations before the first. */
const ORIGINS = 16
const LEAST_TRAINED = 6
/** Shorter series are fitted anew at each origin: with few observations parameters remember what came after it. */
const REFIT = 60

export interface Backtest {
  /** Mean absolute error of each forecaster over origins and steps; of demand the root of the mean square. */
  readonly errors: readonly number[]
  /** By origin and forecaster: forecasts, beside what came. */
  readonly trials: readonly { readonly forecasts: readonly Float64Array[]; readonly actual: Float64Array }[]
}

/**
 * Lets each forecaster forecast from past origins half a horizon apart. Demand that is often zero is judged by squares: the smallest
 * absolute error would be that of its median, which may be 0.
 */
export function backtest(
  y: Float64Array,
  {
    methods,
    forecasters,
    horizon,
    bySquares,
  }: { methods: readonly Method[]; forecasters: readonly Forecaster[]; horizon: number; bySquares: boolean },
): Backtest {
  const ahead = Math.min(horizon, Math.max(1, Math.floor(y.length / 3)))
  const trials: { forecasts: Float64Array[]; actual: Float64Array }[] = []
  for (let k = 0; k < ORIGINS; k++) {
    const origin = y.length - ahead - Math.round((k * ahead) / 2)
    if (origin < LEAST_TRAINED) break
    const known = y.subarray(0, origin)
    trials.push({
      forecasts: forecasters.map((one, m) =>
        (y.length < REFIT && origin >= methods[m]!.least ? methods[m]!.fit(known) : one)(known, ahead),
      ),
      actual: y.slice(origin, origin + ahead),
    })
  }
  const errors = forecasters.map((_, m) => {
    let sum = 0
    let count = 0
    for (const { forecasts, actual } of trials)
      for (let h = 0; h < actual.length; h++) {
        const gap = Math.abs(forecasts[m]![h]! - actual[h]!)
        sum += bySquares ? gap * gap : gap
        count++
      }
    if (count === 0) return 1
    return bySquares ? Math.sqrt(sum / count) : sum / count
  })
  return { errors, trials }
}

/** A backtest point sharpens the choice by so much, up to the fourth power. */
const SHARPER = 1 / 200

/**
 * Weights by an inverse power of the errors: the square (Bates & Granger 1969), and up to the fourth power the more points there are
 * that tell good forecasters from bad ones.
 */
export function weigh({ errors, trials }: Backtest): Float64Array {
  const points = trials.reduce((sum, one) => sum + one.actual.length, 0)
  const power = Math.min(4, 2 + SHARPER * points)
  const least = Math.max(Math.min(...errors), 1e-12)
  const inverse = errors.map((error) => (least / Math.max(error, least)) ** power)
  const sum = inverse.reduce((total, one) => total + one, 0)
  return Float64Array.from(inverse, (one) => one / sum)
}

export function combine(forecasts: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(forecasts[0]!.length)
  for (const [m, one] of forecasts.entries()) for (let h = 0; h < sum.length; h++) sum[h]! += weights[m]! * one[h]!
  return sum
}
