import { expect, it } from 'vitest'
import { rowsOf } from './rows.ts'

const squares = rowsOf(4, (i) => i * i)

it('reads as a list does', () => {
  expect(Array.from(squares)).toEqual([0, 1, 4, 9])
  expect(squares.length).toBe(4)
  expect(squares.filter((one) => one > 1)).toEqual([4, 9])
  expect(Array.from(squares.map((one, i) => `${i}:${one}`))).toEqual(['0:0', '1:1', '2:4', '3:9'])
})

it('makes no row that nobody reads', () => {
  const read: number[] = []
  const rows = rowsOf(1_000_000, (i) => read.push(i)).map((one) => one)
  for (const _ of rows) if (read.length === 3) break
  expect(read).toEqual([0, 1, 2])
})
