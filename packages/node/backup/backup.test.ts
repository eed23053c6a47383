import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRoot } from '../platform/home-folder.ts'
import { silentLog } from '../platform/log.ts'
import { migrate, migration } from '../platform/migrate.ts'
import { openStore } from '../platform/store.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { fill, STEPS } from './awkward.suite.ts'
import { backup } from './backup.ts'
import { readBackup } from './read-backup.ts'
import { restore } from './restore.ts'

const NOW = Date.UTC(2026, 0, 2)
const LATER = migration('9001-later.sql', 'alter table shop.note add column later int default 7;')
let folder: string
let source: TestDatabase
let file: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-test-'))
  if (isRoot()) chmodSync(folder, 0o711)
  file = join(folder, 'first.backup')
  source = await openTestDatabase({ migrated: false })
  await migrate(source, STEPS)
  await fill(source)
  await backup({ database: source, file, now: NOW })
})
afterAll(async () => {
  await source?.close()
  rmSync(folder, { recursive: true, force: true })
})

const bytesOf = (path: string) => readFileSync(path)
const empty = () => openTestDatabase({ migrated: false })

describe('a backup', () => {
  test('names every table with its rows, and holds no half-written file', async () => {
    const content = await readBackup(file)
    const rows = Object.fromEntries(content.tables.map((one) => [one.table, one.rows]))
    expect(rows).toMatchObject({
      'shop.item': 3,
      'shop.sale_2025': 1,
      'shop.sale_rest_2026': 1,
      'shop.sale_rest_other': 1,
      'shop.note': 3,
    })
    expect(rows).toMatchObject({ 'public.task_progress': 1, 'graphile_worker._private_jobs': 1, 'public.setting': 0 })
    expect(content.head.made).toBe('2026-01-02T00:00:00.000Z')
    expect(content.head.schema.at(-1)?.name).toBe('awkward')
    expect(readdirSync(folder)).toEqual(['first.backup'])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('is restored whole: a backup of the restored database has the same bytes', async () => {
    const target = await empty()
    const restored = await restore({ database: target, file, steps: STEPS })
    const second = join(folder, 'second.backup')
    const again = await backup({ database: target, file: second, now: NOW })
    expect(again.tables).toEqual(restored.tables.map(({ table, rows, sha256 }) => ({ table, rows, sha256 })))
    expect(bytesOf(second).equals(bytesOf(file))).toBe(true)
    rmSync(second)
    await target.close()
  })

  test('is restored with its sequences, keys, triggers and generated columns at work', async () => {
    const target = await empty()
    await restore({ database: target, file, steps: STEPS })
    expect(await target.query({ text: "insert into shop.counter (text) values ('z') returning id" })).toEqual([
      { id: 3 },
    ])
    expect(
      await target.query({
        text: 'insert into shop."Odd name" (text) values (\'z\') returning 1 + 4 = "a ""quoted"" one" as next',
      }),
    ).toEqual([{ next: true }])
    await expect(target.query({ text: "insert into shop.sale values ('nobody', '2026-01-01', 1)" })).rejects.toThrow(
      /foreign key/,
    )
    await target.query({ text: "insert into shop.item (code, price) values ('new', 2)" })
    expect(await target.query({ text: "select doubled from shop.item where code = 'new'" })).toEqual([
      { doubled: '4.0000' },
    ])
    expect(await target.query({ text: "select text from shop.note where text = 'new'" })).toEqual([{ text: 'new' }])
    await target.close()
  })

  test('of an older program is brought forward after it is restored', async () => {
    const target = await empty()
    await restore({ database: target, file, steps: [...STEPS, LATER] })
    expect(await target.query({ text: 'select distinct later from shop.note' })).toEqual([{ later: 7 }])
    await target.close()
  })

  test('shows one moment, whatever is written meanwhile', async () => {
    const target = await empty()
    await migrate(target, STEPS)
    await target.query({ text: "insert into shop.counter (text) select 'x' from generate_series(1, 20000)" })
    let writing = true
    const write = async () => {
      while (writing)
        await target.query({
          text: "with a as (insert into shop.counter (text) values ('y')) insert into shop.note values ('y')",
        })
    }
    const writer = write()
    const path = join(folder, 'moment.backup')
    const { tables } = await backup({ database: target, file: path, now: NOW })
    writing = false
    await writer
    const rows = Object.fromEntries(tables.map((one) => [one.table, one.rows]))
    expect(rows['shop.counter']! - 20_000).toBe(rows['shop.note']! - 1)
    rmSync(path)
    await target.close()
  })
})

const OTHER_SERVER = '/usr/lib/postgresql/15/bin'
test.runIf(existsSync(OTHER_SERVER))('a backup moves between PostgreSQL 18 and 15 and keeps its bytes', async () => {
  const home = join(folder, 'other')
  const bin = source.major === 15 ? undefined : OTHER_SERVER
  const store = await openStore({
    home,
    databaseUrl: undefined,
    postgresBinaries: bin,
    log: silentLog,
    migrated: false,
  })
  try {
    await restore({ database: store.database, file, steps: STEPS })
    const second = join(folder, 'other.backup')
    await backup({ database: store.database, file: second, now: NOW })
    expect(bytesOf(second).equals(bytesOf(file))).toBe(true)
  } finally {
    await store.close()
  }
})
