import { cleanSeries } from './clean-series.ts'
import { CROSTON, isIntermittent, SBA, TSB } from './intermittent.ts'
import type { Method } from './method.ts'
import { deseason } from './seasonality.ts'
import { DAMPED, HOLT, SES } from './smoothing.ts'
import { THETA } from './theta.ts'

export interface SeriesOptions {
  /** Periods of a season; 1 = none. */
  readonly season: number
  readonly horizon: number
  /** Widths of intervals in percent. */
  readonly levels: readonly number[]
}

export interface SeriesForecast {
  /** Methods by weight, as `theta 45 %, damped 30 %`. */
  readonly method: string
  readonly mean: Float64Array
  /** By level. */
  readonly low: readonly Float64Array[]
  readonly high: readonly Float64Array[]
  /** True: too short for any method, so the last or mean value stands. */
  readonly fallback: boolean
  readonly gaps: number
  readonly outliers: number
}

const SEASONAL_NAIVE = (season: number): Method => ({
  name: 'seasonal naive',
  least: season + 1,
  forecast: (y, horizon) => Float64Array.from({ length: horizon }, (_, h) => y[y.length - season + (h % season)]!),
})

const SMOOTH: readonly Method[] = [SES, HOLT, DAMPED, THETA]
const SPARSE: readonly Method[] = [CROSTON, SBA, TSB, SES]
/** Origins of the backtest, and the fewest observations before the first. */
const ORIGINS = 4
const LEAST_TRAINED = 6

/**
 * Forecasts one series: mends it, takes the season out where there is one, lets each method forecast from several past origins, and
 * combines them by the inverse of their squared backtest error (Bates & Granger 1969). Intervals come from the combination's own
 * backtest errors. Never NaN; the forecast of a series that was never negative is never negative.
 */
export function forecastSeries(given: Float64Array, { season, horizon, levels }: SeriesOptions): SeriesForecast {
  const { values, gaps, outliers } = cleanSeries(given, season)
  if (values.length < 3) return shortForecast(values, { horizon, levels, gaps, outliers })
  const isSparse = isIntermittent(values)
  const methods = (isSparse ? SPARSE : SMOOTH).filter((one) => values.length >= one.least)
  const extra = isSparse || season < 2 || values.length < 2 * season ? [] : [SEASONAL_NAIVE(season)]
  const all = [...methods.map((one) => seasonally(one, isSparse ? 1 : season)), ...extra]
  const tested = backtest(values, { methods: all, horizon })
  const weights = weigh(tested.errors)
  const mean = combine(
    all.map((one) => one.forecast(values, horizon)),
    weights,
  )
  const floor = values.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY
  for (let h = 0; h < horizon; h++) mean[h] = Math.max(floor, Number.isFinite(mean[h]!) ? mean[h]! : values.at(-1)!)
  const spread = spreadOf(values, { tested, weights, horizon })
  return {
    ...intervals(mean, { spread, levels, floor }),
    mean,
    method: nameOf(all, weights),
    fallback: false,
    gaps,
    outliers,
  }
}

/** A method on the series without its season. */
const seasonally = (method: Method, season: number): Method => ({
  ...method,
  forecast: (y, horizon) => {
    const { values, restore } = deseason(y, season)
    return restore(method.forecast(values, horizon))
  },
})

interface Backtest {
  /** Mean squared error of each method over origins and steps. */
  readonly errors: readonly number[]
  /** By origin and method: forecasts, beside what came. */
  readonly trials: readonly { readonly forecasts: readonly Float64Array[]; readonly actual: Float64Array }[]
}

function backtest(y: Float64Array, { methods, horizon }: { methods: readonly Method[]; horizon: number }): Backtest {
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
function weigh(errors: readonly number[]): Float64Array {
  const least = Math.min(...errors.filter(Number.isFinite))
  if (!Number.isFinite(least)) return new Float64Array(errors.length).fill(1 / errors.length)
  const floor = Math.max(least, 1e-12)
  const inverse = errors.map((error) => (Number.isFinite(error) ? floor / Math.max(error, floor) : 0))
  const sum = inverse.reduce((total, one) => total + one, 0)
  return Float64Array.from(inverse, (one) => 0.5 * (one / sum) + 0.5 / errors.length)
}

function combine(forecasts: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(forecasts[0]!.length)
  for (const [m, one] of forecasts.entries()) for (let h = 0; h < sum.length; h++) sum[h]! += weights[m]! * one[h]!
  return sum
}

/** Standard deviation of the combination's error at each step, growing with the root of the step beyond what was tested. */
function spreadOf(
  y: Float64Array,
  { tested, weights, horizon }: { tested: Backtest; weights: Float64Array; horizon: number },
): Float64Array {
  let sum = 0
  let count = 0
  let steps = 0
  for (const { forecasts, actual } of tested.trials) {
    const combined = combine(forecasts, weights)
    for (let h = 0; h < actual.length; h++) {
      sum += (combined[h]! - actual[h]!) ** 2
      steps += h + 1
      count++
    }
  }
  if (count === 0) {
    for (let t = 1; t < y.length; t++) sum += (y[t]! - y[t - 1]!) ** 2
    count = Math.max(1, y.length - 1)
    steps = count
  }
  const step = steps / count
  // Few trials understate the spread: widened as a Student's t would be.
  const few = 1 + 2.5 / Math.max(2, count)
  return Float64Array.from(
    { length: horizon },
    (_, h) => few * Math.sqrt(sum / count) * Math.sqrt(0.5 + (0.5 * (h + 1)) / step),
  )
}

function intervals(
  mean: Float64Array,
  { spread, levels, floor }: { spread: Float64Array; levels: readonly number[]; floor: number },
): { low: Float64Array[]; high: Float64Array[] } {
  const at = (level: number, sign: number): Float64Array =>
    mean.map((value, h) => Math.max(floor, value + sign * normalQuantile(0.5 + level / 200) * spread[h]!))
  return { low: levels.map((level) => at(level, -1)), high: levels.map((level) => at(level, 1)) }
}

function shortForecast(
  values: Float64Array,
  { horizon, levels, gaps, outliers }: Omit<SeriesOptions, 'season'> & { gaps: number; outliers: number },
): SeriesForecast {
  const level = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  const mean = new Float64Array(horizon).fill(level)
  const spread = new Float64Array(horizon).fill(Math.abs(level) / 2)
  const floor = values.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY
  return { ...intervals(mean, { spread, levels, floor }), mean, method: 'mean of few', fallback: true, gaps, outliers }
}

const nameOf = (methods: readonly Method[], weights: Float64Array): string =>
  methods
    .map((one, m) => ({ name: one.name, weight: weights[m]! }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map((one) => `${one.name} ${Math.round(100 * one.weight)} %`)
    .join(', ')

/** Inverse of the normal distribution (Acklam's rational approximation, error below 1.2 × 10⁻⁹), for p > 0.5. */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p)
  if (p <= 0.97575) {
    const q = p - 0.5
    const r = q * q
    return (
      ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
        30.66479806614716) *
        r +
        2.506628277459239) *
        q) /
      (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
        13.28068155288572) *
        r +
        1)
    )
  }
  const q = Math.sqrt(-2 * Math.log(1 - p))
  return (
    -(
      ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
      2.938163982698783
    ) /
    ((((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
  )
}
