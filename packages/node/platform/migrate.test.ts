import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate, migration, pendingSteps, readMigrations } from './migrate.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

const first = migration('0001-first.sql', 'create table one (id int primary key);')
const second = migration('0002-second.sql', 'create table two (id int primary key); insert into two values (1);')

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase({ migrated: false })
})
afterAll(() => database.close())

const versions = async () =>
  (await database.query<{ version: number }>({ text: 'select version from schema_migration order by 1' })).map(
    (row) => row.version,
  )

test('many processes may bring the schema forward at once, and each step is applied once', async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database, [first])))
  expect(applied.flat().map((step) => step.version)).toEqual([1])
  expect(await migrate(database, [first, second])).toEqual([second])
  expect(await versions()).toEqual([1, 2])
  expect(await migrate(database, [first, second])).toEqual([])
})

test('a step that fails leaves nothing behind and names itself', async () => {
  const broken = migration('0003-broken.sql', 'create table three (id int); select * from nowhere;')
  await expect(migrate(database, [first, second, broken])).rejects.toThrow(/step 3 \(broken\).*nowhere/)
  expect(await database.query({ text: "select to_regclass('three') as found" })).toEqual([{ found: null }])
  expect(await versions()).toEqual([1, 2])
})

test('a database that a newer program used is refused, and left as it is', async () => {
  await expect(migrate(database, [first])).rejects.toThrow(/step 2 \(second\).*up to 1 only.*newer program/s)
  expect(await versions()).toEqual([1, 2])
})

test('a step edited after it was applied is refused', async () => {
  const edited = migration('0001-first.sql', 'create table one (id bigint primary key);')
  await expect(migrate(database, [edited, second])).rejects.toThrow(/step 1 \(first\)/)
})

describe('the files of the program', () => {
  test('carry each number once and have tables to make', () => {
    const steps = readMigrations()
    expect(steps.map((step) => step.version)).toContain(1)
    expect(new Set(steps.map((step) => step.version)).size).toBe(steps.length)
  })

  test('need a number and a name', () => {
    expect(() => migration('1-x.sql', '')).toThrow('1-x.sql')
  })

  test('are the same with any line ends', () => {
    expect(migration('0001-a.sql', 'a\r\nb').sha256).toBe(migration('0001-a.sql', 'a\nb').sha256)
  })

  test('are applied in a later run when a lower number arrives late', () => {
    expect(pendingSteps([first, second], [second])).toEqual([first])
  })
})
