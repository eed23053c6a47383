/** One form of exponential smoothing; a multiplicative season has multiplicative errors, an additive one additive. */
export interface Form {
  readonly error: 'additive' | 'multiplicative'
  readonly trend: 'none' | 'linear' | 'damped'
  readonly season: 'none' | 'additive' | 'multiplicative'
}

/**
 * Parameters of a form: how fast level, trend and season learn, how a trend fades from period to period (1: never; 0: there is none),
 * and level and trend before the first period.
 */
export interface Parameters {
  alpha: number
  beta: number
  gamma: number
  phi: number
  level: number
  trend: number
}

/** Level and trend after the last period. */
export interface State {
  level: number
  trend: number
}

/** Returned where a form is not admissible for a series, as a level below zero of a multiplicative one. */
export const IMPOSSIBLE = 1e300
/** A multiplicative form divides by what it expects. */
const LEAST = 1e-9

export interface Run {
  readonly start: Parameters
  /** One index a part of the season; of a form without season one neutral index, 0 or 1. Learns as the run goes on. */
  readonly season: Float64Array
  /** Left as after the last period. */
  readonly state: State
}

/**
 * Runs a form through a history and returns −2 log likelihood without its constants (Hyndman, Koehler, Ord & Snyder 2008, chapter 2).
 * Errors are of the season's kind where there is a season.
 */
export const runForm = (y: Float64Array, form: Form, run: Run): number =>
  form.error === 'additive' ? runAdditive(y, run) : runMultiplicative(y, run)

/** A kernel: it is called some thousand times a series. */
function runAdditive(y: Float64Array, { start, season, state }: Run): number {
  const { alpha, beta, gamma, phi } = start
  const n = y.length
  const m = season.length
  let { level, trend } = start
  let [squares, at] = [0, 0]
  for (let t = 0; t < n; t++) {
    const slope = phi * trend
    const base = level + slope
    const error = y[t]! - base - season[at]!
    squares += error * error
    season[at]! += gamma * error
    level = base + alpha * error
    trend = slope + beta * error
    if (++at === m) at = 0
  }
  state.level = level
  state.trend = trend
  return squares < IMPOSSIBLE ? n * Math.log(Math.max(squares, 1e-290) / n) : IMPOSSIBLE
}

/** A kernel, as above; a product of expectations stands for the sum of their logarithms as long as it can be told. */
function runMultiplicative(y: Float64Array, { start, season, state }: Run): number {
  const { alpha, beta, gamma, phi } = start
  const n = y.length
  const m = season.length
  let { level, trend } = start
  let [squares, logs, product, at] = [0, 0, 1, 0]
  for (let t = 0; t < n; t++) {
    const slope = phi * trend
    const base = level + slope
    const index = season[at]!
    const expected = base * index
    if (!(expected > LEAST && base > LEAST)) return IMPOSSIBLE
    const error = y[t]! - expected
    const relative = error / expected
    squares += relative * relative
    product *= expected
    if (product > 1e100 || product < 1e-100) {
      logs += Math.log(product)
      product = 1
    }
    season[at] = index + (gamma * error) / base
    level = base + (alpha * error) / index
    trend = slope + (beta * error) / index
    if (++at === m) at = 0
  }
  state.level = level
  state.trend = trend
  if (!(squares < IMPOSSIBLE)) return IMPOSSIBLE
  return n * Math.log(Math.max(squares, 1e-290) / n) + 2 * (logs + Math.log(product))
}
