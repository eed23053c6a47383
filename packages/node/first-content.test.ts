import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fillNode } from './first-content.ts'
import { type Clock, openClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import { readSetting } from './platform/settings.store.ts'
import { openTestDatabase, type TestDatabase } from './platform/test-database.ts'
import { editRecords } from './records/edit-records.ts'
import { beginRecords, COMPANY_SETTING, countSales, DEMO_SETTING } from './records/index.ts'
import { loadRecords } from './records/records.store.ts'

const NOW = Date.parse('2026-03-02T10:00:00Z')
let database: TestDatabase
let clock: Clock
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'first-content-'))
  database = await openTestDatabase()
  clock = await openClock(database, () => NOW)
  const files = { 'items.csv': 'item\nDEMO\n', 'sell_through.csv': 'item,date,place,quantity\nDEMO,2026-02-27,,1\n' }
  const bytes = Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)] as const)
  await beginRecords(database, { company: { name: 'Demo', isDemo: true }, files: new Map(bytes) })
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const said: string[] = []
function begin(text: string, more: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const words = ['--sales', join(folder, 'mine.csv')]
  writeFileSync(join(folder, 'mine.csv'), text)
  for (const [option, content] of Object.entries(more)) {
    writeFileSync(join(folder, `${option}.csv`), content)
    words.push(`--${option}`, join(folder, `${option}.csv`))
  }
  const config = readConfig(words, { HEADWATER_HOME: folder })
  return fillNode({ database, clock, config, say: (line) => void said.push(line) })
}
const items = async (): Promise<string[]> => [...((await loadRecords(database)).get('items')?.keys() ?? [])]
const SALES = 'sku,date,qty\nA,2026-02-20,5\nA,2026-02-21,6\n'
const OLD_SALES = SALES.replaceAll('2026', '2019')

test('own sales take the place of generated records and of what was tried on them, with their name and clock', async () => {
  await database.query({
    text: `insert into forecast_override (level, first_day, last_day, quantity, given_by, reason)
           values ('all', '2026-03-09', '2026-03-15', 900, 'planner@example.com', 'tried on the demo')`,
  })
  expect(await begin(OLD_SALES)).toBe(true)
  expect(await items()).toEqual(['A'])
  expect(await readSetting(database, DEMO_SETTING)).toBe(false)
  expect(await readSetting(database, COMPANY_SETTING)).toBe('mine')
  expect(await database.query({ text: 'select 1 from forecast_override' })).toEqual([])
  expect(new Date(clock.business()).toISOString()).toBe('2019-02-22T12:00:00.000Z')
})

test('the same command again changes nothing; another file is refused with a way out', async () => {
  await begin(SALES)
  expect(await begin(SALES)).toBe(false)
  await expect(begin(SALES.replaceAll('A,', 'B,'))).rejects.toThrow('headwater import --sales')
  expect(await items()).toEqual(['A'])
})

test('once a person has changed a record, the company is no demo, and --sales takes nothing away', async () => {
  await editRecords(
    database,
    { edits: [{ file: 'items', key: 'DEMO', cells: { name: 'Mine' } }] },
    'planner@example.com',
  )
  expect(await readSetting(database, DEMO_SETTING)).toBe(false)
  await expect(begin(SALES)).rejects.toThrow('records of its own')
  expect(await items()).toEqual(['DEMO'])
  expect(await countSales(database)).toEqual({ rows: 1, items: 1 })
})

test('neither does it where an older program left the mark of a demo on them', async () => {
  await editRecords(
    database,
    { edits: [{ file: 'items', key: 'DEMO', cells: { name: 'Mine' } }] },
    'planner@example.com',
  )
  await database.query({ text: `update setting set value = 'true' where name = $1`, values: [DEMO_SETTING] })
  await expect(begin(SALES)).rejects.toThrow('records of its own')
  expect(await items()).toEqual(['DEMO'])
})

test('what cannot be taken in leaves the demo as it was', async () => {
  const wrong = { items: 'item,lead_time_days\nA,soon\n' }
  await expect(begin(OLD_SALES, wrong)).rejects.toThrow('nothing was taken in')
  expect(await items()).toEqual(['DEMO'])
  expect(await readSetting(database, DEMO_SETTING)).toBe(true)
  expect(clock.business()).toBe(NOW)
})

test('a beginning that ends before its last step leaves the demo as it was', async () => {
  const broken = { ...clock, moveBusinessIn: () => Promise.reject(new Error('killed')) }
  writeFileSync(join(folder, 'mine.csv'), OLD_SALES)
  const config = readConfig(['--sales', join(folder, 'mine.csv')], { HEADWATER_HOME: folder })
  await expect(fillNode({ database, clock: broken, config, say: () => {} })).rejects.toThrow('killed')
  expect(await items()).toEqual(['DEMO'])
  expect(await readSetting(database, DEMO_SETTING)).toBe(true)
})
