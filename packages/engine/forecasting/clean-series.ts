/** What was mended before forecasting. */
export interface Cleaned {
  readonly values: Float64Array
  readonly gaps: number
  /** Places of the given series, and what stands there instead. */
  readonly outliers: readonly Outlier[]
}

export interface Outlier {
  readonly at: number
  readonly taken: number
}

/** Median absolute deviations beyond the neighbours' range from which on a value is pulled in to as many from their median. */
const FAR = 6
const WINDOW = 4

/**
 * Leading gaps fall away, inner gaps become the mean of their neighbours, and a value far outside the range of its neighbourhood is
 * pulled in (after Hampel). A trend, a new level and a seasonal peak have a neighbour like themselves and so stay; the last value
 * stays too, as nobody knows yet whether it is the first of a new level.
 */
export function cleanSeries(given: Float64Array, season: number): Cleaned {
  let from = 0
  while (from < given.length && Number.isNaN(given[from]!)) from++
  const values = given.slice(from)
  let gaps = 0
  for (let t = 0; t < values.length; t++) {
    if (Number.isFinite(values[t]!)) continue
    gaps++
    let next = t + 1
    while (next < values.length && !Number.isFinite(values[next]!)) next++
    const before = t > 0 ? values[t - 1]! : values[next]!
    values[t] = next < values.length ? (before + values[next]!) / 2 : before
    if (!Number.isFinite(values[t]!)) values[t] = 0
  }
  const { values: mended, outliers } = pullIn(values, season)
  return { values: mended, outliers: outliers.map((one) => ({ ...one, at: one.at + from })), gaps }
}

function pullIn(values: Float64Array, season: number): Omit<Cleaned, 'gaps'> {
  const mended = values.slice()
  const outliers: Outlier[] = []
  for (let t = 1; t < values.length - 1; t++) {
    const near = neighbours(values, t, season)
    if (near.length < WINDOW) continue
    const middle = median(near)
    const spread = 1.4826 * median(near.map((value) => Math.abs(value - middle)))
    if (spread <= 0 || distanceOutside(values[t]!, near) <= FAR * spread) continue
    mended[t] = middle + Math.sign(values[t]! - middle) * FAR * spread
    outliers.push({ at: t, taken: mended[t]! })
  }
  return { values: mended, outliers }
}

const distanceOutside = (value: number, near: readonly number[]): number =>
  Math.max(value - Math.max(...near), Math.min(...near) - value)

function neighbours(values: Float64Array, t: number, season: number): number[] {
  const near: number[] = []
  for (let k = -WINDOW; k <= WINDOW; k++) if (k !== 0 && t + k >= 0 && t + k < values.length) near.push(values[t + k]!)
  if (season > 1) for (const k of [-season, season]) if (t + k >= 0 && t + k < values.length) near.push(values[t + k]!)
  return near
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
