import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../platform/database.ts'
import { migrate, readMigrations, refuseUnfinished } from '../platform/migrate.ts'
import { openTestDatabase } from '../platform/test-database.ts'
import { AWKWARD, fill, STEPS } from './awkward.suite.ts'
import { backup } from './backup.ts'
import { BadBackup } from './container.ts'
import { readBackup } from './read-backup.ts'
import { DatabaseNotEmpty, restore } from './restore.ts'

const NOW = Date.UTC(2026, 0, 2)
const FULL = process.env.HEADWATER_TEST_SCALE === 'full'

let folder: string
let file: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'restore-test-'))
  file = join(folder, 'first.backup')
  const source = await openTestDatabase({ migrated: false })
  await migrate(source, STEPS)
  await fill(source)
  await backup({ database: source, file, now: NOW })
  await source.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bytesOf = (path: string) => readFileSync(path)
const empty = () => openTestDatabase({ migrated: false })

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

  test('where another restore is under way, which goes on', async () => {
    const target = await empty()
    const both = await Promise.allSettled([1, 2].map(() => restore({ database: target, file, steps: STEPS })))
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const [refused] = both.filter((one) => one.status === 'rejected')
    expect(refused!.reason).toBeInstanceOf(DatabaseNotEmpty)
    expect(await target.query({ text: 'select count(*) from shop.item' })).toEqual([{ count: 3 }])
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

describe('what was there before a restore stays as it was', () => {
  const holdings: readonly [string, string, string][] = [
    ['an empty schema', 'create schema theirs', 'schema theirs'],
    ['a schema with a table', 'create schema theirs create table kept (a int)', 'schema theirs'],
    ['a function', "create function theirs() returns int language sql as 'select 1'", 'public.theirs'],
    ['a type', "create type theirs as enum ('a')", 'public.theirs'],
  ]
  test.each(holdings)('%s: the restore is refused', async (_, making, named) => {
    const target = await empty()
    await target.query({ text: making })
    const before = await holdingsOf(target)
    await expect(restore({ database: target, file, steps: STEPS })).rejects.toThrow(named)
    expect(await holdingsOf(target)).toEqual(before)
    await target.close()
  })

  test('the schema public, what is said of it and who may use it, after a restore that failed', async () => {
    const target = await empty()
    await target.query({ text: "comment on schema public is 'ours'; grant create on schema public to public" })
    const before = await holdingsOf(target)
    const onTable = (): void => {
      throw new Error('the disk is full')
    }
    await expect(restore({ database: target, file, steps: STEPS, onTable })).rejects.toThrow('the disk is full')
    expect(await holdingsOf(target)).toEqual(before)
    await restore({ database: target, file, steps: STEPS })
    await target.close()
  })

  test('a schema that another program made beside a restore that was killed', async () => {
    const target = await empty()
    await target.query({
      text: `create schema shop create table half (a int); create schema theirs create table kept (a int);
             create table restore_unfinished (before text[] not null, made text[]);
             insert into restore_unfinished values ('{public}', '{shop}')`,
    })
    await expect(restore({ database: target, file, steps: STEPS })).rejects.toThrow('schema theirs')
    const names = (await holdingsOf(target)).map((one) => [one.name, one.relations] as const)
    expect(names).toEqual([
      ['public', null],
      ['theirs', ['kept']],
    ])
    await target.close()
  })
})

/** Everything in a database but what the server brought. */
const holdingsOf = (database: Database) =>
  database.query({
    text: `select nspname::text as name, nspacl::text as acl, obj_description(oid, 'pg_namespace') as said,
             (select array_agg(relname::text order by 1) from pg_class where relnamespace = n.oid) as relations,
             (select array_agg(proname::text order by 1) from pg_proc where pronamespace = n.oid) as routines,
             (select array_agg(typname::text order by 1) from pg_type where typnamespace = n.oid) as types
           from pg_namespace n where nspname not like 'pg\\_%' and nspname <> 'information_schema' order by 1`,
  })

test('a byte changed anywhere is seen before anything is written', async () => {
  const whole = bytesOf(file)
  const right = await readBackup(file)
  const bad = join(folder, 'flipped.backup')
  for (let at = 3; at < whole.length; at += Math.ceil(whole.length / 150)) {
    const bytes = Buffer.from(whole)
    bytes[at]! ^= 1 << (at % 8)
    writeFileSync(bad, bytes)
    const read = await readBackup(bad).catch((error: unknown) => error)
    // A byte of the wrapping that says nothing (such as its time) may differ.
    if (!(read instanceof BadBackup)) expect(read).toEqual(right)
  }
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
