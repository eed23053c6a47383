import { expect, test } from 'vitest'
import { aligned } from './aligned.ts'

test('cells stand below each other, whatever they are written in', () => {
  expect(
    aligned([
      ['o1', '花间', 'dead'],
      ['o12', 'Mill', ''],
    ]),
  ).toEqual(['o1   花间  dead', 'o12  Mill'])
})
