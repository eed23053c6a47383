import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../scheduling/random.ts'
import { forecastSeries } from './forecast-series.ts'

const options = { season: 12, horizon: 6, levels: [80, 95] }

describe('a forecast', () => {
  test('is finite and inside its intervals, whatever the series', () => {
    const value = fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.constant(0), fc.constant(Number.NaN))
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), (values) => {
        const { mean, low, high } = forecastSeries(Float64Array.from(values), options)
        for (let h = 0; h < 6; h++) {
          expect(Number.isFinite(mean[h]!)).toBe(true)
          for (const i of [0, 1]) expect(low[i]![h]! <= mean[h]! + 1e-6 && mean[h]! <= high[i]![h]! + 1e-6).toBe(true)
          expect(low[1]![h]! <= low[0]![h]! + 1e-6 && high[0]![h]! <= high[1]![h]! + 1e-6).toBe(true)
        }
      }),
    )
  })

  test('of a constant is that constant', () => {
    const { mean } = forecastSeries(new Float64Array(40).fill(7), options)
    for (const value of mean) expect(value).toBeCloseTo(7, 6)
  })

  test('of sales is never below zero', () => {
    const { mean, low } = forecastSeries(
      Float64Array.from({ length: 30 }, (_, t) => Math.max(0, 30 - 2 * t)),
      options,
    )
    expect(Math.min(...mean, ...low[0]!, ...low[1]!)).toBeGreaterThanOrEqual(0)
  })

  test('of noise around a level is as sure of the far weeks as of the near ones, of a random walk it is not', () => {
    const random = seededRandom(3)
    const widening = (step: (before: number) => number): number => {
      const values = Float64Array.from({ length: 24 })
      for (let t = 0, value = 50; t < values.length; t++) values[t] = value = step(value)
      const { low, high } = forecastSeries(values, { season: 52, horizon: 20, levels: [90] })
      return (high[0]![19]! - low[0]![19]!) / (high[0]![0]! - low[0]![0]!)
    }
    const noise = Array.from({ length: 9 }, () => widening(() => 40 + 20 * random())).sort((a, b) => a - b)
    const walk = Array.from({ length: 9 }, () => widening((before) => before + 4 * (random() - 0.5))).sort(
      (a, b) => a - b,
    )
    expect(noise[4]!).toBeLessThan(1.6)
    expect(walk[4]!).toBeGreaterThan(2)
  })

  test('repeats a season', () => {
    const season = [10, 12, 15, 20, 30, 45, 60, 45, 30, 20, 15, 12]
    const series = Float64Array.from({ length: 60 }, (_, t) => season[t % 12]!)
    const { mean } = forecastSeries(series, { ...options, horizon: 12 })
    for (const [h, value] of mean.entries()) expect(Math.abs(value / season[h]! - 1)).toBeLessThan(0.1)
  })

  test('pulls an outlier in and says so', () => {
    const series = Float64Array.from({ length: 40 }, (_, t) => 10 + (t % 3))
    series[20] = 5000
    const { mean, outliers } = forecastSeries(series, { ...options, season: 1 })
    expect(outliers).toHaveLength(1)
    expect(Math.max(...mean)).toBeLessThan(20)
  })

  test('of rare demand is its rate, not its size', () => {
    const series = Float64Array.from({ length: 60 }, (_, t) => (t % 6 === 0 ? 12 : 0))
    const { mean } = forecastSeries(series, { ...options, season: 1 })
    for (const value of mean) expect(value).toBeGreaterThan(1)
    for (const value of mean) expect(value).toBeLessThan(4)
  })
})
