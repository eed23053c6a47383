import { expect, test } from 'vitest'
import { autoregression } from './autoregression.ts'
import { exponentialSmoothing } from './exponential-smoothing.ts'
import { movingAverage, slowAverage, TSB } from './intermittent.ts'
import type { Method } from './method.ts'
import { minimise } from './minimise.ts'
import { onLogs, onRoots } from './scale.ts'
import { seasonally, seasonsOf } from './seasonality.ts'
import { DYNAMIC_THETA, THETA } from './theta.ts'

const run = (method: Method, values: readonly number[], horizon = 3): number[] => {
  const y = Float64Array.from(values)
  return [...method.fit(y)(y, horizon)]
}
const series = (length: number, at: (t: number) => number): number[] => Array.from({ length }, (_, t) => at(t))
/** Repeatable noise between −1 and 1. */
const noise = (t: number): number => (((t + 1) * 7919) % 101) / 50 - 1

test('the search finds the bottom of a curved valley', () => {
  const { x, value } = minimise((at) => (at[0]! - 0.3) ** 2 + 10 * (at[1]! - at[0]! ** 2) ** 2, [0.9, 0.9], 400)
  expect(value).toBeLessThan(1e-4)
  expect(x[0]).toBeCloseTo(0.3, 1)
})

test('the search keeps to its box', () => {
  expect([...minimise((at) => at[0]! + at[1]!, [0.5, 0.5], 200).x]).toEqual([0, 0])
})

test('exponential smoothing goes on with a line, and stays on a level', () => {
  const line = run(
    exponentialSmoothing(1),
    series(30, (t) => 50 + 3 * t),
  )
  for (const [h, value] of line.entries()) expect(value).toBeCloseTo(50 + 3 * (30 + h), 0)
  for (const value of run(
    exponentialSmoothing(1),
    series(60, (t) => 100 + noise(t)),
  ))
    expect(Math.abs(value - 100)).toBeLessThan(2)
})

test('exponential smoothing repeats a season that grows with the level', () => {
  const at = (t: number) => (100 + 2 * t) * [0.5, 1, 1.5, 1][t % 4]!
  for (const [h, value] of run(exponentialSmoothing(4), series(40, at), 4).entries())
    expect(Math.abs(value / at(40 + h) - 1)).toBeLessThan(0.05)
})

test('theta goes on with half the slope, dynamic theta with the slope that lately was', () => {
  const bent = series(40, (t) => 100 + Math.max(0, t - 30) * 5)
  const [, second, third] = run(THETA, bent)
  expect(third! - second!).toBeLessThan(2)
  const line = run(
    DYNAMIC_THETA,
    series(40, (t) => 10 + 2 * t),
  )
  expect(line[2]! - line[0]!).toBeGreaterThan(2)
})

test('on logs growth is a line, and a forecast keeps within twice what was seen', () => {
  const growth = run(
    onLogs(THETA),
    series(30, (t) => 10 * 1.05 ** t),
  )
  expect(growth[2]!).toBeGreaterThan(growth[0]!)
  const wild: Method = { name: 'wild', least: 1, fit: () => (_, h) => new Float64Array(h).fill(1000) }
  expect(run(onLogs(wild), [1, 10, 100])[0]).toBeCloseTo(10_000)
})

test('on roots nothing falls below zero', () => {
  expect(
    Math.min(
      ...run(
        onRoots(DYNAMIC_THETA),
        series(20, (t) => Math.max(0, 20 - 2 * t)),
        12,
      ),
    ),
  ).toBeGreaterThanOrEqual(0)
})

test('an autoregression sees the day and the week of hours', () => {
  expect(seasonsOf(24)).toEqual([24, 168])
  const at = (t: number) => 100 + 20 * Math.sin((2 * Math.PI * t) / 24) + (t % 168 >= 120 ? -30 : 0)
  const ahead = run(autoregression([24, 168]), series(700, at), 48)
  for (const [h, value] of ahead.entries()) expect(Math.abs(value - at(700 + h))).toBeLessThan(3)
})

test('a season is taken out and put back, and pure chance has none', () => {
  const at = (t: number) => 100 * [0.6, 0.8, 1.2, 1.4][t % 4]!
  for (const [h, value] of run(seasonally(movingAverage(4), 4), series(24, at), 4).entries())
    expect(value).toBeCloseTo(at(24 + h), 5)
  const [low, high] = [Math.min, Math.max].map((of) =>
    of(
      ...run(
        seasonally(slowAverage(0.05), 12),
        series(60, (t) => 100 + noise(t)),
        12,
      ),
    ),
  ) as [number, number]
  expect(high - low).toBeLessThan(1)
})

test('a dying item fades with TSB', () => {
  const dying = series(60, (t) => (t < 40 && t % 2 === 0 ? 10 : 0))
  expect(run(TSB, dying)[0]).toBeLessThan(0.2)
})
