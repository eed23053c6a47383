import { type Backtest, combine } from './backtest.ts'

/** How far off a combination was in its backtest, by step: sums over the origins. */
export interface TestedErrors {
  readonly actual: Float64Array
  readonly absolute: Float64Array
  /** Forecasts less what came. */
  readonly bias: Float64Array
  /** Root mean squared scaled error (Hyndman & Koehler 2006); null where the history never changes. */
  readonly rmsse: number | null
  /** By method: sum of its absolute errors over that of what came; null: nothing came. */
  readonly byMethod: readonly (number | null)[]
}

/** Null: no origin had enough history before it. */
export function testedErrors(
  y: Float64Array,
  { tested, weights }: { readonly tested: Backtest; readonly weights: Float64Array },
): TestedErrors | null {
  const ahead = tested.trials[0]?.actual.length ?? 0
  if (ahead === 0) return null
  const [actual, absolute, bias] = [new Float64Array(ahead), new Float64Array(ahead), new Float64Array(ahead)]
  let squares = 0
  for (const trial of tested.trials) {
    const combined = combine(trial.forecasts, weights)
    for (let h = 0; h < ahead; h++) {
      const gap = combined[h]! - trial.actual[h]!
      actual[h]! += trial.actual[h]!
      absolute[h]! += Math.abs(gap)
      bias[h]! += gap
      squares += gap * gap
    }
  }
  const scale = meanSquaredChange(y)
  return {
    actual,
    absolute,
    bias,
    rmsse: scale > 0 ? Math.sqrt(squares / (ahead * tested.trials.length) / scale) : null,
    byMethod: [...weights.keys()].map((m) => shareOff(tested, m)),
  }
}

function shareOff({ trials }: Backtest, method: number): number | null {
  let [off, came] = [0, 0]
  for (const { forecasts, actual } of trials)
    for (let h = 0; h < actual.length; h++) {
      off += Math.abs(forecasts[method]![h]! - actual[h]!)
      came += actual[h]!
    }
  return came > 0 ? off / came : null
}

function meanSquaredChange(y: Float64Array): number {
  let squares = 0
  for (let t = 1; t < y.length; t++) squares += (y[t]! - y[t - 1]!) ** 2
  return squares / Math.max(1, y.length - 1)
}
