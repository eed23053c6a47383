import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forecastSeries } from './forecast-series.ts'

const HORIZON = 18
const forecast = (values: readonly number[], season = 12) =>
  forecastSeries(Float64Array.from(values), { season, horizon: HORIZON, levels: [80, 95] })

const anyValue = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.integer({ min: 0, max: 20 }),
  fc.constantFrom(0, Number.NaN, 1e-300, 1e150, -1e150, 1e300, Number.MAX_VALUE),
)

test('huge, tiny and missing values never make a forecast infinite or intervals cross', () => {
  fc.assert(
    fc.property(fc.array(anyValue, { maxLength: 60 }), fc.constantFrom(1, 4, 7, 12, 52), (values, season) => {
      const { mean, low, high } = forecast(values, season)
      for (let h = 0; h < HORIZON; h++) {
        const row = [low[1]![h]!, low[0]![h]!, mean[h]!, high[0]![h]!, high[1]![h]!]
        expect(row.every(Number.isFinite)).toBe(true)
        expect(row).toEqual(row.toSorted((a, b) => a - b))
      }
    }),
    { numRuns: 300, seed: 7 },
  )
})

test('a forecast scales with its unit', () => {
  const values = Array.from({ length: 50 }, (_, t) => 20 + ((t * 7919) % 13) + t / 5)
  const small = forecast(values)
  const large = forecast(values.map((value) => value * 1000))
  for (let h = 0; h < HORIZON; h++) expect(large.mean[h]! / 1000).toBeCloseTo(small.mean[h]!, 4)
})

test('a straight line goes on rising', () => {
  const line = Array.from({ length: 40 }, (_, t) => 100 + 5 * t)
  const { mean } = forecast(line, 1)
  expect(mean[0]).toBeGreaterThan(290)
  expect(mean[7]).toBeGreaterThan(mean[0]! + 15)
})

test('a sparse demand is forecast near its mean rate', () => {
  const sparse = Array.from({ length: 104 }, (_, t) => (t % 4 === 0 ? 8 : 0))
  const { mean, method } = forecast(sparse, 1)
  expect(method).toMatch(/slow average|mean of/)
  for (const one of mean) expect(Math.abs(one - 2)).toBeLessThan(0.6)
})

test('a gap and an outlier are counted, and do not lead astray', () => {
  const values = Array.from({ length: 40 }, (_, t) => 100 + (t % 3))
  values[20] = Number.NaN
  values[38] = 9000
  const { mean, gaps, outliers } = forecast(values, 1)
  expect({ gaps, outliers: outliers.length }).toEqual({ gaps: 1, outliers: 1 })
  for (const one of mean) expect(Math.abs(one - 101)).toBeLessThan(10)
})

test('none, one or two values are a fallback, and say so', () => {
  expect(forecast([]).fallback).toBe(true)
  expect(forecast([4, 6])).toMatchObject({ fallback: true, method: 'mean of few' })
  expect(forecast([4, 6]).mean[HORIZON - 1]).toBe(5)
  expect(forecast([4, 6, 5, 5, 6, 4]).fallback).toBe(false)
})
