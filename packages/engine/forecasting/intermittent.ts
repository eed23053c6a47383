import type { Method } from './method.ts'

/** A method whose forecast is one rate, and which has nothing to fit: sparse demand says too little to choose a parameter. */
const ofRate = (name: string, rate: (y: Float64Array) => number): Method => ({
  name,
  least: 2,
  fit: () => (history, horizon) => new Float64Array(horizon).fill(rate(history)),
})

/** Mean of the last periods. */
export const movingAverage = (periods: number): Method =>
  ofRate(`mean of ${periods}`, (y) => {
    const recent = y.subarray(Math.max(0, y.length - periods))
    return recent.reduce((sum, value) => sum + value, 0) / recent.length
  })

/** Share by which a new observation moves an average; the first ones count as in a plain mean. */
const share = (alpha: number, seen: number): number => Math.max(alpha, 1 / seen)
const SLOW = 0.1
const FAST = 0.2

/** Simple exponential smoothing that learns slowly (Brown 1959). */
export const slowAverage = (alpha: number): Method =>
  ofRate('slow average', (y) => {
    let level = 0
    for (let t = 0; t < y.length; t++) level += share(alpha, t + 1) * (y[t]! - level)
    return level
  })

/** Smooths the chance of a demand in every period, so that a dying item fades (Teunter, Syntetos & Babai 2011). */
export const TSB: Method = ofRate('tsb', (y) => {
  let [size, chance, seen] = [0, 0, 0]
  for (let t = 0; t < y.length; t++) {
    const value = y[t]!
    chance += share(FAST, t + 1) * ((value > 0 ? 1 : 0) - chance)
    if (value > 0) size += share(SLOW, ++seen) * (value - size)
  }
  return chance * size
})

/** Share of periods without demand above which a series counts as intermittent. */
const SPARSE = 0.4

export function isIntermittent(y: Float64Array): boolean {
  let empty = 0
  for (const value of y) {
    if (value < 0) return false
    if (value === 0) empty++
  }
  return y.length > 0 && empty / y.length >= SPARSE && empty < y.length
}
