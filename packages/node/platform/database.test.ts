import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyIn, copyOut } from './copy.ts'
import { readRows } from './read-rows.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase({ migrated: false })
  await database.query({
    text: 'create table cell (id bigint generated always as identity primary key, text text, other jsonb)',
  })
})
afterAll(() => database.close())

describe('values read from the database', () => {
  const one = async (expression: string) =>
    (await database.query<{ value: unknown }>({ text: `select ${expression} as value` }))[0]?.value

  test('keep their exact meaning', async () => {
    expect(await one('9007199254740991::bigint')).toBe(Number.MAX_SAFE_INTEGER)
    expect(await one('123456789012345678.90::numeric')).toBe('123456789012345678.90')
    expect(await one("date '2026-02-28'")).toBe('2026-02-28')
    expect(await one("timestamptz '2026-02-28 01:00:00+08'")).toEqual(new Date('2026-02-27T17:00:00Z'))
    expect(await one('array[[1, null], [3, 4]]::bigint[]')).toEqual([
      [1, null],
      [3, 4],
    ])
    expect(await one("array[date '2026-01-01']")).toEqual(['2026-01-01'])
    expect(await one('array[1.50, 2]::numeric[]')).toEqual(['1.50', '2.00'].map((text) => text.replace('2.00', '2')))
  })

  test('refuse a whole number that a double cannot hold', async () => {
    await expect(one('9007199254740993::bigint')).rejects.toThrow('9007199254740993')
  })
})

describe('a transaction', () => {
  const count = async () => (await database.query<{ count: number }>({ text: 'select count(*) from cell' }))[0]?.count

  test('keeps nothing when the work throws', async () => {
    const before = await count()
    const work = database.transaction(async (transaction) => {
      await transaction.query({ text: 'insert into cell (text) values ($1)', values: ['lost'] })
      throw new Error('stopped')
    })
    await expect(work).rejects.toThrow('stopped')
    expect(await count()).toBe(before)
  })

  test('fails when the work hides the error of a statement', async () => {
    const work = database.transaction(async (transaction) => {
      await transaction.query({ text: 'select nothing from nowhere' }).catch(() => {})
    })
    await expect(work).rejects.toThrow('nothing of it was kept')
  })

  test('shares one connection between kysely, plain SQL and COPY', async () => {
    await database.transaction(async (transaction) => {
      const tables = transaction.tables<{ cell: { text: string | null } }>()
      await tables.insertInto('cell').values({ text: 'by kysely' }).execute()
      await copyIn(transaction, { table: 'cell', columns: ['text'] }, [['by copy']])
      const rows = await transaction.query<{ text: string }>({
        text: "select text from cell where text like 'by %' order by text",
      })
      expect(rows.map((row) => row.text)).toEqual(['by copy', 'by kysely'])
    })
  })

  test('gives its connection back, also after an error, for as many transactions as one likes', async () => {
    for (let round = 0; round < 25; round += 1) {
      await database.transaction(async () => Promise.reject(new Error('no'))).catch(() => {})
    }
    expect(database.pool.waitingCount).toBe(0)
    expect(database.pool.idleCount).toBe(database.pool.totalCount)
  })

  test('survives the loss of its connection: the error is thrown and the pool goes on', async () => {
    const work = database.transaction((transaction) =>
      transaction.query({ text: 'select pg_terminate_backend(pg_backend_pid())' }),
    )
    await expect(work).rejects.toThrow()
    expect(await count()).toBeGreaterThanOrEqual(0)
  })
})

describe('COPY', () => {
  test('brings any text back as it was', async () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0') && value.isWellFormed())
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
        const back = await database.transaction(async (transaction) => {
          await transaction.query({ text: 'delete from cell' })
          await copyIn(
            transaction,
            { table: 'cell', columns: ['text'] },
            values.map((value) => [value]),
          )
          return transaction.query<{ text: string | null }>({ text: 'select text from cell order by id' })
        })
        expect(back.map((row) => row.text)).toEqual(values)
      }),
      { numRuns: 40 },
    )
  })

  test('writes every kind of value', async () => {
    const bytes = new Uint8Array([0, 92, 255])
    const row = [1, 2n ** 60n, true, new Date(0), bytes, { a: 'line\nbreak\\' }, undefined, -0.5]
    const back = await database.transaction(async (transaction) => {
      await transaction.query({
        text: 'create temp table kind (a int, b numeric, c boolean, d timestamptz, e bytea, f jsonb, g text, h float8)',
      })
      await copyIn(transaction, { table: 'kind', columns: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] }, [row])
      return transaction.query({ text: 'select * from kind' })
    })
    expect(back[0]).toEqual({
      a: 1,
      b: (2n ** 60n).toString(),
      c: true,
      d: new Date(0),
      e: Buffer.from(bytes),
      f: { a: 'line\nbreak\\' },
      g: null,
      h: -0.5,
    })
  })

  test('names the row and column of a text that cannot be stored, and keeps nothing', async () => {
    const work = database.transaction((transaction) =>
      copyIn(transaction, { table: 'cell', columns: ['text'] }, [['good'], ['bad\0']]),
    )
    await expect(work).rejects.toThrow('Row 2, text')
    expect(await database.query({ text: "select 1 from cell where text = 'good'" })).toEqual([])
  })

  test('fails with what the rows threw', async () => {
    async function* rows() {
      yield ['first']
      throw new Error('the file ended early')
    }
    const work = database.transaction((transaction) =>
      copyIn(transaction, { table: 'cell', columns: ['text'] }, rows()),
    )
    await expect(work).rejects.toThrow('the file ended early')
  })

  test('pulls rows only as fast as the database takes them', async () => {
    let given = 0
    let mostUnsent = 0
    await database.transaction(async (transaction) => {
      const { connection } = transaction.client as unknown as { connection: { stream: { writableLength: number } } }
      function* rows() {
        for (given = 0; given < 60_000; given += 1) {
          mostUnsent = Math.max(mostUnsent, connection.stream.writableLength)
          yield ['x'.repeat(1_000)]
        }
      }
      await copyIn(transaction, { table: 'cell', columns: ['text'] }, rows())
    })
    expect(given).toBe(60_000)
    expect(mostUnsent).toBeGreaterThan(0)
    expect(mostUnsent).toBeLessThan(2_000_000)
  })

  test('gives bytes that COPY takes again', async () => {
    await database.transaction(async (transaction) => {
      let text = ''
      for await (const chunk of copyOut(
        transaction,
        "select 'a\tb\\c', null, 1 union all select 'd', 'e', 2 order by 3",
      ))
        text += chunk
      expect(text).toBe('a\\tb\\\\c\t\\N\t1\nd\te\t2\n')
    })
  })
})

test('a large answer is read through a cursor, in order and whole', async () => {
  const seen = await database.transaction(async (transaction) => {
    let sum = 0
    const rows = readRows<{ number: number }>(transaction, {
      text: 'select n as number from generate_series(1, $1::int) n',
      values: [2_500],
    })
    for await (const row of rows) sum += row.number
    const again = readRows<{ number: number }>(transaction, { text: 'select 1 as number' })
    for await (const row of again) sum += row.number
    return sum
  })
  expect(seen).toBe((2_500 * 2_501) / 2 + 1)
})
