import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { ListSource } from './list-source.ts'
import { readList, streamList } from './read-list.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

interface Row {
  readonly code: string
  readonly name: string | null
  readonly quantity: string | null
  readonly days: number | null
  readonly due: string | null
}

const SOURCE: ListSource = {
  from: 'thing',
  columns: {
    code: { sql: 'code', type: 'text' },
    name: { sql: 'name', type: 'text' },
    quantity: { sql: 'quantity', type: 'quantity' },
    days: { sql: 'days', type: 'integer' },
    due: { sql: 'due', type: 'date' },
  },
  key: ['code'],
  sort: 'code',
}
const TODAY = '2026-11-26'

let database: TestDatabase
let rows: Row[]
beforeAll(async () => {
  database = await openTestDatabase({ migrated: false })
  await database.query({
    text: 'create table thing (code text primary key, name text, quantity numeric, days bigint, due date)',
  })
  await database.query({ text: 'create table gone_thing (like thing)' })
  rows = fc
    .sample(
      fc.record({
        name: fc.option(fc.constantFrom('red', 'Blue', '50%', 'a_b', '龘', "'; drop table thing; --")),
        quantity: fc.option(fc.integer({ min: -5, max: 5 }).map(String)),
        days: fc.option(fc.integer({ min: -3, max: 3 })),
        due: fc.option(fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-26', '2026-11-29', '2026-11-30')),
      }),
      { numRuns: 300, seed: 7 },
    )
    .map((one, i) => ({ code: `C${i}`, ...one }))
  await database.query({
    text: 'insert into thing select * from jsonb_to_recordset($1::jsonb) as (code text, name text, quantity numeric, days bigint, due date)',
    values: [JSON.stringify(rows)],
  })
})
afterAll(() => database.close())

const read = (query: object): Promise<ListPage<Row>> => readList(database, { source: SOURCE, query, today: TODAY })
const codes = async (filter: string): Promise<string[]> =>
  (await read({ filter, limit: 10_000 })).rows.map((one) => one.code)
const expected = (keep: (row: Row) => boolean): string[] =>
  rows
    .filter(keep)
    .map((one) => one.code)
    .toSorted((a, b) => (a < b ? -1 : 1))

describe('pages of a list', () => {
  test.each(['code', '-code', 'name', '-name', 'quantity', '-quantity', 'days', '-days', 'due', '-due'])(
    'sorted by %s hold every row once, those without a value last',
    async (sort) => {
      const seen: Row[] = []
      let cursor: string | undefined
      do {
        const page = await read({ sort, limit: 7, ...(cursor ? { cursor } : {}) })
        expect(page.total).toBe(cursor === undefined ? rows.length : null)
        seen.push(...page.rows)
        cursor = page.next ?? undefined
      } while (cursor)
      expect(seen.map((one) => one.code).toSorted()).toEqual(rows.map((one) => one.code).toSorted())
      const column = sort.replace('-', '') as keyof Row
      const empty = seen.findIndex((one) => one[column] === null)
      if (empty >= 0) expect(seen.slice(empty).every((one) => one[column] === null)).toBe(true)
      const values = seen.map((one) => one[column]).filter((one) => one !== null)
      const isBefore = (a: unknown, b: unknown): boolean =>
        column === 'quantity' || column === 'days' ? Number(a) <= Number(b) : String(a) <= String(b)
      for (let i = 1; i < values.length; i++)
        expect(sort.startsWith('-') ? isBefore(values[i], values[i - 1]) : isBefore(values[i - 1], values[i])).toBe(
          true,
        )
    },
  )

  test.each(['code', '-due', 'quantity'])('sorted by %s stay as they are while rows come and go', async (sort) => {
    const seen: string[] = []
    let cursor: string | undefined
    let page = 0
    do {
      const { rows: some, next } = await read({ sort, limit: 40, ...(cursor ? { cursor } : {}) })
      seen.push(...some.map((one) => one.code))
      cursor = next ?? undefined
      // One row far before and one far behind what is read, and one that was read goes.
      page += 1
      const values = [`0-${sort}-${page}`, `Z-${sort}-${page}`, seen[page]]
      await database.query({
        text: `with gone as (delete from thing where code = $3 returning *), kept as (insert into gone_thing select * from gone)
               insert into thing values ($1, 'new', -99, -99, '2020-01-01'), ($2, 'new', 99, 99, '2030-01-01')`,
        values,
      })
    } while (cursor)
    await database.query({
      text: `with back as (delete from gone_thing returning *), less as (delete from thing where name = 'new') insert into thing select * from back`,
    })
    const old = seen.filter((one) => one.startsWith('C'))
    expect(new Set(seen).size).toBe(seen.length)
    expect(old.toSorted()).toEqual(rows.map((one) => one.code).toSorted())
  })

  test('are read whole for an export', async () => {
    const all = await database.transaction(
      async (snapshot) => {
        const found: Row[] = []
        const order = { source: SOURCE, query: { sort: '-days', filter: 'code:~C' }, today: TODAY }
        for await (const batch of streamList<Row>(snapshot, order)) found.push(...batch)
        return found
      },
      { isolation: 'repeatable read', readOnly: true },
    )
    const inPages = (await read({ sort: '-days', limit: 10_000 })).rows
    expect(all).toEqual(inPages)
  })
})

describe('a filter', () => {
  test('takes values, parts of a text, ranges, days by their names and empty cells', async () => {
    expect(await codes('name:red|Blue')).toEqual(expected((one) => one.name === 'red' || one.name === 'Blue'))
    expect(await codes('name:~BLU')).toEqual(expected((one) => one.name === 'Blue'))
    expect(await codes('name:~%25')).toEqual(expected((one) => one.name === '50%'))
    expect(await codes('name:~_')).toEqual(expected((one) => one.name === 'a_b'))
    expect(await codes('name:')).toEqual(expected((one) => one.name === null))
    expect(await codes('quantity:-1..2;days:..0')).toEqual(
      expected(
        (one) =>
          one.quantity !== null && +one.quantity >= -1 && +one.quantity <= 2 && one.days !== null && one.days <= 0,
      ),
    )
    expect(await codes('due:this-week')).toEqual(
      expected((one) => one.due !== null && one.due >= '2026-11-23' && one.due <= '2026-11-29'),
    )
    expect(await codes('due:past')).toEqual(expected((one) => one.due !== null && one.due < TODAY))
    expect(await codes("name:'%3B drop table thing%3B --")).toEqual(
      expected((one) => one.name?.startsWith("'") ?? false),
    )
  })

  test('that cannot be read is refused with its clause', async () => {
    await expect(read({ filter: 'colour:red' })).rejects.toThrow('filter (colour:red) should begin with a column')
    await expect(read({ filter: 'due:2026-02-30' })).rejects.toThrow('2026-02-30')
    await expect(read({ filter: 'quantity:1e9' })).rejects.toThrow('should compare with a quantity')
    await expect(read({ sort: 'constructor' })).rejects.toThrow('sort (constructor)')
    await expect(read({ cursor: 'bm90IGpzb24' })).rejects.toThrow('cursor')
  })
})

test('a search finds rows that hold every word, in any text', async () => {
  const page = await read({ search: 'c1 re', limit: 10_000 })
  expect(page.rows.map((one) => one.code)).toEqual(
    expected((one) => /1/.test(one.code) && one.name === 'red' && one.code.includes('C1')),
  )
})
