import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { openZip } from '@headwater/files/workbook/zip-entries'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Http, openHttp } from './http.ts'
import { listRoute } from './list-route.ts'
import type { ListSource } from './list-source.ts'
import { silentLog } from './log.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

/** More than what any buffer on the way holds; the promised number is that of the issue. */
const ROWS = process.env.HEADWATER_TEST_SCALE === 'full' ? 1_000_000 : 300_000

const columns = Object.fromEntries(
  ['code', 'name', 'colour', 'customer', 'note'].map((name) => [name, { sql: name, type: 'text' as const }]),
)
const SOURCE: ListSource = {
  from: 'thing',
  columns: { ...columns, quantity: { sql: 'quantity', type: 'quantity' }, due: { sql: 'due', type: 'date' } },
  key: ['code'],
  sort: 'code',
}

let database: TestDatabase
let http: Http
let address: string
beforeAll(async () => {
  database = await openTestDatabase({ migrated: false })
  await database.query({
    text: `create table thing as select 'C' || lpad(n::text, 7, '0') as code, 'Name of ' || n as name, 'red, "deep"' as colour,
             'Customer ' || (n % 97) as customer, repeat('n', 20) as note, (n % 1000)::numeric / 4 as quantity,
             date '2026-01-01' + (n % 300) as due from generate_series(1, ${ROWS}) n`,
  })
  http = await openHttp({
    log: silentLog,
    identify: () => Promise.resolve({ id: '1', email: 'v@example.com', name: 'V', role: 'viewer', by: 'token' }),
    databaseUrl: database.url,
    screens: undefined,
    version: '0.1.0',
    host: 'localhost',
  })
  const row = Type.Object({}, { additionalProperties: true })
  const today = () => Promise.resolve('2026-11-26')
  listRoute(http, { path: '/api/things', summary: 'Things', source: SOURCE, row, session: database, today })
  address = await http.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await http.close()
  await database.close()
})

async function ask(path: string): Promise<IncomingMessage> {
  return ((await once(get(`${address}${path}`), 'response')) as [IncomingMessage])[0]
}

/** Reads an answer to its end without keeping it; resolves with its bytes. */
async function drain(answer: IncomingMessage, onPart: (part: Buffer) => void = () => {}): Promise<number> {
  let bytes = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length
    onPart(part)
  }
  return bytes
}

/** Exports under way, by when their connection last did something. */
const underWay = async (): Promise<readonly string[]> =>
  (
    await database.query<{ since: string }>({
      text: `select state_change::text as since from pg_stat_activity
             where datname = current_database() and state = 'idle in transaction' and query like 'fetch%'`,
    })
  ).map((one) => one.since)

async function until<Value>(
  look: () => Promise<Value>,
  isRight: (now: Value, before: Value) => boolean,
): Promise<Value> {
  let before = await look()
  for (;;) {
    await pause(50)
    const now = await look()
    if (isRight(now, before)) return now
    before = now
  }
}

/** As soon as there is a place: that of an export before may be given back a moment later. */
async function askWhenFree(path: string): Promise<IncomingMessage> {
  for (;;) {
    const answer = await ask(path)
    if (answer.statusCode !== 503) return answer
    await drain(answer)
    await pause(50)
  }
}

describe('a table of all rows of a list', () => {
  test.each(['csv', 'xlsx'])('leaves as %s in memory that does not grow with the rows', async (ending) => {
    await drain(await ask(`/api/things/table.${ending}?filter=due:2026-01-01..2026-04-10`))
    const before = process.memoryUsage().rss
    let most = before
    let lines = 0
    await drain(await ask(`/api/things/table.${ending}`), (part) => {
      most = Math.max(most, process.memoryUsage().rss)
      if (ending === 'csv') for (const byte of part) if (byte === 10) lines++
    })
    if (ending === 'csv') expect(lines).toBe(ROWS + 1)
    expect(most - before).toBeLessThan(120_000_000)
  })

  test('is made as fast as it is taken, and others are answered meanwhile', async () => {
    const answer = await ask('/api/things/table.csv')
    const [since] = await until(underWay, (now, was) => now.length === 1 && now[0] === was[0])
    const page = JSON.parse(await textOf(await ask('/api/things?limit=1'))) as { total: number }
    expect(page.total).toBe(ROWS)
    expect(await underWay()).toEqual([since])
    let lines = 0
    await drain(answer, (part) => {
      for (const byte of part) if (byte === 10) lines++
    })
    expect(lines).toBe(ROWS + 1)
  })

  test('gives its connection back when its reader goes, and more than four at once are asked to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => askWhenFree('/api/things/table.xlsx')))
    expect((await ask('/api/things/table.csv')).statusCode).toBe(503)
    for (const one of answers) one.destroy()
    const one = await askWhenFree('/api/things/table.csv?filter=code:C0000001')
    expect(one.statusCode).toBe(200)
    await drain(one)
    await until(underWay, (now) => now.length === 0)
  })

  test('as a workbook holds every row, and what is refused is refused before anything is sent', async () => {
    const parts: Buffer[] = []
    await drain(await askWhenFree('/api/things/table.xlsx?filter=code:~C00000&columns=code,quantity=Menge'), (part) =>
      parts.push(part),
    )
    const sheet = openZip(Buffer.concat(parts))!.text('xl/worksheets/sheet1.xml')
    let text = ''
    for await (const piece of sheet) text += piece
    expect(text.match(/<row /g)).toHaveLength(100)
    expect(text).toContain('<v>0.25</v>')
    for (const query of ['filter=nothing:1', 'sort=nothing', 'columns=nothing', 'fitler=code:A'])
      expect((await ask(`/api/things/table.csv?${query}`)).statusCode).toBe(400)
  })
})

async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  await drain(answer, (part) => parts.push(part))
  return Buffer.concat(parts).toString()
}
