import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import { readList } from '../platform/read-list.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { editRecords } from './edit-records.ts'
import { importRecords } from './import-records.ts'
import { recordSource } from './record-lists.ts'
import { undoImport } from './undo-import.ts'

const FILES = {
  'items.csv': 'item,name,attr.colour\nDRESS,Dress,red\nCLOTH,Cloth,\n',
  'boms.csv': 'parent,component,quantity\nDRESS,CLOTH,1.5\n',
  'sales_orders.csv': 'order,line,item,quantity,due_date\nSO-1,1,DRESS,10,2026-03-10\nSO-1,2,DRESS,5,2026-03-12\n',
}
let database: TestDatabase
beforeEach(async () => {
  database = await openTestDatabase()
  const files = new Map(Object.entries(FILES).map(([name, text]) => [name, new TextEncoder().encode(text)] as const))
  await importRecords(database, { files, commit: true, by: 'planner' })
})
afterEach(() => database.close())

const edit = (...edits: RecordEdit[]) => editRecords(database, { edits, reason: 'asked by phone' }, 'planner')
const rows = async (file: string, query = {}) => {
  const source = await recordSource(database, file)
  return (await readList<Record<string, unknown>>(database, { source, query, today: '2026-03-01' })).rows
}

describe('edits of records', () => {
  test('change the named cells, add and take away rows, as one batch that undo takes back', async () => {
    const before = [await rows('items'), await rows('sales_orders')]
    const answer = await edit(
      { file: 'sales_orders', key: 'SO-1|1', was: { quantity: '10' }, cells: { quantity: '12', customer: '花间' } },
      { file: 'sales_orders', key: 'SO-1|2', cells: null },
      { file: 'items', key: null, cells: { item: 'ZIP', name: 'Zip' } },
    )
    expect(answer).toMatchObject({ batch: expect.any(Number), conflicts: [], issues: [] })
    expect(await rows('sales_orders')).toMatchObject([
      { recordKey: 'SO-1|1', order: 'SO-1', quantity: '12', customer: '花间', due_date: '2026-03-10' },
    ])
    expect((await rows('items')).map((one) => one.item)).toEqual(['DRESS', 'CLOTH', 'ZIP'])
    await undoImport(database, answer.batch!, 'planner')
    const after = [await rows('items'), await rows('sales_orders', { sort: 'line' })]
    const withoutPlaces = before.map((list) => list.map((row) => ({ ...row, position: expect.any(Number) })))
    expect(after).toEqual(withoutPlaces)
  })

  test('move a row whose key changes', async () => {
    await edit({ file: 'sales_orders', key: 'SO-1|2', cells: { line: '7' } })
    expect((await rows('sales_orders')).map((one) => one.recordKey)).toEqual(['SO-1|1', 'SO-1|7'])
  })

  test('take a number in other words for the same', async () => {
    const answer = await edit({
      file: 'sales_orders',
      key: 'SO-1|1',
      was: { quantity: '10.0' },
      cells: { quantity: '12' },
    })
    expect(answer.conflicts).toEqual([])
  })

  test('take what an empty cell stands for as the empty cell', async () => {
    const change = { file: 'items', key: 'DRESS', cells: { safety_stock: '5' } }
    expect((await edit({ ...change, was: { safety_stock: '0', lot_rule: 'lot-for-lot' } })).conflicts).toEqual([])
    expect((await edit({ ...change, was: { safety_stock: '0' } })).conflicts).toMatchObject([{ was: '0', now: '5' }])
  })

  test('of a cell that somebody changed meanwhile are not written; the answer has both values', async () => {
    await edit({ file: 'sales_orders', key: 'SO-1|1', cells: { quantity: '11' } })
    const answer = await edit(
      { file: 'sales_orders', key: 'SO-1|2', cells: { quantity: '6' } },
      { file: 'sales_orders', key: 'SO-1|1', was: { quantity: '10' }, cells: { quantity: '12' } },
    )
    expect(answer).toEqual({
      batch: null,
      conflicts: [{ edit: 1, field: 'quantity', was: '10', now: '11' }],
      issues: [],
    })
    expect((await rows('sales_orders')).map((one) => one.quantity)).toEqual(['11', '5'])
  })

  test('that would make the records wrong are refused whole, each with its cell', async () => {
    const answer = await edit(
      { file: 'sales_orders', key: 'SO-1|1', cells: { quantity: '12' } },
      { file: 'sales_orders', key: 'SO-1|2', cells: { item: 'NOTHING', due_date: '2026-02-30' } },
      { file: 'items', key: null, cells: { item: 'DRESS' } },
    )
    expect(answer.batch).toBeNull()
    expect(answer.issues).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ edit: 1, field: 'due_date', code: 'not-a-date', value: '2026-02-30' }),
        expect.objectContaining({ edit: 1, field: 'item', code: 'unknown-reference', value: 'NOTHING' }),
        expect.objectContaining({ edit: 2, field: 'item', code: 'duplicate-key' }),
      ]),
    )
    expect((await rows('sales_orders')).map((one) => one.quantity)).toEqual(['10', '5'])
    const gone = await edit({ file: 'items', key: 'CLOTH', cells: null })
    expect(gone.issues).toMatchObject([{ edit: null, code: 'unknown-reference', value: 'CLOTH' }])
  })

  test('of a file or a row that does not exist are refused', async () => {
    await expect(edit({ file: 'dresses', key: null, cells: {} })).rejects.toThrow('file (dresses)')
    await expect(edit({ file: 'sell_through', key: null, cells: {} })).rejects.toThrow('sales are imported')
    await expect(edit({ file: 'items', key: 'HAT', cells: { name: 'Hat' } })).rejects.toThrow('row (HAT)')
  })
})

test('records are a list with typed columns and attributes', async () => {
  expect(await rows('items', { filter: 'attr.colour:red' })).toMatchObject([{ item: 'DRESS', 'attr.colour': 'red' }])
  expect(await rows('sales_orders', { filter: 'quantity:6..;due_date:next-week', sort: '-quantity' })).toEqual([])
  expect(await rows('sales_orders', { filter: 'quantity:6..', sort: '-due_date' })).toMatchObject([{ line: '1' }])
})
