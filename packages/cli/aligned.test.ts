import { expect, test } from 'vitest'
import { aligned } from './aligned.ts'

test('what partners say stays on its line, and moves no cursor', () => {
  expect(
    aligned([
      ['o1', 'a\nb\u001b[2K\u202e'],
      ['o2', 'c'],
    ]),
  ).toEqual(['o1  a b [2K', 'o2  c'])
})

test('cells stand below each other, whatever they are written in', () => {
  expect(
    aligned([
      ['o1', '花间', 'dead'],
      ['o12', 'Mill', ''],
    ]),
  ).toEqual(['o1   花间  dead', 'o12  Mill'])
})
