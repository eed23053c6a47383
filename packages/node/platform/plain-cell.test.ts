import { expect, test } from 'vitest'
import { plainCell } from './plain-cell.ts'

test('a text that begins like a formula stays a text in a spreadsheet, a number a number', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1']) expect(plainCell(text, 'text')).toBe(`'${text}`)
  for (const text of ['A-1', '1=1', '']) expect(plainCell(text, 'text')).toBe(text)
  expect([plainCell('-12.5', 'number'), plainCell(-3, 'number'), plainCell(null, 'text')]).toEqual(['-12.5', -3, null])
})
