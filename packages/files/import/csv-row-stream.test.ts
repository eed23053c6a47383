import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRows } from '../read/csv-rows.ts'
import { csvRowStream } from './csv-row-stream.ts'

/** Long cells, so that a table spans several pieces. */
const cell = fc
  .tuple(fc.constantFrom('', 'a', '连衣裙', 'a "quoted" word', 'two\nlines', ',', '"\n"'), fc.constantFrom(1, 10_000))
  .map(([text, times]) => text.repeat(times))
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 30 })

test('gives the rows of the whole text, wherever it is cut', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, lineBreak) => {
      const text = stringify(rows, { record_delimiter: lineBreak, quoted: true })
      expect([...csvRowStream(text)]).toEqual(csvRows(text))
    }),
    { numRuns: 15 },
  )
})

test('names the row of a fault far into a file', () => {
  const text = `${'a,b\n'.repeat(200_000)}"a"x,b\n`
  expect([...csvRowStream(text)].at(-1)).toMatchObject({ row: 200_001 })
})

test('keeps what follows a fault out', () => {
  const rows = [...csvRowStream(`a,b\n"open,b\n${'a,b\n'.repeat(10)}`)]
  expect(rows).toHaveLength(1)
  expect(rows[0]).toHaveProperty('message')
})

test.each([
  ['without a line break', 'a,b\na,b\n', 'x'.repeat(3_000_000)],
  ['with an open quote', 'a,b\n"a\n",b\n', `"${'x,y\n'.repeat(1_000_000)}`],
])('a row of millions of characters, %s, is a fault at its row', (_, above, endless) => {
  expect([...csvRowStream(above + endless)].at(-1)).toMatchObject({
    row: 3,
    message: 'a row should have at most 1000000 characters, all cells together',
  })
})
