import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyIn } from '../platform/copy.ts'
import type { Database } from '../platform/database.ts'
import { isRoot } from '../platform/home-folder.ts'
import { silentLog } from '../platform/log.ts'
import { migrate, migration, readMigrations, refuseUnfinished } from '../platform/migrate.ts'
import { openStore } from '../platform/store.ts'
import { addTask } from '../platform/tasks.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { backup } from './backup.ts'
import { BadBackup } from './container.ts'
import { readBackup } from './read-backup.ts'
import { DatabaseNotEmpty, restore } from './restore.ts'

const NOW = Date.UTC(2026, 0, 2)
const FULL = process.env.HEADWATER_TEST_SCALE === 'full'

/** A schema with everything that is awkward to move. */
const AWKWARD = migration(
  '9000-awkward.sql',
  `create schema shop;
   create type shop.size as enum ('S', 'M', 'L');
   create table shop.item (code text primary key, parent text references shop.item, size shop.size, price numeric(20, 4), weight float8,
     doubled numeric generated always as (price * 2) stored, photo bytea, facts jsonb, seen timestamptz, day date, span interval, tags text[]);
   create table shop."Odd name" ("a ""quoted"" one" int generated always as identity, text text);
   create table shop.first (id int primary key, second int);
   create table shop.second (id int primary key, first int references shop.first);
   alter table shop.first add foreign key (second) references shop.second;
   create table shop.sale (item text references shop.item, day date, quantity bigint, primary key (item, day)) partition by range (day);
   create table shop.counter (id bigserial primary key, text text);
   create table shop.note (text text);
   create function shop.add_note() returns trigger language plpgsql as 'begin insert into shop.note values (new.code); return new; end';
   create trigger noted after insert on shop.item for each row execute function shop.add_note();
   insert into shop.item (code) values ('made by the schema step');`,
)
const LATER = migration('9001-later.sql', 'alter table shop.note add column later int default 7;')
const STEPS = [...readMigrations(), AWKWARD]

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

async function fill(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query({
      text: `create table shop.sale_2025 partition of shop.sale for values from ('2025-01-01') to ('2026-01-01');
             create table shop.sale_rest partition of shop.sale default partition by range (day);
             create table shop.sale_rest_2026 partition of shop.sale_rest for values from ('2026-01-01') to ('2027-01-01');
             create table shop.sale_rest_other partition of shop.sale_rest default;
             delete from shop.item; delete from shop.note`,
    })
    const columns = ['code', 'parent', 'size', 'price', 'weight', 'photo', 'facts', 'seen', 'day', 'span', 'tags']
    await copyIn(transaction, { table: 'shop.item', columns }, [
      [
        'b',
        null,
        'M',
        '12345678901234.5678',
        0.1 + 0.2,
        new Uint8Array([0, 1, 255]),
        { x: [1, '\\ \n\t'] },
        new Date(1),
        '2026-02-28',
        '1 mon',
        '{"a b",NULL}',
      ],
      ['a', 'b', 'L', null, -0, null, null, null, null, null, null],
      ['源头 ä', 'a', null, '0.0001', 1e-300, null, null, null, null, null, '{}'],
    ])
    await copyIn(transaction, { table: 'shop.Odd name', columns: ['text'] }, [['x'], [null], ['\\N'], ['']])
    await transaction.query({
      text: `insert into shop.first values (1), (2); insert into shop.second values (1, 1), (2, 2); update shop.first set second = 3 - id;
             insert into shop.counter (text) values ('x'), ('y'); delete from shop.counter where id = 2`,
    })
    await copyIn(transaction, { table: 'shop.sale', columns: ['item', 'day', 'quantity'] }, [
      ['a', '2025-05-05', 1],
      ['b', '2026-05-05', -2],
      ['b', '2031-05-05', 3],
    ])
    await addTask(transaction, { name: 'plan', payload: { a: 1 } })
  })
}

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

describe('a restore is refused, and leaves nothing behind,', () => {
  test('where the database is not empty', async () => {
    const target = await empty()
    await target.query({ text: 'create table mine (a int)' })
    await expect(restore({ database: target, file, steps: STEPS })).rejects.toThrow(DatabaseNotEmpty)
    expect(
      await target.query({ text: "select relname from pg_class where relnamespace = 'public'::regnamespace" }),
    ).toEqual([{ relname: 'mine' }])
    await target.close()
  })

  test('where the program does not know the schema', async () => {
    const target = await empty()
    await expect(restore({ database: target, file, steps: readMigrations() })).rejects.toThrow(/step 9000 \(awkward\)/)
    await restore({ database: target, file, steps: STEPS })
    await target.close()
  })

  test.each([
    ['is not a backup', () => Buffer.from('item,date\n'), /should be a Headwater backup/],
    ['is another gzip file', () => gzipSync('item,date\n1,2026-01-01\n'), /should begin as/],
    ['was cut short', () => bytesOf(file).subarray(0, 900), /too early/],
    ['was cut at the end of a frame', () => gzipSync(gunzipSync(bytesOf(file)).subarray(0, -97)), /too early|damaged/],
    [
      'has one changed letter',
      () =>
        gzipSync(
          Buffer.from(gunzipSync(bytesOf(file)).toString('latin1').replace('2026-02-28', '2026-02-27'), 'latin1'),
        ),
      /damaged/,
    ],
  ])('where the file %s', async (_, bytes, message) => {
    const bad = join(folder, 'bad.backup')
    writeFileSync(bad, bytes())
    const target = await empty()
    const attempt = restore({ database: target, file: bad, steps: STEPS })
    await expect(attempt).rejects.toThrow(BadBackup)
    await expect(attempt).rejects.toThrow(message)
    expect(await target.query({ text: "select 1 from pg_class where relnamespace = 'public'::regnamespace" })).toEqual(
      [],
    )
    rmSync(bad)
    await target.close()
  })

  test('where the file is missing', async () => {
    const target = await empty()
    await expect(restore({ database: target, file: join(folder, 'none'), steps: STEPS })).rejects.toThrow(
      /is not there/,
    )
    await target.close()
  })
})

test('a restore that was killed is refused as a database to work with, and is cleared by the next restore', async () => {
  const target = await empty()
  const program = `
    import { openDatabase } from ${JSON.stringify(new URL('../platform/database.ts', import.meta.url).href)}
    import { migrate, migration, readMigrations } from ${JSON.stringify(new URL('../platform/migrate.ts', import.meta.url).href)}
    import { silentLog as log } from ${JSON.stringify(new URL('../platform/log.ts', import.meta.url).href)}
    import { restore } from ${JSON.stringify(new URL('./restore.ts', import.meta.url).href)}
    const [url, file, awkward] = process.argv.slice(1)
    const steps = [...readMigrations(), migration('9000-awkward.sql', awkward)]
    await restore({ database: openDatabase({ url, log }), file, steps, onTable: () => process.kill(process.pid, 'SIGKILL') })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, target.url, file, AWKWARD.sql], {
    stdio: 'inherit',
  })
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
  await expect(refuseUnfinished(target)).rejects.toThrow(/restore FILE/)
  await restore({ database: target, file, steps: STEPS })
  await refuseUnfinished(target)
  expect(await target.query({ text: 'select count(*) from shop.item' })).toEqual([{ count: 3 }])
  await target.close()
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

test('a large table goes out and in without filling the memory', async () => {
  const rows = FULL ? 1_000_000 : 100_000
  const target = await empty()
  await migrate(target, STEPS)
  await target.query({
    text: `insert into shop.note select repeat(md5(n::text), 6) from generate_series(1, ${rows}) n`,
  })
  const path = join(folder, 'large.backup')
  const before = process.memoryUsage().rss
  let most = 0
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5)
  await backup({ database: target, file: path, now: NOW })
  const back = await empty()
  await restore({ database: back, file: path, steps: STEPS })
  clearInterval(timer)
  expect(most).toBeGreaterThan(0)
  expect(most - before).toBeLessThan(150_000_000)
  const hash = async (database: Database) => {
    const answer = await database.query<{ text: string }>({
      text: "select string_agg(text, '' order by text)::text as text from shop.note where text < '01'",
    })
    return createHash('sha256').update(answer[0]!.text).digest('hex')
  }
  expect(await hash(back)).toBe(await hash(target))
  await back.close()
  await target.close()
})
