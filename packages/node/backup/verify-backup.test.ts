import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../platform/migrate.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { fill, STEPS } from './awkward.suite.ts'
import { backup } from './backup.ts'
import { BadBackup } from './container.ts'
import { verifyBackup } from './verify-backup.ts'

let folder: string
let source: TestDatabase
let file: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verify-test-'))
  file = join(folder, 'first.backup')
  source = await openTestDatabase({ migrated: false })
  await migrate(source, STEPS)
  await fill(source)
  await backup({ database: source, file, now: 0 })
})
afterAll(async () => {
  await source.close()
  rmSync(folder, { recursive: true, force: true })
})

const scratchNames = () =>
  source.query({ text: `select datname from pg_database where datname like 'headwater_verify_%'` })

test('a backup is proved by a restore into a database of its own, which is gone afterwards', async () => {
  const { restored, rows, tables } = await verifyBackup({ database: source, file }, STEPS)
  expect({ restored, hasAll: tables.some((one) => one.table === 'shop.item' && one.rows === 3) }).toEqual({
    restored: true,
    hasAll: true,
  })
  expect(rows).toBe(tables.reduce((sum, one) => sum + one.rows, 0))
  expect(await scratchNames()).toEqual([])
})

test('a damaged one is refused, and one that cannot be restored leaves no database behind', async () => {
  const bad = join(folder, 'bad.backup')
  writeFileSync(bad, readFileSync(file).subarray(0, 900))
  await expect(verifyBackup({ database: source, file: bad }, STEPS)).rejects.toThrow(BadBackup)
  await expect(verifyBackup({ database: source, file })).rejects.toThrow(/step 9000/)
  expect(await scratchNames()).toEqual([])
})
