import { autoregression } from './autoregression.ts'
import { exponentialSmoothing } from './exponential-smoothing.ts'
import { isIntermittent, movingAverage, slowAverage, TSB } from './intermittent.ts'
import type { Method } from './method.ts'
import { onLogs, onRoots } from './scale.ts'
import { longestSeason, seasonally, seasonsOf } from './seasonality.ts'
import { DYNAMIC_THETA, THETA } from './theta.ts'

export interface Candidates {
  readonly methods: readonly Method[]
  /** True: demand with zeros, of which the mean is wanted and not the median. */
  readonly bySquares: boolean
  /** True: mostly zeros. */
  readonly isSparse: boolean
}

/** The methods that a series of this kind and length can be forecast with. */
export function candidatesFor(y: Float64Array, given: number): Candidates {
  const seasons = seasonsOf(given)
  const isSparse = isIntermittent(y)
  const some = isSparse
    ? [movingAverage(12), movingAverage(18), slowAverage(0.1), TSB]
    : smooth(y, { seasons, season: longestSeason(seasons, y.length) })
  const methods = some.filter((one) => y.length >= one.least)
  return { methods: methods.length > 0 ? methods : [THETA], bySquares: y.includes(0), isSparse }
}

/** Observations from which on a slow average can tell noise from a new level. */
const SETTLED = 40

function smooth(y: Float64Array, { seasons, season }: { seasons: readonly number[]; season: number }): Method[] {
  const lowest = y.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const methods = [exponentialSmoothing(season), seasonally(DYNAMIC_THETA, season)]
  if (lowest >= 0) methods.push(seasonally(onRoots(DYNAMIC_THETA), season))
  methods.push(seasonally(lowest > 0 ? onLogs(THETA) : THETA, season))
  methods.push(...seasons.filter((one) => y.length >= 2 * one).map(seasonalNaive))
  if (y.length >= SETTLED) methods.push(seasonally(slowAverage(0.05), season))
  if (lowest === 0) methods.push(TSB)
  const lagged = autoregression(seasons.filter((one) => y.length >= 2 * one))
  methods.push(lagged)
  if (lowest > 0) methods.push(onLogs(lagged))
  return methods
}

const seasonalNaive = (season: number): Method => ({
  name: 'seasonal naive',
  least: season + 1,
  fit: () => (y, horizon) =>
    Float64Array.from({ length: horizon }, (_, h) => y[Math.max(0, y.length - season + (h % season))]!),
})
