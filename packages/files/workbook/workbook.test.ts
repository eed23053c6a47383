import { describe, expect, test } from 'vitest'
import { ITEMS } from '../contract/item-files.ts'
import { MOST_BYTES, openWorkbooks } from './open-workbooks.ts'
import { readWorkbook } from './read-workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

describe('a workbook', () => {
  test('gives the cells it was made from: exact numbers, keys with zeros, Chinese, blanks', async () => {
    const rows = [
      { item: '007', name: '龘靐齉 "dress"', lead_time_days: '3', safety_stock: '0.000001', 'attr.colour': 'red' },
      { item: 'B', name: 'a, b', lead_time_days: '0', safety_stock: '123456789.123456' },
    ]
    const read = await readWorkbook(await writeWorkbook(ITEMS, rows))
    const [header, ...lines] = text(read.ok ? read.value : new Uint8Array())
      .trim()
      .split('\n')
    expect(header!.split(',').at(-1)).toBe('attr.colour')
    expect(lines[0]).toMatch(/^007,"龘靐齉 ""dress""",.*,3,0\.000001,/)
    expect(lines[1]).toContain('123456789.123456')
  })

  test('is refused when it is none', async () => {
    const read = await readWorkbook(new TextEncoder().encode('item\nA\n'))
    expect(read.ok ? '' : read.failure.message).toContain('XLSX')
  })

  test('may not stand beside the CSV of the same name', async () => {
    const opened = await openWorkbooks(
      new Map([
        ['items.csv', new Uint8Array()],
        ['items.xlsx', new Uint8Array()],
      ]),
    )
    expect(opened.ok ? [] : opened.failure.issues).toMatchObject([{ code: 'duplicate-file', file: 'items.xlsx' }])
  })

  test('or any file above the limit is refused before it is read', async () => {
    const opened = await openWorkbooks(new Map([['items.csv', { length: MOST_BYTES + 1 } as Uint8Array]]))
    expect(opened.ok ? '' : opened.failure.message).toContain('at most 200 MB')
  })
})
