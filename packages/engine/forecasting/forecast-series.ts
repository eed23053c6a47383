import { backtest, combine, weigh } from './backtest.ts'
import { candidatesFor } from './candidates.ts'
import { cleanSeries, type Outlier } from './clean-series.ts'
import { demandIntervals, guessedIntervals, testedIntervals } from './intervals.ts'
import type { Method } from './method.ts'
import { type TestedErrors, testedErrors } from './tested-errors.ts'

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
  /** By place of the given series. */
  readonly outliers: readonly Outlier[]
  /** What the method names, by weight. */
  readonly methods: readonly WeighedMethod[]
  /** Errors in the backtest; null: too short for one. */
  readonly tested: TestedErrors | null
}

export interface WeighedMethod {
  readonly name: string
  readonly weight: number
  /** Its own error in the backtest, of what came; null: not known. */
  readonly error: number | null
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
  const { tested } = answer
  return {
    ...answer,
    mean: scaled(answer.mean),
    low: answer.low.map(scaled),
    high: answer.high.map(scaled),
    outliers: answer.outliers.map(({ at, taken }) => ({ at, taken: taken * unit })),
    tested: tested && {
      ...tested,
      actual: scaled(tested.actual),
      absolute: scaled(tested.absolute),
      bias: scaled(tested.bias),
    },
  }
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
  const skipped = Math.max(0, given.length - MOST_PERIODS)
  const { values, gaps, outliers: found } = cleanSeries(given.subarray(skipped), season)
  const outliers = found.map((one) => ({ ...one, at: one.at + skipped }))
  if (values.length < 3) return shortForecast(values, { horizon, levels, gaps, outliers })
  const { methods, bySquares, isSparse } = candidatesFor(values, season)
  const forecasters = methods.map((one) => one.fit(values))
  const tested = backtest(values, { methods, forecasters, horizon, bySquares })
  const weights = weigh(tested)
  const mean = combine(
    forecasters.map((one) => one(values, horizon)),
    weights,
  )
  const errors = testedErrors(values, { tested, weights })
  const floor = values.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY
  for (let h = 0; h < horizon; h++) mean[h] = Math.max(floor, Number.isFinite(mean[h]!) ? mean[h]! : values.at(-1)!)
  return {
    ...(isSparse ? demandIntervals(values, mean, levels) : testedIntervals(values, { mean, tested, weights, levels })),
    mean,
    ...namesOf(methods, weights, errors),
    fallback: false,
    gaps,
    outliers,
    tested: errors,
  }
}

function shortForecast(
  values: Float64Array,
  { horizon, levels, gaps, outliers }: Omit<SeriesOptions, 'season'> & Pick<SeriesForecast, 'gaps' | 'outliers'>,
): SeriesForecast {
  const level = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  const mean = new Float64Array(horizon).fill(level)
  const floor = values.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY
  return {
    ...guessedIntervals(mean, levels, floor),
    mean,
    method: 'mean of few',
    methods: [{ name: 'mean of few', weight: 1, error: null }],
    fallback: true,
    gaps,
    outliers,
    tested: null,
  }
}

/** The methods by weight, and in words those that weigh something, three at most. */
function namesOf(
  methods: readonly Method[],
  weights: Float64Array,
  errors: TestedErrors | null,
): Pick<SeriesForecast, 'method' | 'methods'> {
  const named = methods
    .map((one, m) => ({ name: one.name, weight: weights[m]!, error: errors?.byMethod[m] ?? null }))
    .sort((a, b) => b.weight - a.weight)
  const method = named
    .filter((one) => one.weight >= 0.005)
    .slice(0, 3)
    .map((one) => `${one.name} ${Math.round(100 * one.weight)} %`)
    .join(', ')
  return { method, methods: named }
}
