import { backtest, combine, weigh } from './backtest.ts'
import { cleanSeries } from './clean-series.ts'
import { CROSTON, isIntermittent, SBA, TSB } from './intermittent.ts'
import { intervals, spreadOf } from './intervals.ts'
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
/**
 * Forecasts one series: mends it, takes the season out where there is one, lets each method forecast from several past origins, and
 * combines them by the inverse square of their mean absolute backtest error (after Bates & Granger 1969). Intervals come from the combination's own
 * backtest errors. Never NaN; the forecast of a series that was never negative is never negative.
 */
export function forecastSeries(given: Float64Array, options: SeriesOptions): SeriesForecast {
  const unit = unitOf(given)
  const answer = forecastScaled(
    given.map((value) => value / unit),
    options,
  )
  const scaled = (values: Float64Array): Float64Array =>
    values.map((value) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value * unit)))
  return { ...answer, mean: scaled(answer.mean), low: answer.low.map(scaled), high: answer.high.map(scaled) }
}

/** A power of two, so that scaling is exact: squares of what is left neither overflow nor vanish. */
function unitOf(values: Float64Array): number {
  let most = 0
  for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value))
  return most === 0 ? 1 : 2 ** Math.max(-1000, Math.floor(Math.log2(most)) - 20)
}

function forecastScaled(given: Float64Array, { season, horizon, levels }: SeriesOptions): SeriesForecast {
  const { values, gaps, outliers } = cleanSeries(given, season)
  if (values.length < 3) return shortForecast(values, { horizon, levels, gaps, outliers })
  const isSparse = isIntermittent(values)
  const methods = (isSparse ? SPARSE : SMOOTH).filter((one) => values.length >= one.least)
  const extra = isSparse || season < 2 || values.length < 2 * season ? [] : [SEASONAL_NAIVE(season)]
  const all = [...methods.map((one) => seasonally(one, isSparse ? 1 : season)), ...extra]
  const tested = backtest(values, { methods: all, horizon, isSparse })
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
