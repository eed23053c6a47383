import { describe, expect, test } from 'vitest'
import { csvRows, type Rows } from './csv-rows.ts'
import { findHeader } from './find-header.ts'

const KNOWN = new Set(['item', '物料编码', '数量', '交期'])
const find = (text: string): number => findHeader(csvRows(text) as Rows, (name) => Number(KNOWN.has(name)))

describe('the header is found', () => {
  test.each<[string, number, string]>([
    ['in the first row', 0, 'item,name\nA,a\nB,b\n'],
    [
      'below a title that is merged over the table',
      1,
      '2026 年 3 月订单,,,\n物料编码,名称,数量,交期\nA,a,3,2026-03-02\n',
    ],
    [
      'below titles, notes and blank rows',
      4,
      'Hengzhi Garment,,\n,,\nprinted by,Li,2026-03-02\n,,\nSKU,Title,Units\nA,a,3\nB,b,4\n',
    ],
    ['below a row of groups', 1, '物料,,需求,\n物料编码,名称,数量,交期\nA,a,3,2026-03-02\n'],
    ['in names that nobody knows', 1, 'Report,,\nAlpha,Beta,Gamma\nx1,12,3.5\nx2,13,4\n'],
    ['above rows of words alone', 0, 'Code,Title,Place\nA,a,here\nB,b,there\n'],
    ['above rows with gaps', 2, 'Stock\n\nSKU,Lot,Units,Note\nA,,3,\nB,,4,\nC,L1,5,late\n'],
    ['in one column', 0, 'item\nA\nB\n'],
    ['above numbers alone', 0, 'year,week,sold\n2026,1,3\n2026,2,4\n'],
    ['where dates and amounts stand above it', 2, '2026-03-02,¥1200,12%\n1,2,3\nitem,price,share\nA,3,1%\n'],
  ])('%s', (_, row, text) => {
    expect(find(text)).toBe(row)
  })
})

test('there is none where every row is blank', () => {
  expect(find('\n,,\n')).toBe(-1)
  expect(find('')).toBe(-1)
})
