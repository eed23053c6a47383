import { parseDay } from '@headwater/domain/measures/day'
import { describe, expect, test } from 'vitest'
import { readItemAttributes } from './read-item-attributes.ts'
import { readSales } from './read-sales.ts'

const TODAY = parseDay('2026-03-04')!
const read = (text: string) => {
  const found = readSales(new TextEncoder().encode(text), TODAY)
  if (!found.ok) throw new Error(found.failure.message)
  return { ...found.value, rows: new TextDecoder().decode(found.value.sellThrough).trim().split('\n').slice(1) }
}

describe('sales are read', () => {
  test('long, with other names of the columns, returns, and lines of one key added up', () => {
    const { rows, notes } = read('日期,款号,数量,门店\n2026/3/1,A,3,S1\n20260301,A,2,S1\n2026-03-02,A,-1,S1\n')
    expect(rows).toEqual(['A,2026-03-01,S1,5', 'A,2026-03-02,S1,-1'])
    expect(notes).toHaveLength(1)
  })

  test('wide by numbered weeks that end before the week of today', () => {
    const { rows } = read('Product_Code,W0,W1\nP1,11,12\n')
    expect(rows).toEqual(['P1,2026-02-16,,11', 'P1,2026-02-23,,12'])
  })

  test('cumulative: differences, a fall as a correction, a blank bridged', () => {
    const { rows, notes } = read(
      'id,2026-01-01,2026-01-02,2026-01-03,2026-01-04,2026-01-05\nA,10,12,,11,15\nB,1,2,3,4,5\nC,5,6,7,8,9\n',
    )
    expect(rows.slice(0, 3)).toEqual(['A,2026-01-02,,2', 'A,2026-01-04,,-1', 'A,2026-01-05,,4'])
    expect(notes.join()).toContain('1 falls')
  })

  test('wide by day where counts go up and down', () => {
    expect(read('id,2026-01-01,2026-01-02,2026-01-03\nA,3,1,2\nB,0,4,1\n').rows).toHaveLength(6)
  })

  test('or refused with the row', () => {
    expect(() => read('item,date,quantity\nA,2026-02-30,1\n')).toThrow('row 2: date (2026-02-30)')
    expect(() => read('item,date,quantity\nA,2026-02-01,many\n')).toThrow('row 2: quantity (many)')
    expect(() => read('one,two\n1,2\n')).toThrow('should have item, date and quantity')
  })
})

test('a list of items becomes items with attributes, and what the sales name is added', () => {
  const list = readItemAttributes(new TextEncoder().encode('Dress_ID,Neck Line\nA,round\nA,again\n'), ['A', 'B'])
  expect(list.ok && new TextDecoder().decode(list.value)).toBe('item,attr.neck_line\nA,round\nB,\n')
})
