import type { Forecaster, Method } from './method.ts'
import { minimise } from './minimise.ts'
import { seasonIndices } from './seasonality.ts'
import { type Form, IMPOSSIBLE, type Parameters, runForm, type State } from './smoothing-state.ts'

/** Calls of the likelihood a form. */
const EVALUATIONS = 100
/** Weights are exp(−ΔAICc ÷ 4), flatter than Akaike's ÷ 2: the criterion of one short series is itself uncertain. */
const FLATNESS = 4
/** A form with less weight than this is left out. */
const NEGLIGIBLE = 0.02
const TRENDS = ['none', 'linear', 'damped'] as const

interface Fitted {
  readonly form: Form
  readonly start: Parameters
  readonly aicc: number
}

/**
 * Exponential smoothing in all its stable forms, each fitted by likelihood, averaged by their AICc (Hyndman, Koehler, Ord & Snyder
 * 2008; Kolassa 2011 for the weights).
 */
export const exponentialSmoothing = (season: number): Method => ({
  name: 'exponential smoothing',
  least: 5,
  fit: (y) => {
    const found = formsFor(y, season).flatMap((form) => fitForm(y, form, seasonOf(form, season)) ?? [])
    const least = Math.min(...found.map((one) => one.aicc))
    const weighed = found
      .map((one) => ({ ...one, weight: Math.exp((least - one.aicc) / FLATNESS) }))
      .filter((one) => one.weight >= NEGLIGIBLE)
    const total = weighed.reduce((sum, one) => sum + one.weight, 0)
    const forecasters = weighed.map((one) => forecasterOf(one, seasonOf(one.form, season)))
    return (history, horizon) => {
      const mean = new Float64Array(horizon)
      for (const [i, one] of forecasters.entries()) {
        const ahead = one(history, horizon)
        for (let h = 0; h < horizon; h++) mean[h]! += (weighed[i]!.weight / total) * ahead[h]!
      }
      return mean
    }
  },
})

const seasonOf = (form: Form, season: number): number => (form.season === 'none' ? 1 : season)

/** Multiplicative forms need values above zero, seasonal ones three seasons. */
function formsFor(y: Float64Array, season: number): Form[] {
  const isPositive = y.every((value) => value > 0)
  const kinds: Omit<Form, 'trend'>[] = [{ error: 'additive', season: 'none' }]
  if (isPositive) kinds.push({ error: 'multiplicative', season: 'none' })
  if (season > 1 && y.length >= 3 * season) {
    kinds.push({ error: 'additive', season: 'additive' })
    if (isPositive) kinds.push({ error: 'multiplicative', season: 'multiplicative' })
  }
  return kinds.flatMap((kind) => TRENDS.map((trend) => ({ ...kind, trend })))
}

function fitForm(y: Float64Array, form: Form, m: number): Fitted | null {
  const n = y.length
  const indices = firstSeason(y, form, m)
  const first = firstState(y, form, indices)
  const start: Parameters = { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, trend: 0 }
  const season = new Float64Array(m)
  const state: State = { level: 0, trend: 0 }
  const hasTrend = form.trend !== 'none'
  const decode = (x: Float64Array): void => {
    let i = 0
    start.alpha = inside(x[i++]!)
    start.level = first.level + (x[i++]! - 0.5) * 4 * first.spread
    if (hasTrend) {
      start.beta = start.alpha * inside(x[i++]!)
      start.trend = first.trend + (x[i++]! - 0.5) * 2 * first.slopeSpread
      start.phi = form.trend === 'damped' ? 0.8 + 0.18 * x[i++]! : 1
    }
    if (m > 1) start.gamma = (1 - start.alpha) * inside(x[i]!)
  }
  const evaluate = (x: Float64Array): number => {
    decode(x)
    season.set(indices)
    return runForm(y, form, { start, season, state })
  }
  const guess = [
    0.3,
    0.5,
    ...(hasTrend ? [0.1, 0.5] : []),
    ...(form.trend === 'damped' ? [0.8] : []),
    ...(m > 1 ? [0.1] : []),
  ]
  const { x, value } = minimise(evaluate, guess, EVALUATIONS)
  if (value >= IMPOSSIBLE) return null
  decode(x)
  const free = guess.length + m
  const room = n - free - 1
  // With no room left the criterion is not defined: such a form stands behind all others.
  return { form, start, aicc: value + 2 * free + (room > 0 ? (2 * free * (free + 1)) / room : 1e6) }
}

const inside = (x: number): number => 0.0001 + 0.9998 * x

function firstSeason(y: Float64Array, form: Form, m: number): Float64Array {
  if (m > 1) return seasonIndices(y, m, { isRatio: form.season === 'multiplicative', shrink: false })
  return Float64Array.of(form.error === 'additive' ? 0 : 1)
}

/** Level and trend before the first period from a line through the first seasons, and how far the values lie from their mean. */
function firstState(
  y: Float64Array,
  form: Form,
  indices: Float64Array,
): { level: number; trend: number; spread: number; slopeSpread: number } {
  const m = indices.length
  const k = Math.min(y.length, Math.max(10, 2 * m))
  const values = Float64Array.from({ length: k }, (_, t) => {
    if (form.season === 'none') return y[t]!
    return form.season === 'additive' ? y[t]! - indices[t % m]! : y[t]! / indices[t % m]!
  })
  const mean = values.reduce((sum, value) => sum + value, 0) / k
  const middle = (k - 1) / 2
  let [cross, square, spread] = [0, 0, 1e-9]
  for (let t = 0; t < k; t++) {
    cross += (t - middle) * (values[t]! - mean)
    square += (t - middle) ** 2
    spread = Math.max(spread, Math.abs(values[t]! - mean))
  }
  const trend = form.trend === 'none' || square === 0 ? 0 : cross / square
  const level = form.trend === 'none' ? mean : mean - trend * (middle + 1)
  return { level, trend, spread, slopeSpread: Math.max(2 * Math.abs(trend), spread / Math.sqrt(k)) }
}

/** Runs the form from its first state through a history, then on without errors. */
function forecasterOf({ form, start }: Fitted, m: number): Forecaster {
  return (history, horizon) => {
    const canSeason = m === 1 || history.length >= 2 * m
    const used: Form = canSeason ? form : { ...form, season: 'none' }
    const season = firstSeason(history, form, canSeason ? m : 1)
    const state: State = { level: start.level, trend: start.trend }
    const value = runForm(history, used, { start, season, state })
    if (value >= IMPOSSIBLE) return new Float64Array(horizon).fill(history.at(-1)!)
    const ahead = new Float64Array(horizon)
    let [sum, power] = [0, 1]
    for (let h = 0; h < horizon; h++) {
      power *= start.phi
      sum += power
      const base = state.level + sum * state.trend
      const index = season[(history.length + h) % season.length]!
      ahead[h] = used.error === 'additive' ? base + index : base * index
    }
    return ahead
  }
}
