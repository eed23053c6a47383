import type { Method } from './method.ts'

/** Seasons that a season of `given` periods comes with, shortest first: days that have hours also make weeks, and days make years. */
export function seasonsOf(given: number): number[] {
  if (given < 2) return []
  if (given === 7) return [7, 364]
  const isDay = [24, 48, 96].includes(given)
  if (isDay) return [given, 7 * given]
  return [168, 336, 672].includes(given) ? [given / 7, given] : [given]
}

/** Seasons of history that a season's indices rest on at least: when fitted, and when tried on an earlier part. */
const FITTED = 3
const TRIED = 2

/** The longest of several seasons that a history can tell; 1 = none. */
export const longestSeason = (seasons: readonly number[], length: number): number =>
  seasons.findLast((one) => length >= FITTED * one) ?? 1

/**
 * A method on the series without its season. Indices come from ratios to a centred moving average (differences where a value is not
 * positive) and are shrunk to none as far as chance alone would make them differ: a series without a season is left as it is.
 */
export const seasonally = (method: Method, season: number): Method =>
  season < 2
    ? method
    : {
        ...method,
        fit: (y) => {
          const forecast = method.fit(deseason(y, season).values)
          return (history, horizon) => {
            const { values, restore } = deseason(history, season)
            return restore(forecast(values, horizon))
          }
        },
      }

interface Deseasoned {
  readonly season: number
  readonly values: Float64Array
  readonly restore: (ahead: Float64Array) => Float64Array
}

/** All methods are tried on the same histories, which are never changed: their seasons are read once. */
const deseasonedBy = new WeakMap<Float64Array, Deseasoned>()

function deseason(y: Float64Array, season: number): Deseasoned {
  if (y.length < TRIED * season) return { season: 1, values: y, restore: (ahead) => ahead }
  const known = deseasonedBy.get(y)
  if (known?.season === season) return known
  const found = takeSeasonOut(y, season)
  deseasonedBy.set(y, found)
  return found
}

function takeSeasonOut(y: Float64Array, season: number): Deseasoned {
  const isRatio = y.every((value) => value > 0)
  const indices = seasonIndices(y, season, { isRatio, shrink: true })
  if (isRatio)
    return {
      season,
      values: y.map((value, t) => value / indices[t % season]!),
      restore: (ahead) => ahead.map((value, h) => value * indices[(y.length + h) % season]!),
    }
  return {
    season,
    values: y.map((value, t) => value - indices[t % season]!),
    restore: (ahead) => ahead.map((value, h) => value + indices[(y.length + h) % season]!),
  }
}

/** From how many values of one part of the season on its smallest and largest are left out of the mean. */
const TRIMMED = 5

/** A moving average of positive values may lose its last digits to a far larger neighbour; it is never this small. */
const TINY = 1e-12

/** Indices of a season: factors with geometric mean 1, or differences with mean 0. */
export function seasonIndices(
  y: Float64Array,
  season: number,
  { isRatio, shrink }: { isRatio: boolean; shrink: boolean },
): Float64Array {
  const half = Math.floor(season / 2)
  const parts = Array.from({ length: season }, (): number[] => [])
  const average = movingAverage(y, season)
  for (let t = half; t < y.length - half; t++)
    parts[t % season]!.push(isRatio ? Math.log(y[t]! / Math.max(average[t]!, TINY)) : y[t]! - average[t]!)
  const middles = Float64Array.from(parts, trimmedMean)
  const mean = middles.reduce((sum, value) => sum + value, 0) / season
  const kept = shrink ? keptShare(parts, middles, mean) : 1
  return middles.map((value) => (isRatio ? Math.exp(kept * (value - mean)) : kept * (value - mean)))
}

function trimmedMean(values: readonly number[]): number {
  if (values.length === 0) return 0
  let [sum, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    sum += value
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return values.length < TRIMMED ? sum / values.length : (sum - low - high) / (values.length - 2)
}

/** James & Stein (1961), after Miller & Williams (2003): one minus the share of the indices' spread that chance explains. */
function keptShare(parts: readonly (readonly number[])[], middles: Float64Array, mean: number): number {
  const season = parts.length
  if (season < 4) return 1
  let [within, free, count, between] = [0, 0, 0, 0]
  for (const [s, values] of parts.entries()) {
    for (const value of values) within += (value - middles[s]!) ** 2
    free += Math.max(0, values.length - 1)
    count += values.length
    between += (middles[s]! - mean) ** 2
  }
  if (between === 0 || free === 0) return 1
  return Math.max(0, 1 - ((season - 3) * (within / free) * season) / count / between)
}

/** Centred; the ends that it would reach beyond are left at 0. */
function movingAverage(y: Float64Array, season: number): Float64Array {
  const half = Math.floor(season / 2)
  const average = new Float64Array(y.length)
  const isEven = season % 2 === 0
  let sum = 0
  for (let k = 0; k < 2 * half + 1; k++) sum += y[k]!
  for (let t = half; t < y.length - half; t++) {
    const ends = isEven ? (y[t - half]! + y[t + half]!) / 2 : 0
    average[t] = (sum - ends) / season
    if (t + half + 1 < y.length) sum += y[t + half + 1]! - y[t - half]!
  }
  return average
}
