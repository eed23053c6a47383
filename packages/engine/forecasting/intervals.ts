import { type Backtest, combine } from './backtest.ts'

/** Standard deviation of the combination's error at each step, growing with the root of the step beyond what was tested. */
export function spreadOf(
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

export function intervals(
  mean: Float64Array,
  { spread, levels, floor }: { spread: Float64Array; levels: readonly number[]; floor: number },
): { low: Float64Array[]; high: Float64Array[] } {
  const at = (level: number, sign: number): Float64Array =>
    mean.map((value, h) => Math.max(floor, value + sign * normalQuantile(0.5 + level / 200) * spread[h]!))
  return { low: levels.map((level) => at(level, -1)), high: levels.map((level) => at(level, 1)) }
}

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
