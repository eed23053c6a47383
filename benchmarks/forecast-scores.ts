import type { TestSeries } from './forecast-sets.ts'

/** Means over series of what a set of forecasts missed; see docs/field/demand-forecasting.md. */
export interface Score {
  readonly smape: number
  readonly mase: number
  readonly rmsse: number
  /** Forecast minus truth, in the series' own units. */
  readonly bias: number
}

export type Forecasts = ReadonlyMap<string, Float64Array>

/** Series without any change in their history cannot be scaled; they are left out of MASE and RMSSE. */
export function score(series: readonly TestSeries[], forecasts: Forecasts): Score {
  const sums = { smape: 0, bias: 0, mase: 0, rmsse: 0, scaled: 0, squared: 0 }
  for (const { id, test, train, scaleStep } of series) {
    const forecast = forecasts.get(id)!
    let [percent, absolute, squares] = [0, 0, 0]
    for (let h = 0; h < test.length; h++) {
      const gap = forecast[h]! - test[h]!
      const size = Math.abs(test[h]!) + Math.abs(forecast[h]!)
      percent += size === 0 ? 0 : (200 * Math.abs(gap)) / size
      absolute += Math.abs(gap)
      squares += gap * gap
      sums.bias += gap / test.length / series.length
    }
    sums.smape += percent / test.length / series.length
    const scale = naiveError(train, scaleStep, Math.abs)
    if (scale > 0) {
      sums.mase += absolute / test.length / scale
      sums.scaled++
    }
    const square = naiveError(train, 1, (gap) => gap * gap)
    if (square > 0) {
      sums.rmsse += Math.sqrt(squares / test.length / square)
      sums.squared++
    }
  }
  return { smape: sums.smape, bias: sums.bias, mase: sums.mase / sums.scaled, rmsse: sums.rmsse / sums.squared }
}

/** Mean error of the naive forecast so many periods ahead, in the history. */
function naiveError(train: Float64Array, step: number, size: (gap: number) => number): number {
  let sum = 0
  for (let t = step; t < train.length; t++) sum += size(train[t]! - train[t - step]!)
  return sum / Math.max(1, train.length - step)
}

export const owaOf = (own: Score, naive: Score): number => (own.smape / naive.smape + own.mase / naive.mase) / 2

export interface Interval {
  readonly low: Forecasts
  readonly high: Forecasts
}

/** Percent of the values that came true inside the interval. */
export function coverageOf(series: readonly TestSeries[], { low, high }: Interval): number {
  let [inside, points] = [0, 0]
  for (const { id, test } of series)
    for (let h = 0; h < test.length; h++) {
      points++
      if (test[h]! >= low.get(id)![h]! && test[h]! <= high.get(id)![h]!) inside++
    }
  return (100 * inside) / points
}

/** The mean scaled interval score of 95 % intervals: their width, and 40 times what lies outside (Gneiting & Raftery 2007). */
export function msisOf(series: readonly TestSeries[], { low, high }: Interval): number {
  let [sum, count] = [0, 0]
  for (const { id, test, train, scaleStep } of series) {
    const scale = naiveError(train, scaleStep, Math.abs)
    if (scale === 0) continue
    count++
    for (let h = 0; h < test.length; h++) {
      const [from, to] = [low.get(id)![h]!, high.get(id)![h]!]
      const outside = Math.max(0, from - test[h]!, test[h]! - to)
      sum += (to - from + 40 * outside) / scale / test.length
    }
  }
  return sum / count
}
