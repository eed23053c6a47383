import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { errorFiles } from './error-file.ts'
import { importRecords } from './import-records.ts'
import { loadRecords } from './records.store.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await openTestDatabase()
})
afterEach(() => database.close())

const MAPPING = { items: { 款号: 'item', 品名: 'name', 备注: '' } }
const run = (text: string, more: object = {}) =>
  importRecords(database, {
    files: new Map([['items.csv', new TextEncoder().encode(text)]]),
    commit: true,
    by: 'planner',
    ...more,
  })
const names = async () => {
  const items = (await loadRecords(database)).get('items')!
  return [...items.values()].map((one) => `${one.item} ${one.name}`)
}

test('a mapping is remembered for its header, in whatever order and below title rows', async () => {
  expect((await run('款号,品名,备注\nA,甲,x\n')).errors).toMatchObject([{ code: 'missing-column', field: 'item' }])
  const first = await run('款号,品名,备注\nA,甲,x\n', { mapping: MAPPING })
  expect(first).toMatchObject({ errors: [], warnings: [], mappings: MAPPING })
  const later = await run('物料清单,,\n\n备注,品名,款号\ny,乙,B\n')
  expect(later).toMatchObject({ errors: [], warnings: [], mappings: MAPPING })
  expect(await names()).toEqual(['A 甲', 'B 乙'])
})

test('a dry run remembers nothing', async () => {
  await run('款号,品名,备注\nA,甲,x\n', { mapping: MAPPING, commit: false })
  expect((await run('款号,品名,备注\nA,甲,x\n')).errors).toMatchObject([{ code: 'missing-column' }])
})

test('a newer mapping of the same header takes the place of the old one', async () => {
  await run('款号,品名,备注\nA,甲,x\n', { mapping: MAPPING })
  await run('款号,品名,备注\nB,乙,y\n', { mapping: { items: { 款号: 'item', 备注: 'name' } } })
  await run('款号,品名,备注\nC,丙,z\n')
  expect(await names()).toEqual(['A 甲', 'B y', 'C z'])
})

test('refused rows come back as a file with reasons that can be corrected and imported', async () => {
  const text = '款号,品名,备注,位\nA,甲,x,0\nB,乙,y,many\n'
  const mapping = { items: { ...MAPPING.items, 位: 'decimals' } }
  const outcome = await run(text, { mapping, partly: true })
  const files = new Map([['items.csv', new TextEncoder().encode(text)]])
  const refused = new TextDecoder().decode(errorFiles({ files }, outcome).get('items.csv'))
  expect(refused).toMatch(/^款号,品名,备注,位,reason\nB,乙,y,many,.*decimals \(many\) should be/)
  const again = await run(refused.replace('many', '2'))
  expect(again.errors).toEqual([])
  expect(again.warnings).toEqual([])
  expect(await names()).toEqual(['A 甲', 'B 乙'])
})
