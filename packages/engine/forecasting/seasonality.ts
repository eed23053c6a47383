/** A series without its season, and how to put the season back. */
export interface Deseasoned {
  readonly values: Float64Array
  readonly restore: (ahead: Float64Array) => Float64Array
}

/** 90 % two-sided: the bar of the M competitions for calling a series seasonal. */
const CRITICAL = 1.645

/** Autocorrelation at the season stands out from that of shorter lags (the test of the M competitions' Naive 2). */
export function isSeasonal(y: Float64Array, season: number): boolean {
  if (season < 2 || y.length < 3 * season) return false
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length
  let variance = 0
  for (const value of y) variance += (value - mean) ** 2
  if (variance === 0) return false
  const correlation = (lag: number): number => {
    let sum = 0
    for (let t = lag; t < y.length; t++) sum += (y[t]! - mean) * (y[t - lag]! - mean)
    return sum / variance
  }
  let squares = 0
  for (let lag = 1; lag < season; lag++) squares += correlation(lag) ** 2
  return Math.abs(correlation(season)) > CRITICAL * Math.sqrt((1 + 2 * squares) / y.length)
}

/**
 * Classical decomposition: ratios to a centred moving average, averaged by season; differences where a value is not positive.
 * Indices are shrunk towards none by how few years they rest on.
 */
export function deseason(y: Float64Array, season: number): Deseasoned {
  if (!isSeasonal(y, season)) return { values: y, restore: (ahead) => ahead }
  const isRatio = y.every((value) => value > 0)
  const indices = seasonIndices(y, season, isRatio)
  const apply = (value: number, index: number, back: boolean): number => {
    if (isRatio) return back ? value * index : value / index
    return back ? value + index : value - index
  }
  return {
    values: y.map((value, t) => apply(value, indices[t % season]!, false)),
    restore: (ahead) => ahead.map((value, h) => apply(value, indices[(y.length + h) % season]!, true)),
  }
}

function seasonIndices(y: Float64Array, season: number, isRatio: boolean): Float64Array {
  const average = movingAverage(y, season)
  const neutral = isRatio ? 1 : 0
  const sums = new Float64Array(season)
  const counts = new Float64Array(season)
  for (let t = 0; t < y.length; t++) {
    if (Number.isNaN(average[t]!)) continue
    sums[t % season]! += isRatio ? y[t]! / average[t]! : y[t]! - average[t]!
    counts[t % season]!++
  }
  const indices = sums.map((sum, s) => (counts[s]! > 0 ? sum / counts[s]! : neutral))
  const mean = indices.reduce((sum, value) => sum + value, 0) / season
  return indices.map((value) => {
    const level = isRatio ? value / mean : value - mean
    return isRatio ? Math.max(0.01, level) : level
  })
}

/** Centred; NaN where it would reach beyond the ends. */
function movingAverage(y: Float64Array, season: number): Float64Array {
  const half = Math.floor(season / 2)
  const average = new Float64Array(y.length).fill(Number.NaN)
  for (let t = half; t < y.length - half; t++) {
    let sum = 0
    for (let k = -half; k <= half; k++) sum += y[t + k]! * (season % 2 === 0 && Math.abs(k) === half ? 0.5 : 1)
    average[t] = sum / season
  }
  return average
}
