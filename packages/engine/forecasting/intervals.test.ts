import { expect, test } from 'vitest'
import { normalQuantile } from './intervals.ts'

test.each([
  [0.5, 0],
  [0.9, 1.2815515655],
  [0.975, 1.9599639845],
  [0.995, 2.5758293035],
  [0.1, -1.2815515655],
])('the normal quantile at %d is that of the tables', (p, z) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 7)
})
