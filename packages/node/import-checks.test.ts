import { setTimeout as wait } from 'node:timers/promises'
import { writeTable } from '@headwater/files/workbook/write-table'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CheckedFile, ImportCheck, ImportChecked } from '../../schemas/rest/imports.ts'
import type { TaskView } from '../../schemas/rest/planning.ts'
import type { Batches, ImportAnswer, UploadMade } from '../../schemas/rest/records.ts'
import { type Doors, openDoors } from './doors.suite.ts'

let doors: Doors
let planner: Record<string, string>
beforeAll(async () => {
  doors = await openDoors()
  planner = await doors.token('planner')
})
afterAll(() => doors.close())
beforeEach(() => doors.database.query({ text: 'truncate record, sell_through, import_batch, column_mapping cascade' }))

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

async function upload(body: Uint8Array): Promise<string> {
  const answer = await doors.call('/api/uploads?name=file', { method: 'POST', headers: planner, body })
  return (answer.body as unknown as UploadMade).upload
}

type Choice = Partial<ImportCheck['files'][number]>

async function check(given: Readonly<Record<string, Uint8Array>>, choice: Choice = {}): Promise<CheckedFile[]> {
  const files = []
  for (const [name, body] of Object.entries(given)) files.push({ name, upload: await upload(body), ...choice })
  return again(files)
}

async function again(files: ImportCheck['files']): Promise<CheckedFile[]> {
  const answer = await doors.call('/api/import-checks', { method: 'POST', headers: planner, body: { files } })
  expect(answer.status).toBe(200)
  return (answer.body as unknown as ImportChecked).files
}

async function commit(body: object, more: Record<string, string> = {}): Promise<ImportAnswer> {
  const headers = { ...planner, ...more }
  const answer = await doors.call('/api/import-tasks?commit=true', { method: 'POST', headers, body })
  expect(answer).toMatchObject({ status: 202 })
  const { task } = answer.body as unknown as { task: string }
  for (;;) {
    const view = (await doors.call(`/api/tasks/${task}`, { headers: planner })).body as unknown as TaskView
    if (!['queued', 'running'].includes(view.state)) return view.result as ImportAnswer
    await wait(20)
  }
}

const states = ({ shown }: CheckedFile): Record<number, string> =>
  Object.fromEntries(shown.map((one) => [one.row, one.state]))

const ITEMS = bytes('item,name\n2614-雾蓝-M,连衣裙\nB,b\n')
const ORDERS =
  '恒织订单,,,\n订单号,物料编码,数量,交期\n1187,2614-雾兰-M,"1,200",2026/3/2\n1188,B,5,2026-03-02\n1188,B,6,2026-03-03\n'

test('a file is understood by its header below a title, and each wrong cell says what was most likely meant', async () => {
  const [items, orders] = await check({ '物料.csv': ITEMS, '三月.csv': bytes(ORDERS) })
  expect(items).toMatchObject({ file: 'items', headerRow: 1, counts: { new: 2, wrong: 0 }, encoding: 'utf-8' })
  expect(orders).toMatchObject({
    file: 'sales_orders',
    headerRow: 2,
    mapping: { 订单号: 'order', 物料编码: 'item', 数量: 'quantity', 交期: 'due_date' },
    counts: { new: 1, changed: 0, same: 0, wrong: 2 },
  })
  expect(states(orders!)).toEqual({ 3: 'wrong', 4: 'new', 5: 'wrong' })
  expect(
    orders!.faults.map(({ row, column, code, near, other, target }) => ({ row, column, code, near, other, target })),
  ).toEqual(
    expect.arrayContaining([
      { row: 3, column: 2, code: 'not-a-number', near: '1200', other: null, target: null },
      { row: 3, column: 3, code: 'not-a-date', near: '2026-03-02', other: null, target: null },
      { row: 5, column: 0, code: 'duplicate-key', near: null, other: 4, target: null },
    ]),
  )
})

test('a header is taken where somebody says it is, however far down', async () => {
  const [checked] = await check({ 'far.csv': bytes(`${'note,\n'.repeat(70)}item,name\nFAR,f\n`) }, { headerRow: 71 })
  expect(checked).toMatchObject({
    file: 'items',
    headerRow: 71,
    header: ['item', 'name'],
    counts: { new: 1, wrong: 0 },
  })
})

test('cells are fixed without sending the file again, and a name that does not exist gets the nearest one that does', async () => {
  await commit({ files: [{ name: 'items.csv', upload: await upload(ITEMS) }] })
  const [first] = await check({ 'x.csv': bytes(ORDERS) })
  const cells = [
    { row: 3, column: 2, text: '1200' },
    { row: 3, column: 3, text: '2026-03-02' },
    { row: 5, column: 0, text: '1189' },
  ]
  const [second] = await again([{ name: 'x.csv', upload: first!.upload, cells }])
  expect(second!.faults).toMatchObject([
    { row: 3, column: 1, code: 'unknown-reference', target: 'items', value: '2614-雾兰-M', near: '2614-雾蓝-M' },
  ])
  const all = [...cells, { row: 3, column: 1, text: '2614-雾蓝-M' }]
  const [third] = await again([{ name: 'x.csv', upload: first!.upload, cells: all }])
  expect(third).toMatchObject({ faults: [], counts: { new: 3, wrong: 0 } })
  const sent = { name: 'sales_orders.csv', upload: first!.upload, cells: all, headerRow: 2 }
  const done = await commit({ files: [sent], mapping: { sales_orders: third!.mapping } })
  expect(done).toMatchObject({ errorCount: 0, files: [{ added: 3 }] })
  const [known] = await check({
    'y.csv': bytes(ORDERS.replace('"1,200",2026/3/2', '7,2026-03-02').replace('雾兰', '雾蓝')),
  })
  expect(known).toMatchObject({ isRemembered: true, file: 'sales_orders' })
  expect(known!.shown[0]).toMatchObject({ state: 'changed', before: { 2: '1200' } })
})

test('sales that are right keep their state although others are wrong', async () => {
  await commit({ files: [{ name: 'items.csv', upload: await upload(ITEMS) }] })
  const sales = 'SKU,date,qty\nB,2026-01-05,3\nX,2026-01-05,3\nB,2026-01-06,many\n'
  const [checked] = await check({ 'sales.csv': bytes(sales) })
  expect(checked).toMatchObject({ file: 'sell_through', rows: 3, counts: { new: 1, wrong: 2 } })
  expect(states(checked!)).toEqual({ 2: 'new', 3: 'wrong', 4: 'wrong' })
})

test('encoding and sheets are told, and another header row is taken when it is chosen', async () => {
  const gb = Uint8Array.from([0x69, 0x74, 0x65, 0x6d, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0x41, 0x2c, 0xc0, 0xb6, 0x0a])
  const bom = Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes('item,name\nA,a\n')])
  expect((await check({ 'a.csv': gb }))[0]).toMatchObject({
    encoding: 'gb18030',
    header: ['item', '名称'],
    counts: { new: 1 },
  })
  expect((await check({ 'a.csv': bom }))[0]).toMatchObject({ encoding: 'utf-8-bom', counts: { new: 1 } })
  const book = await writeTable(
    '库存',
    [{ name: 'item', title: 'item', kind: 'text' }],
    [{ item: 'item' }, { item: 'A' }],
  )
  expect((await check({ 'a.xlsx': book }))[0]).toMatchObject({
    encoding: 'workbook',
    sheets: ['库存'],
    sheet: '库存',
    headerRow: 1,
  })
  const [chosen] = await check({ 'a.xlsx': book }, { headerRow: 2, file: 'items' })
  expect(chosen).toMatchObject({ headerRow: 2, rows: 1, file: 'items' })
})

test('semicolons and tabs divide as well as commas, and are imported as they were checked', async () => {
  const text = 'item;name;scrap\nA;a, b;0.5\nB;b;0.1\n'
  const [checked] = await check({ 'items.csv': bytes(text) })
  expect(checked).toMatchObject({
    file: 'items',
    separator: ';',
    header: ['item', 'name', 'scrap'],
    counts: { new: 2 },
  })
  const sent = { name: 'items.csv', upload: checked!.upload, headerRow: 1, separator: ';' }
  expect(await commit({ files: [sent], mapping: { items: checked!.mapping } })).toMatchObject({ errorCount: 0 })
  expect((await check({ 'x.txt': bytes(text.replaceAll(';', '\t')) }))[0]).toMatchObject({
    separator: '\t',
    counts: { same: 2 },
  })
})

test('what cannot be read says so once, and a required column that is not mapped leaves every row unchecked', async () => {
  const [zero, blank, second] = await check({
    'a.csv': Uint8Array.of(0, 1),
    'b.csv': bytes('\n\n'),
    'c.csv': bytes('name\nA\n'),
  })
  expect(zero).toMatchObject({ file: null, faults: [{ code: 'bad-encoding' }] })
  expect(blank).toMatchObject({ headerRow: null, rows: 0 })
  expect(second!.rows).toBe(second!.counts.unchecked)
  const [items] = await check(
    { 'c.csv': bytes('SKU,name\nA,a\n') },
    { file: 'items', mapping: { SKU: '', name: 'name' } },
  )
  expect(items).toMatchObject({
    counts: { unchecked: 1 },
    faults: [{ code: 'missing-column', field: 'item', row: null }],
  })
})

test('a cell of 10 MB is refused with the row and how it begins', async () => {
  const [checked] = await check({ 'a.csv': bytes(`item,name\nA,${'x'.repeat(1e7)}\n`) })
  expect(checked!.faults).toMatchObject([{ code: 'bad-text', row: 2, value: expect.stringMatching(/^A,xxx/) }])
})

test('an import whose answer was lost is found again by the key of its request, and listed with its counts', async () => {
  const key = { 'idempotency-key': crypto.randomUUID() }
  const body = { files: [{ name: 'items.csv', upload: await upload(ITEMS) }] }
  const first = await commit(body, key)
  expect((await commit(body, key)).batch).toBe(first.batch)
  const { imports } = (await doors.call('/api/imports', { headers: planner })).body as unknown as Batches
  expect(imports).toMatchObject([{ id: first.batch, counts: [{ file: 'items', added: 2 }], edits: null, undoes: null }])
})

test('templates have their required columns marked, and are imported as they are', async () => {
  const headers = planner
  const answer = await fetch(`${doors.address}/api/file-templates/sales_orders.xlsx?language=zh`, { headers })
  const [checked] = await check({ '销售订单.xlsx': new Uint8Array(await answer.arrayBuffer()) })
  expect(checked).toMatchObject({ file: 'sales_orders', headerRow: 2, rows: 0, faults: [] })
  expect((await doors.call('/api/file-templates/nothing.xlsx', { headers })).status).toBe(404)
})

test('a check that lasts says how far it is, to who asked it', async () => {
  await commit({ files: [{ name: 'items.csv', upload: await upload(ITEMS) }] })
  const rows = Array.from({ length: 200_000 }, (_, i) => `B,2026-01-${String(1 + (i % 28)).padStart(2, '0')},P${i},1`)
  const sales = await upload(bytes(`item,date,place,quantity\n${rows.join('\n')}\n`))
  const id = '0123456789abcdef0123456789abcdef'
  const body = { id, files: [{ name: 'sell_through.csv', upload: sales }] }
  const checked = doors.call('/api/import-checks', { method: 'POST', headers: planner, body })
  const stepSeenBy = async (headers: Record<string, string>): Promise<unknown> => {
    const { status, body: seen } = await doors.call(`/api/import-checks/${id}`, { headers })
    return status === 200 ? (seen as { step?: unknown }).step : status
  }
  const another = await doors.token('owner')
  await expect.poll(() => stepSeenBy(planner), { interval: 50 }).toBe('reading sales')
  expect(await stepSeenBy(another)).toBe(404)
  expect((await checked).status).toBe(200)
  expect(await stepSeenBy(planner)).toBe(404)
})
