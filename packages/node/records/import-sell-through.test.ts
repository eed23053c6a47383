import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { importRecords } from './import-records.ts'
import { countSales } from './records.store.ts'
import { undoImport } from './undo-import.ts'

const ROWS = process.env.HEADWATER_TEST_SCALE === 'full' ? 1_000_000 : 100_000
const ITEMS = 1_000

let database: TestDatabase
beforeEach(async () => {
  database = await openTestDatabase()
})
afterEach(() => database.close())

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const run = (files: Readonly<Record<string, Uint8Array>>, more: object = {}) =>
  importRecords(database, { files: new Map(Object.entries(files)), commit: true, by: 'planner', ...more })
const items = (count: number): Uint8Array =>
  encode(`item\n${Array.from({ length: count }, (_, i) => `SKU-${i}`).join('\n')}\n`)
const day = (i: number): string => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)

/** Every item sells each day in shop after shop. */
const sales = (rows: number, last = ''): Uint8Array => {
  const lines = ['item,date,place,quantity,price']
  for (let i = 0; i < rows; i++) {
    const turn = Math.floor(i / ITEMS)
    lines.push(`SKU-${i % ITEMS},${day(turn % 365)},SHOP-${Math.floor(turn / 365)},${(i % 7) - 1}.5,${i % 90}`)
  }
  return encode(`${lines.join('\n')}\n${last}`)
}

describe(`${ROWS} sales`, () => {
  test('go in with progress, twice as once, and out again', async () => {
    const steps: string[] = []
    const seen: number[] = []
    const onProgress = (step: string, done: number) => {
      if (steps.at(-1) !== step) steps.push(step)
      seen.push(done)
    }
    const text = sales(ROWS)
    const first = await run({ 'items.csv': items(ITEMS), 'sell_through.csv': text }, { onProgress })
    expect(first.files[1]).toMatchObject({ rows: ROWS, added: ROWS, changed: 0, unchanged: 0, refused: 0 })
    expect(steps).toEqual(['checking records', 'reading sales', 'checking sales', 'writing sales'])
    expect(seen).toContain(ROWS / 2)
    const again = await run({ 'sell_through.csv': text })
    expect(again.files[0]).toMatchObject({ rows: ROWS, added: 0, changed: 0, unchanged: ROWS })
    expect(await countSales(database)).toEqual({ rows: ROWS, items: ITEMS })
    await undoImport(database, again.batch!, 'planner')
    await undoImport(database, first.batch!, 'planner')
    expect(await countSales(database)).toEqual({ rows: 0, items: 0 })
  })

  test('go in while the process goes on answering', async () => {
    let turns = 0
    const turn = () => {
      turns++
      next = setImmediate(turn)
    }
    let next = setImmediate(turn)
    let before = 0
    let during = 0
    const onProgress = (step: string, done: number) => {
      if (step === 'reading sales' && done === 0) before = turns
      if (step === 'checking sales') during = turns - before
    }
    await run({ 'items.csv': items(ITEMS), 'sell_through.csv': sales(ROWS) }, { onProgress })
    clearImmediate(next)
    expect(during).toBeGreaterThan(ROWS / 10_000)
  })

  test('none goes in when the last is wrong', async () => {
    const text = sales(ROWS, 'SKU-1,2030-02-30,,1,\n')
    const outcome = await run({ 'items.csv': items(ITEMS), 'sell_through.csv': text })
    expect(outcome.batch).toBeNull()
    expect(outcome.errors).toMatchObject([
      { code: 'not-a-date', file: 'sell_through.csv', row: ROWS + 2, field: 'date', value: '2030-02-30' },
    ])
    expect(await countSales(database)).toEqual({ rows: 0, items: 0 })
  })

  test('a stopped import leaves nothing', async () => {
    const stop = new AbortController()
    const reason = new Error('cancelled')
    const onProgress = (step: string) => {
      if (step === 'writing sales') stop.abort(reason)
    }
    const import_ = run(
      { 'items.csv': items(ITEMS), 'sell_through.csv': sales(ROWS) },
      { onProgress, signal: stop.signal },
    )
    await expect(import_).rejects.toBe(reason)
    expect(await leftOvers()).toEqual({ records: 0, sales: 0, batches: 0 })
  })

  test.each(['reading sales', 'checking sales', 'writing sales'])(
    'an import that loses its connection while %s leaves nothing',
    async (at) => {
      let killed: Promise<unknown> | undefined
      const onProgress = (step: string, done: number) => {
        if (killed || step !== at || (at === 'reading sales' && done === 0)) return
        killed = database.query({
          text: `select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
        })
      }
      await expect(
        run({ 'items.csv': items(ITEMS), 'sell_through.csv': sales(ROWS) }, { onProgress }),
      ).rejects.toThrow()
      await killed
      expect(await leftOvers()).toEqual({ records: 0, sales: 0, batches: 0 })
      expect((await run({ 'items.csv': items(3) })).errors).toEqual([])
    },
  )
})

async function leftOvers(): Promise<unknown> {
  const [row] = await database.query({
    text: `select (select count(*)::int from record) as records, (select count(*)::int from sell_through) as sales,
                  (select count(*)::int from import_batch) as batches`,
  })
  return row
}

describe('few sales', () => {
  beforeEach(() => run({ 'items.csv': items(2) }))
  const cells = async () =>
    (
      await database.query({ text: 'select item, date, place, quantity, price from sell_through order by 1, 2, 3' })
    ).map((one) => Object.values(one).join(' '))

  test('a file without prices keeps those that are there', async () => {
    await run({ 'sell_through.csv': encode('item,date,quantity,price\nSKU-0,2026-01-05,3,9.5\n') })
    const outcome = await run({
      'sell_through.csv': encode('item,date,quantity\nSKU-0,2026-01-05,4\nSKU-1,2026-01-05,1\n'),
    })
    expect(outcome.files).toMatchObject([{ added: 1, changed: 1, unchanged: 0 }])
    expect(await cells()).toEqual(['SKU-0 2026-01-05  4.000000 9.500000', 'SKU-1 2026-01-05  1.000000 '])
  })

  test('partly: unknown items and second rows of a key stay out, whatever their number', async () => {
    const unknown = Array.from({ length: 1_500 }, (_, i) => `GONE,${day(i)},,1`).join('\n')
    const text = `item,date,place,quantity\nSKU-0,2026-01-05,,3\nSKU-0,2026-01-05,,4\n${unknown}\nSKU-1,2026-01-05,,5\n`
    const outcome = await run({ 'sell_through.csv': encode(text) }, { partly: true })
    expect(outcome.files).toMatchObject([{ rows: 1_503, added: 2, refused: 1_501 }])
    expect(outcome.errors).toHaveLength(1_501)
    expect(outcome.errors.slice(0, 2)).toMatchObject([
      { code: 'duplicate-key', row: 3 },
      { code: 'unknown-reference', row: 4, field: 'item', value: 'GONE' },
    ])
    expect(await cells()).toEqual(['SKU-0 2026-01-05  3.000000 ', 'SKU-1 2026-01-05  5.000000 '])
  })

  test('two imports at once: one after the other', async () => {
    const one = (quantity: number) =>
      run({ 'sell_through.csv': encode(`item,date,quantity\nSKU-0,2026-01-05,${quantity}\n`) })
    const [a, b] = await Promise.all([one(1), one(2)])
    const outcomes = [a.files[0], b.files[0]]
    expect(outcomes.map((file) => file!.added).sort((x, y) => x - y)).toEqual([0, 1])
    expect(outcomes.map((file) => file!.changed).sort((x, y) => x - y)).toEqual([0, 1])
  })

  test('replace is refused for sales', async () => {
    const text = encode('item,date,quantity\nSKU-0,2026-01-05,1\n')
    await expect(run({ 'sell_through.csv': text }, { replace: true })).rejects.toMatchObject({ reason: 'invalid' })
  })
})
