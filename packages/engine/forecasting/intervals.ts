import { type Backtest, combine } from './backtest.ts'
import { empiricalQuantile, studentQuantile } from './quantiles.ts'
import { root } from './scale.ts'

export interface Intervals {
  /** By level. */
  readonly low: readonly Float64Array[]
  readonly high: readonly Float64Array[]
}

/**
 * Before any error is seen, errors grow with the root of the step at most, and less where the history itself keeps to a level; that
 * counts as much as so many squared logarithms of steps.
 */
const GROWTH = 0.5
const GROWTH_WEIGHT = 20
/** Backtests half a horizon apart overlap: as degrees of freedom they count two less than they are. */
const OVERLAP = 2
const LEAST_FREEDOM = 2
/** One factor for all series, so that 95 % intervals of the M3, M4 hourly and UCI weekly series hold 95 % of what came. */
const CALIBRATION = 0.93

/**
 * Intervals from the combination's own backtest errors: their size and how it grows with the step, with a Student's t for how few
 * they are. Of values that are never negative the errors are taken between square roots, so that an interval reaches further up than
 * down, and never below zero.
 */
export function testedIntervals(
  y: Float64Array,
  {
    mean,
    tested,
    weights,
    levels,
  }: { mean: Float64Array; tested: Backtest; weights: Float64Array; levels: readonly number[] },
): Intervals {
  const isPositive = y.every((value) => value >= 0)
  const onto = isPositive ? root : (value: number): number => value
  const back = isPositive ? (value: number): number => Math.max(0, value) ** 2 : (value: number): number => value
  const errors = tested.trials.map(({ forecasts, actual }) =>
    combine(forecasts, weights).map((value, h) => onto(value) - onto(actual[h]!)),
  )
  const steps = errors.length > 0 ? errors : [y.slice(1).map((value, t) => onto(value) - onto(y[t]!))]
  const growth = errors.length > 0 ? growthOf(errors, differenceGrowth(y.map(onto))) : GROWTH
  let [squares, count] = [0, 0]
  for (const one of steps)
    for (let h = 0; h < one.length; h++) {
      squares += (one[h]! / (errors.length > 0 ? (h + 1) ** growth : 1)) ** 2
      count++
    }
  const spread = Math.sqrt(squares / Math.max(1, count))
  const freedom = Math.max(LEAST_FREEDOM, errors.length - OVERLAP)
  const at = (level: number, sign: number): Float64Array => {
    const width = sign * CALIBRATION * studentQuantile(0.5 + level / 200, freedom) * spread
    return mean.map((value, h) => back(onto(value) + width * (h + 1) ** growth))
  }
  return around(mean, { low: levels.map((level) => at(level, -1)), high: levels.map((level) => at(level, 1)) })
}

/** The exponent by which errors grow with the step: a line through the logarithms of their size, drawn to `prior`; from 0 to 1. */
function growthOf(errors: readonly Float64Array[], prior: number): number {
  const ahead = errors[0]!.length
  let [sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0]
  for (let h = 0; h < ahead; h++) {
    let squares = 0
    for (const one of errors) squares += one[h]! ** 2
    const x = Math.log(h + 1)
    const size = Math.log(Math.max(Math.sqrt(squares / errors.length), 1e-12))
    sumX += x
    sumY += size
    sumXX += x * x
    sumXY += x * size
  }
  const cross = errors.length * (sumXY - (sumX * sumY) / ahead)
  const square = errors.length * (sumXX - (sumX * sumX) / ahead)
  return Math.min(1, Math.max(0, (cross + GROWTH_WEIGHT * prior) / (square + GROWTH_WEIGHT)))
}

/** Differences over more periods than a share of the history are too few, and so many tell enough. */
const LAG_SHARE = 0.5
const MOST_LAGS = 200

/**
 * The exponent by which differences grow with their lag, from 0 of a level with noise to GROWTH of a random walk: the slope of the
 * variogram between logarithms.
 */
function differenceGrowth(y: Float64Array): number {
  const most = Math.min(MOST_LAGS, Math.max(2, Math.floor(y.length * LAG_SHARE)))
  let [sumX, sumY, sumXX, sumXY, weight] = [0, 0, 0, 0, 0]
  for (let lag = 1; lag <= most; lag++) {
    let squares = 0
    for (let t = lag; t < y.length; t++) squares += (y[t]! - y[t - lag]!) ** 2
    const pairs = y.length - lag
    const x = Math.log(lag)
    const size = Math.log(Math.max(Math.sqrt(squares / pairs), 1e-12))
    const w = pairs / lag
    weight += w
    sumX += w * x
    sumY += w * size
    sumXX += w * x * x
    sumXY += w * x * size
  }
  const slope = (sumXY - (sumX * sumY) / weight) / (sumXX - (sumX * sumX) / weight)
  return Math.min(GROWTH, Math.max(0, slope))
}

/** Periods of sparse demand that its quantiles are read from. */
const RECENT = 24

/** Intervals of sparse demand: what was sold in the last periods. Errors around its mean would say nothing of a peak's size. */
export function demandIntervals(y: Float64Array, mean: Float64Array, levels: readonly number[]): Intervals {
  const recent = y.subarray(Math.max(0, y.length - RECENT))
  const at = (p: number): Float64Array => new Float64Array(mean.length).fill(empiricalQuantile(recent, p))
  return around(mean, {
    low: levels.map((level) => at(0.5 - level / 200)),
    high: levels.map((level) => at(0.5 + level / 200)),
  })
}

/** The mean lies within each interval. */
const around = (mean: Float64Array, { low, high }: Intervals): Intervals => ({
  low: low.map((one) => one.map((value, h) => Math.min(value, mean[h]!))),
  high: high.map((one) => one.map((value, h) => Math.max(value, mean[h]!))),
})

/** Without a history to test on: half the mean to either side is one standard deviation. */
export function guessedIntervals(mean: Float64Array, levels: readonly number[], floor: number): Intervals {
  const at = (level: number, sign: number): Float64Array =>
    mean.map((value) =>
      Math.max(floor, value + sign * studentQuantile(0.5 + level / 200, LEAST_FREEDOM) * (Math.abs(value) / 2)),
    )
  return { low: levels.map((level) => at(level, -1)), high: levels.map((level) => at(level, 1)) }
}
