import { describe, expect, test } from 'vitest'
import { ITEMS } from '../contract/item-files.ts'
import { givenRows } from '../import/given-rows.ts'
import { MOST_BYTES, openWorkbooks } from './open-workbooks.ts'
import { readWorkbook, sheetNames } from './read-workbook.ts'
import { writeTable } from './write-table.ts'
import { writeWorkbook } from './write-workbook.ts'
import { Flood, openZip } from './zip-entries.ts'
import { zipFiles } from './zip-files.ts'

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

  test('gives back every text: of other scripts, with line breaks, signs of XML, and what looks like an escape of it', async () => {
    const names = [
      '<a & "b">',
      ' 连衣裙 ',
      'two\nlines',
      '_x0041_',
      '_x005F_x0041_',
      "it's",
      '\u0001\u001f',
      '=1+1',
      '😀',
    ]
    const rows = names.map((name, i) => ({ item: `I${i}`, name }))
    const read = await readWorkbook(await writeWorkbook(ITEMS, rows))
    const { rows: given } = givenRows(read.ok ? read.value : new Uint8Array(), ITEMS)
    expect(given.map((one) => one.cells.name)).toEqual(names.map((name) => name.trim()))
  })

  test('that unpacks into a flood ends where it is too much, whatever its directory says', async () => {
    const flood = 'x'.repeat(1 << 20)
    const bomb = await zipFiles([{ path: 'a.xml', text: [flood, flood, flood] }])
    expect(bomb.length).toBeLessThan(1e4)
    // Both places that state the unpacked size say 1 byte.
    const view = new DataView(bomb.buffer)
    view.setUint32(22, 1, true)
    view.setUint32(view.getUint32(bomb.length - 6, true) + 24, 1, true)
    const read = async () => {
      for await (const _ of openZip(bomb, 2 << 20)!.text('a.xml'));
    }
    await expect(read()).rejects.toThrow(Flood)
  })

  test.each([0.1, 0.5, 0.9])('cut off at %f of its length is refused', async (share) => {
    const bytes = await writeWorkbook(ITEMS, [{ item: 'A' }])
    const read = await readWorkbook(bytes.slice(0, Math.floor(bytes.length * share)))
    expect(read.ok ? '' : read.failure.message).toContain('XLSX')
  })

  test('is the same each time, and holds its dates as dates', async () => {
    const columns = [{ name: 'due', title: 'Due', kind: 'date' }] as const
    const rows = [{ due: '2026-02-28' }, { due: 'soon' }]
    const [one, two] = [await writeTable('orders', columns, rows), await writeTable('orders', columns, rows)]
    expect(one).toEqual(two)
    const read = await readWorkbook(one)
    expect(text(read.ok ? read.value : new Uint8Array())).toBe('Due\n2026-02-28\nsoon\n')
  })
})

/** The smallest workbook with these sheets, each of one cell. */
const bookOf = (sheets: Readonly<Record<string, string>>): Promise<Uint8Array> => {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relation = (id: string, kind: string, to: string) =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${to}"/>`
  const relations = (all: string[]) => `<Relationships>${all.join('')}</Relationships>`
  const names = Object.keys(sheets)
  const listed = names.map((name, i) => `<sheet name="${name}" r:id="s${i}"/>`).join('')
  const cell = (name: string) => `<row r="1"><c r="A1" t="inlineStr"><is><t>${sheets[name]}</t></is></c></row>`
  return zipFiles([
    { path: '_rels/.rels', text: [relations([relation('r', 'officeDocument', 'xl/workbook.xml')])] },
    { path: 'xl/workbook.xml', text: [`<workbook><sheets>${listed}</sheets></workbook>`] },
    {
      path: 'xl/_rels/workbook.xml.rels',
      text: [relations(names.map((_, i) => relation(`s${i}`, 'worksheet', `sheets/${i}.xml`)))],
    },
    ...names.map((name, i) => ({
      path: `xl/sheets/${i}.xml`,
      text: [`<worksheet><sheetData>${cell(name)}</sheetData></worksheet>`],
    })),
  ])
}

describe('a workbook of several sheets', () => {
  const book = () => bookOf({ 封面: 'title', 订单: 'order' })

  test('tells their names, gives the first, and the one that is asked for', async () => {
    const bytes = await book()
    expect(await sheetNames(bytes)).toEqual(['封面', '订单'])
    const read = [await readWorkbook(bytes), await readWorkbook(bytes, '订单')]
    expect(read.map((one) => one.ok && text(one.value))).toEqual(['title\n', 'order\n'])
  })

  test('is refused with their names where another is asked for', async () => {
    const read = await readWorkbook(await book(), 'orders')
    expect(read.ok ? '' : read.failure.message).toBe('sheet (orders) should be one of 封面, 订单')
    expect(await sheetNames(new Uint8Array())).toEqual([])
  })
})
