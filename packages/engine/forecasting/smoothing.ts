const ALPHAS = [0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.95]

/** Level at the end of simple exponential smoothing with α, or with that of least squared one-step error. */
export function sesLevel(y: Float64Array, given?: number): { level: number; alpha: number } {
  let best = { error: Number.POSITIVE_INFINITY, level: y[0]!, alpha: given ?? 0.5 }
  for (const alpha of given === undefined ? ALPHAS : [given]) {
    let level = y[0]!
    let error = 0
    for (let t = 1; t < y.length; t++) {
      const e = y[t]! - level
      error += e * e
      level += alpha * e
    }
    if (error < best.error) best = { error, level, alpha }
  }
  return best
}
