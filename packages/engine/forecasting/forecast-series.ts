import { backtest, combine, weigh } from './backtest.ts'
import { candidatesFor } from './candidates.ts'
import { cleanSeries } from './clean-series.ts'
import { demandIntervals, guessedIntervals, testedIntervals } from './intervals.ts'
import type { Method } from './method.ts'

export interface SeriesOptions {
  /** Periods of a season; 1 = none. */
  readonly season: number
  readonly horizon: number
  /** Widths of intervals in percent. */
  readonly levels: readonly number[]
}

export interface SeriesForecast {
  /** The three heaviest methods, as `exponential smoothing 45 %, dynamic theta 30 %, theta of logs 10 %`. */
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

/**
 * Forecasts one series: mends it, lets each method that suits it forecast from several past origins, and combines them by an inverse
 * power of their backtest error (after Bates & Granger 1969). Intervals come from the combination's own backtest errors. Never NaN; the
 * forecast of a series that was never negative is never negative.
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

/** Older periods say nothing more of the next ones, and would take time. */
const MOST_PERIODS = 5000

function forecastScaled(given: Float64Array, { season, horizon, levels }: SeriesOptions): SeriesForecast {
  const { values, gaps, outliers } = cleanSeries(given.subarray(Math.max(0, given.length - MOST_PERIODS)), season)
  if (values.length < 3) return shortForecast(values, { horizon, levels, gaps, outliers })
  const { methods, bySquares, isSparse } = candidatesFor(values, season)
  const forecasters = methods.map((one) => one.fit(values))
  const tested = backtest(values, { methods, forecasters, horizon, bySquares })
  const weights = weigh(tested)
  const mean = combine(
    forecasters.map((one) => one(values, horizon)),
    weights,
  )
  const floor = values.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY
  for (let h = 0; h < horizon; h++) mean[h] = Math.max(floor, Number.isFinite(mean[h]!) ? mean[h]! : values.at(-1)!)
  return {
    ...(isSparse ? demandIntervals(values, mean, levels) : testedIntervals(values, { mean, tested, weights, levels })),
    mean,
    method: nameOf(methods, weights),
    fallback: false,
    gaps,
    outliers,
  }
}

function shortForecast(
  values: Float64Array,
  { horizon, levels, gaps, outliers }: Omit<SeriesOptions, 'season'> & { gaps: number; outliers: number },
): SeriesForecast {
  const level = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  const mean = new Float64Array(horizon).fill(level)
  const floor = values.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY
  return { ...guessedIntervals(mean, levels, floor), mean, method: 'mean of few', fallback: true, gaps, outliers }
}

const nameOf = (methods: readonly Method[], weights: Float64Array): string =>
  methods
    .map((one, m) => ({ name: one.name, weight: weights[m]! }))
    .filter((one) => one.weight >= 0.005)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map((one) => `${one.name} ${Math.round(100 * one.weight)} %`)
    .join(', ')
