/** Forecasts `horizon` periods after a history: the one it was fitted to, or the beginning of it. */
export type Forecaster = (history: Float64Array, horizon: number) => Float64Array

/**
 * A forecasting method: `fit` chooses its parameters on a history (no gaps, oldest first), and the forecaster applies them. Season
 * and level are always read from the history it is given, so that it can be tried on what was known earlier.
 */
export interface Method {
  readonly name: string
  /** Fewest observations with which it makes sense. */
  readonly least: number
  readonly fit: (history: Float64Array) => Forecaster
}
