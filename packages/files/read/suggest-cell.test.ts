import { describe, expect, test } from 'vitest'
import { CLOCK, type ColumnType, DATE, KEY, NUMBER, oneOf, SHARE, TIME, whole } from '../contract/column.ts'
import { nearest, suggestCell } from './suggest-cell.ts'

describe('what a cell most likely means', () => {
  test.each<[string, ColumnType, string | null]>([
    ['2026/3/2', DATE, '2026-03-02'],
    ['2026年3月2日', DATE, '2026-03-02'],
    ['２０２６.３.２', DATE, '2026-03-02'],
    ['20260302', DATE, '2026-03-02'],
    ['46083', DATE, '2026-03-02'],
    ['2026-03-02 00:00:00', DATE, '2026-03-02'],
    ['25/12/2026', DATE, '2026-12-25'],
    ['12/25/2026', DATE, '2026-12-25'],
    ['03/04/2026', DATE, null],
    ['2026-02-30', DATE, null],
    ['soon', DATE, null],
    ['2026/3/2 8:05', TIME, '2026-03-02T08:05'],
    ['8:00', CLOCK, '08:00'],
    ['1,200', NUMBER, '1200'],
    ['１２件', NUMBER, '12'],
    ['¥ 1,234.50', NUMBER, '1234.5'],
    ['1,2', NUMBER, null],
    ['twelve', NUMBER, null],
    ['5%', SHARE, '0.05'],
    ['3.0', whole(1, 9), '3'],
    ['Closed', oneOf('open', 'closed'), 'closed'],
    ['已完成', oneOf('open', 'closed'), 'closed'],
    ['clsed', oneOf('open', 'closed'), 'closed'],
    ['A,B', KEY, 'A-B'],
    ['x'.repeat(70), KEY, null],
  ])('%s', (text, type, meant) => {
    expect(suggestCell(text, type)).toBe(meant)
  })
})

describe('the nearest name', () => {
  test.each<[string, string[], string | null]>([
    ['雾兰', ['雾蓝', '深灰', '米白'], '雾蓝'],
    ['2614-雾兰-M', ['2614-雾蓝-M', '2614-雾蓝-L', '2615-雾蓝-M'], '2614-雾蓝-M'],
    ['Mist bleu', ['Mist blue', 'Mist grey'], 'Mist blue'],
    ['COTON', ['COTTON', 'CARTON'], 'COTTON'],
    ['A1', ['A2', 'A3'], null],
    ['A', ['B'], null],
    ['zzz', ['abc'], null],
    ['x', [], null],
  ])('%s', (text, names, near) => {
    expect(nearest(text, names)).toBe(near)
  })
})
