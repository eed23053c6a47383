import { expect, test } from 'vitest'
import { ITEMS } from '../contract/item-files.ts'
import { fixCells } from './fix-cells.ts'
import { givenRows } from './given-rows.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (bytes: Uint8Array) => givenRows(bytes, ITEMS).rows

test('cells are fixed where they stand, and rows keep their numbers below a header that was chosen', () => {
  const file = encode('item,name\nitem,name,unit\n"A\nB",a\n,\nC,c\n')
  expect(read(fixCells(file, { headerRow: 2, fixes: [{ row: 3, column: 0, text: 'A, "B"' }] }))).toEqual([
    { row: 3, cells: { item: 'A, "B"', name: 'a', unit: '' } },
    { row: 5, cells: { item: 'C', name: 'c', unit: '' } },
  ])
  expect(read(fixCells(file, { fixes: [{ row: 5, column: 1, text: 'd' }] })).at(-1)).toEqual({
    row: 5,
    cells: { item: 'C', name: 'd' },
  })
})

test('a short row takes a cell beyond its end; what is no text comes back as it was', () => {
  expect(read(fixCells(encode('item,name,unit\nA\n'), { fixes: [{ row: 2, column: 2, text: 'm' }] }))).toEqual([
    { row: 2, cells: { item: 'A', name: '', unit: 'm' } },
  ])
  const broken = Uint8Array.of(0, 1, 2)
  expect(fixCells(broken, { headerRow: 3 })).toBe(broken)
})
