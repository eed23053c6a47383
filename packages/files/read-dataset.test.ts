import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDataset } from './read-dataset.ts'

const encoder = new TextEncoder()
const filesOf = (texts: Readonly<Record<string, string | Uint8Array>>) =>
  new Map(
    Object.entries(texts).map(([name, text]) => [
      `${name}.csv`,
      typeof text === 'string' ? encoder.encode(text) : text,
    ]),
  )

/** Errors as `code file:row field value`, in the order in which they are told. */
function errorsOf(texts: Readonly<Record<string, string | Uint8Array>>): string[] {
  const read = readDataset(filesOf(texts))
  if (read.ok) return []
  return read.failure.issues!.map((one) =>
    `${one.code} ${one.file}:${one.row ?? ''} ${one.field ?? ''} ${one.value ?? ''}`.trim(),
  )
}

const ITEMS = 'item,unit\nDRESS,pcs\nCLOTH,m\n'

describe('a wrong input is refused with file, row, field and value', () => {
  const cases: readonly (readonly [string, Record<string, string | Uint8Array>, readonly string[]])[] = [
    [
      'a cyclic bill',
      { items: ITEMS, boms: 'parent,component,quantity\nDRESS,CLOTH,1\nCLOTH,DRESS,1\n' },
      ['cycle boms.csv:3 component DRESS'],
    ],
    [
      'a negative stock',
      { items: ITEMS, stock: 'item,quantity\nCLOTH,-1\n' },
      ['out-of-range stock.csv:2 quantity -1'],
    ],
    [
      'an unknown unit',
      { items: ITEMS, stock: 'item,quantity,unit\nCLOTH,1,roll\n' },
      ['no-conversion stock.csv:2 unit roll'],
    ],
    [
      'a date that does not exist',
      { items: ITEMS, sales_orders: 'order,item,quantity,due_date\nS,DRESS,1,2026-02-29\n' },
      ['not-a-date sales_orders.csv:2 due_date 2026-02-29'],
    ],
    ['a key twice', { items: 'item\nA\nA\n' }, ['duplicate-key items.csv:3 item A']],
    ['another encoding', { items: new Uint8Array([0x69, 0xff, 0xff, 0x0a]) }, ['bad-encoding items.csv:']],
    [
      'a calendar without working time',
      { parameters: 'name,value\ncalendar,none\n', calendars: 'calendar,weekday,start,end\nnone,1,,\n' },
      ['no-working-time calendars.csv:2 calendar none'],
    ],
    ['no unit at all', { work_centers: 'work_center,units\nM,0\n' }, ['out-of-range work_centers.csv:2 units 0']],
    [
      'an efficiency of zero',
      { work_centers: 'work_center,efficiency\nM,0\n' },
      ['out-of-range work_centers.csv:2 efficiency 0'],
    ],
    [
      '20 digits',
      { items: ITEMS, stock: 'item,quantity\nCLOTH,12345678901234567890\n' },
      ['too-many-digits stock.csv:2 quantity 12345678901234567890'],
    ],
    ['not a number', { items: ITEMS, stock: 'item,quantity\nCLOTH,1e3\n' }, ['not-a-number stock.csv:2 quantity 1e3']],
    ['an unknown reference', { items: ITEMS, stock: 'item,quantity\nX,1\n' }, ['unknown-reference stock.csv:2 item X']],
    ['a missing column', { items: ITEMS, stock: 'item\nCLOTH\n' }, ['missing-column stock.csv:1 quantity']],
    ['an empty required cell', { items: ITEMS, stock: 'item,quantity\nCLOTH,\n' }, ['required stock.csv:2 quantity']],
    ['a value that is not in the list', { items: 'item,supply\nA,grow\n' }, ['not-in-list items.csv:2 supply grow']],
    ['a separator in a key', { items: 'item\nA|B\n' }, ['bad-text items.csv:2 item A|B']],
    [
      'lots that contradict each other',
      { items: 'item,min_lot,max_lot\nA,10,5\n' },
      ['conflict items.csv:2 max_lot 5'],
    ],
    [
      'a style without a variant that matches',
      {
        items: 'item,style,attr.colour\nR,D,red\nC,C1,blue\n',
        boms: 'parent,component,quantity,match\nD,C1,1,colour\n',
      },
      ['no-variant boms.csv:2 component C1'],
    ],
  ]
  for (const [name, files, expected] of cases) test(name, () => expect(errorsOf(files)).toEqual(expected))

  test('all of them at once, each once', () => {
    const errors = errorsOf({
      items: 'item,decimals\nA,7\nA,0\n',
      stock: 'item,quantity\nA,-1\nX,1\n',
      sales_orders: 'order,item,quantity,due_date\nS,A,x,2026-13-01\n',
    })
    expect(errors).toHaveLength(6)
  })

  test('a bad row causes no further error: its key still exists', () => {
    expect(errorsOf({ items: 'item,decimals\nA,7\n', stock: 'item,quantity\nA,1\n' })).toEqual([
      'out-of-range items.csv:2 decimals 7',
    ])
  })
})

describe('what is right is read', () => {
  test('with and without BOM, LF or CRLF, and in GB18030', () => {
    const name = '吊带裙'
    const gb18030 = new Uint8Array([
      0x69, 0x74, 0x65, 0x6d, 0x2c, 0x6e, 0x61, 0x6d, 0x65, 0x0a, 0x41, 0x2c, 0xb5, 0xf5, 0xb4, 0xf8, 0xc8, 0xb9, 0x0a,
    ])
    for (const items of [`item,name\nA,${name}\n`, `\uFEFFitem,name\r\nA,${name}\r\n`, gb18030]) {
      const read = readDataset(filesOf({ items }))
      expect(read.ok && read.value.dataset.items[0]!.name).toBe(name)
    }
  })

  test('whatever the order of rows', () => {
    const rows = ['A,make,2', 'B,buy,3', 'C,make,0', 'D,buy,1']
    const read = (order: readonly string[]) => {
      const found = readDataset(filesOf({ items: `item,supply,lead_time_days\n${order.join('\n')}\n` }))
      return found.ok ? found.value.dataset.items.toSorted((a, b) => (a.item < b.item ? -1 : 1)) : null
    }
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 4 }), (order) => {
        expect(read(order)).toEqual(read(rows))
      }),
    )
  })

  test('or refused, but never thrown at, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('items', 'boms', 'stock', 'calendars'),
        (bytes, name) => {
          readDataset(new Map([[`${name}.csv`, bytes]]))
        },
      ),
    )
  })
})
