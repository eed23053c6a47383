import { expect, test } from 'vitest'
import { gathering } from './gathering.ts'

test('what comes while work is under way shares the next piece of work', async () => {
  const pieces: number[][] = []
  const twice = gathering(async (items: readonly number[]) => {
    pieces.push([...items])
    await Promise.resolve()
    return items.map((one) => one * 2)
  }, 3)
  expect(await Promise.all([1, 2, 3, 4, 5].map(twice))).toEqual([2, 4, 6, 8, 10])
  expect(pieces).toEqual([[1], [2, 3, 4], [5]])
  expect(await twice(6)).toBe(12)
})

test('one that fails does not fail those beside it', async () => {
  const work = gathering(async (items: readonly number[]) => {
    await Promise.resolve()
    if (items.includes(3)) throw new Error('no threes')
    return items
  }, 8)
  const ends = await Promise.allSettled([1, 2, 3, 4].map(work))
  expect(ends.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
})
