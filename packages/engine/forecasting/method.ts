/** A forecasting method: history (no gaps, oldest first) → point forecasts of the next `horizon` periods. */
export interface Method {
  readonly name: string
  /** Fewest observations with which it makes sense. */
  readonly least: number
  readonly forecast: (history: Float64Array, horizon: number) => Float64Array
}
