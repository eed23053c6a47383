import { describe, expect, test } from 'vitest'
import { cellsOf, commonOf, nextOrder, type OrderDraft, orderEdits, type SalesLine } from './order-lines.ts'
import { restOf, splitEdits } from './split-line.ts'

const line = (number: string, item: string, quantity: string, more: Partial<SalesLine> = {}): SalesLine => ({
  recordKey: `SO-1|${number}`,
  order: 'SO-1',
  line: number,
  item,
  quantity,
  unit: null,
  customer: '花间',
  due_date: '2026-12-01',
  priority: null,
  shipped: null,
  status: null,
  ...more,
})
const LINES = [line('1', 'RED-S', '10'), line('2', 'RED-M', '20'), line('3', 'RED-M', '5', { due_date: '2026-12-08' })]
const draft = (cells: Record<string, string>, more: Partial<OrderDraft> = {}): OrderDraft => ({
  order: 'SO-1',
  customer: '',
  due: '',
  priority: '',
  styles: ['RED'],
  cells,
  ...more,
})
const edits = (cells: Record<string, string>, more: Partial<OrderDraft> = {}) =>
  orderEdits(draft({ ...cellsOf(LINES), ...cells }, more), LINES, ['1', '2', '3'])

describe('the edits of an order', () => {
  test('are none where nothing was changed', () => {
    expect(edits({})).toEqual([])
    expect(edits({}, { customer: '花间', priority: '5' })).toEqual([])
  })

  test('of a new order are its lines, numbered from 1, each with what was said for all', () => {
    const made = draft({ 'RED-S': '10', 'RED-M': '0', 'RED-L': '' }, { customer: ' 花间 ', due: '2026-12-01' })
    expect(orderEdits(made, [], [])).toEqual([
      {
        file: 'sales_orders',
        key: null,
        cells: { order: 'SO-1', line: '1', item: 'RED-S', quantity: '10', customer: '花间', due_date: '2026-12-01' },
      },
    ])
  })

  test('change the last line of an item first, add lines for new items, and take away what is emptied', () => {
    expect(edits({ 'RED-S': '', 'RED-M': '22', 'RED-L': '3' })).toEqual([
      { file: 'sales_orders', key: 'SO-1|1', was: { quantity: '10' }, cells: null },
      { file: 'sales_orders', key: 'SO-1|3', was: { quantity: '5' }, cells: { quantity: '2' } },
      { file: 'sales_orders', key: null, cells: { order: 'SO-1', line: '4', item: 'RED-L', quantity: '3' } },
    ])
    expect(edits({ 'RED-M': '12.5' })).toEqual([
      { file: 'sales_orders', key: 'SO-1|2', was: { quantity: '20' }, cells: { quantity: '12.5' } },
      { file: 'sales_orders', key: 'SO-1|3', was: { quantity: '5' }, cells: null },
    ])
    expect(edits({ 'RED-M': '40' }).map((one) => one.cells)).toEqual([{ quantity: '20' }])
  })

  test('say once for all lines what the form says, beside what the editor saw', () => {
    expect(commonOf(LINES, 'due_date')).toBe('')
    expect(commonOf(LINES, 'priority')).toBe('5')
    expect(edits({}, { due: '2026-12-08', priority: '2' })).toEqual([
      ...['1', '2'].map((one) => ({
        file: 'sales_orders',
        key: `SO-1|${one}`,
        was: { due_date: '2026-12-01', priority: '' },
        cells: { due_date: '2026-12-08', priority: '2' },
      })),
      { file: 'sales_orders', key: 'SO-1|3', was: { priority: '' }, cells: { priority: '2' } },
    ])
  })
})

test('the next order is numbered as most are', () => {
  expect(nextOrder(['SO-0998', 'SO-0999', 'RES-7'])).toBe('SO-1000')
  expect(nextOrder(['one', 'two'])).toBe('')
})

test('a line is split into parts: it keeps the first, the others are new lines that hold as much as it had', () => {
  const whole = line('2', 'RED-M', '20', { priority: 3, unit: 'pcs' })
  expect(restOf('20', [{ quantity: '7.5', due: '' }])).toBe('12.5')
  expect(restOf('20', [{ quantity: '20', due: '' }])).toBe('')
  const parts = [
    { quantity: '12', due: '2026-12-01' },
    { quantity: '8', due: '2026-12-15' },
  ]
  expect(splitEdits(whole, parts, ['1', '2', '7', 'A'])).toEqual([
    {
      file: 'sales_orders',
      key: 'SO-1|2',
      was: { quantity: '20', due_date: '2026-12-01' },
      cells: { quantity: '12', due_date: '2026-12-01' },
    },
    {
      file: 'sales_orders',
      key: null,
      cells: {
        order: 'SO-1',
        line: '8',
        item: 'RED-M',
        unit: 'pcs',
        customer: '花间',
        priority: '3',
        quantity: '8',
        due_date: '2026-12-15',
      },
    },
  ])
})
