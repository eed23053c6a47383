import { expect, test } from 'vitest'
import { pauseAfter } from './check-pause.ts'

test('what nobody answered is asked again after growing pauses, and then no more', () => {
  expect([1, 2, 3, 4, 5, 6].map((one) => pauseAfter('', one))).toEqual([1_000, 3_000, 9_000, 27_000, null, null])
})

test('what was refused is not asked again by itself', () => {
  expect(pauseAfter('Your role may not do this', 1)).toBeNull()
})
