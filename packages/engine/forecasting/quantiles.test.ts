import { expect, test } from 'vitest'
import { empiricalQuantile, normalQuantile, studentQuantile } from './quantiles.ts'

test.each([
  [0.5, 0],
  [0.9, 1.2815515655],
  [0.975, 1.9599639845],
  [0.995, 2.5758293035],
  [0.1, -1.2815515655],
])('the normal quantile at %d is that of the tables', (p, z) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 7)
})

test.each([
  [0.9, 2, 1.886],
  [0.975, 2, 4.303],
  [0.9, 5, 1.476],
  [0.975, 5, 2.571],
  [0.975, 14, 2.145],
  [0.025, 14, -2.145],
])('Student’s quantile at %d with %d degrees of freedom is that of the tables within a hundredth', (p, freedom, t) => {
  expect(Math.abs(studentQuantile(p, freedom) / t - 1)).toBeLessThan(0.01)
})

test('the quantile of values lies between its neighbours', () => {
  const values = Float64Array.from([3, 1, 2, 5])
  expect([0, 0.5, 0.9, 1].map((p) => empiricalQuantile(values, p))).toEqual([1, 2.5, 4.4, 5])
})
