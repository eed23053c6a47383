import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LineChanges } from '../../../schemas/rest/ordering.ts'
import { planCompany } from '../planning/index.ts'
import { type Clock, openClock } from '../platform/clock.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { importRecords } from '../records/index.ts'
import { undoImport } from '../records/undo-import.ts'
import { changeLines } from './change-lines.ts'

const LINES = Array.from({ length: 40 }, (_, i) => `S${i % 8},${Math.floor(i / 8) + 1},CAP,1,2026-04-${10 + (i % 8)},`)
const FILES = {
  'items.csv': 'item,supply,lead_time_days\nCAP,buy,5\n',
  'stock.csv': 'item,quantity\nCAP,500\n',
  'sales_orders.csv': `order,line,item,quantity,due_date,priority\n${LINES.join('\n')}\n`,
}

let database: TestDatabase
let clock: Clock
beforeAll(async () => {
  database = await openTestDatabase()
  clock = await openClock(database)
  await clock.moveBusiness(Date.parse('2026-03-02T06:00:00Z'))
  const files = new Map(Object.entries(FILES).map(([name, text]) => [name, new TextEncoder().encode(text)] as const))
  await importRecords(database, { files, commit: true, by: 'planner' })
  await planCompany({ database, clock, searchSeconds: 0.1 })
})
afterAll(() => database.close())

const change = (changes: LineChanges) => changeLines({ database, clock, by: 'planner' }, changes)
const stored = async (field: string): Promise<readonly string[]> => {
  const rows = await database.query<{ value: string | null }>({
    text: `select cells ->> $1 as value from record where file = 'sales_orders' order by key`,
    values: [field],
  })
  return rows.map((one) => one.value ?? '')
}
const batches = async (): Promise<number> =>
  (await database.query<{ count: number }>({ text: 'select count(*)::int as count from import_batch' }))[0]!.count

test('chosen lines are changed as one batch that undo takes back; those that are so already are left', async () => {
  const before = await stored('priority')
  const known = await batches()
  const chosen = { lines: ['S1|1', 'S1|2', 'S2|1'], cells: { priority: '5' } }
  expect(await change({ ...chosen, commit: true })).toMatchObject({ lines: 3, changes: 0, batch: null })
  const wanted = { ...chosen, cells: { priority: '2' } }
  expect(await change({ ...wanted, commit: false })).toMatchObject({ lines: 3, changes: 3, batch: null })
  expect(await stored('priority')).toEqual(before)
  const done = await change({ ...wanted, commit: true })
  expect(done).toMatchObject({ lines: 3, changes: 3, issues: [], conflicts: [] })
  expect((await stored('priority')).filter((one) => one === '2')).toHaveLength(3)
  expect(await batches()).toBe(known + 1)
  await undoImport(database, done.batch!, 'planner')
  expect(await stored('priority')).toEqual(before)
})

test('all lines of a filter are changed, whether or not a page has shown them', async () => {
  const matching = { filter: 'requested:2026-04-12..2026-04-13' }
  const done = await change({ matching, cells: { due_date: '2026-04-13', status: 'closed' }, commit: true })
  expect(done).toMatchObject({ lines: 10, changes: 10 })
  expect((await stored('status')).filter((one) => one === 'closed')).toHaveLength(10)
  expect((await stored('due_date')).filter((one) => one === '2026-04-13')).toHaveLength(10)
  await undoImport(database, done.batch!, 'planner')
  expect((await change({ matching: {}, cells: { priority: '9' }, commit: false })).changes).toBe(40)
})

test('what cannot be meant is refused, and changes nothing', async () => {
  const cells = { priority: '1' }
  expect(() => change({ cells, commit: true })).toThrow('one of both')
  expect(() => change({ lines: ['S1|1'], matching: {}, cells, commit: true })).toThrow('one of both')
  await expect(change({ lines: ['S1|1', 'S99|1'], cells, commit: true })).rejects.toThrow('1 of the order lines')
  await expect(change({ matching: { filter: 'nothing:1' }, cells, commit: true })).rejects.toThrow('nothing')
  expect(await stored('priority')).not.toContain('1')
})
