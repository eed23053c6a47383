import { describe, expect, test } from 'vitest'
import { csvOf, pastedRows } from './pasted-rows.ts'

describe('a block of a spreadsheet', () => {
  test.each<[string, string, string[][]]>([
    [
      'by tabs and lines',
      'a\tb\r\n1\t2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'with line breaks, tabs and quotes in a cell',
      '"x\n""y"""\tb\n1\t"a\tb"',
      [
        ['x\n"y"', 'b'],
        ['1', 'a\tb'],
      ],
    ],
    [
      'with a quote that is only a sign',
      '5" wide\t"open\n2\t3',
      [
        ['5" wide', '"open'],
        ['2', '3'],
      ],
    ],
    ['with blank cells and rows', '\ta\t\n\n\t\tb', [['', 'a', ''], [''], ['', '', 'b']]],
    ['of one cell', 'a', [['a']]],
  ])('%s', (_, text, rows) => {
    expect(pastedRows(text)).toEqual(rows)
  })

  test('becomes CSV that says the same', () => {
    expect(csvOf([['a,b', 'c"d', 'e\nf'], ['1']])).toBe('"a,b","c""d","e\nf"\n1\n')
  })
})
