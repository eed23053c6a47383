import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Session, Statement } from '../../platform/database.ts'
import { readList } from '../../platform/read-list.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/test-database.ts'
import { insertPartner } from '../identity/partner.store.ts'
import { exchangeMessages } from './exchange-messages.ts'
import { openStream } from './message-stream.store.ts'

const MESSAGES = 20_000
const PARTNER = randomUUID()
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await insertPartner(database, { id: PARTNER, did: 'did:web:brand.example', name: 'Brand', hash: '' })
  for (const direction of ['out', 'in'] as const) {
    const stream = await openStream(database, { partner: PARTNER, direction, agreementId: 'a', transferPid: 't' })
    await database.query({ text: direction === 'out' ? SENT : RECEIVED, values: [stream, MESSAGES] })
  }
  await database.query({ text: 'analyze outgoing, incoming' })
})
afterAll(() => database.close())

const SENT = `insert into outgoing (stream, message_id, seq, type, content, queued, waiting_since, state)
  select $1, gen_random_uuid(), i, 'sell_through:1.0.0', '{}', now() - i * interval '2 seconds', now(), 'delivered'
  from generate_series(1, $2::int) i`
const RECEIVED = `insert into incoming (stream, partner, message_id, seq, type, content, hash, body_hash, signature, receipt, receipt_signature,
    leaf_index, received)
  select $1, (select partner from message_stream where id = $1), gen_random_uuid(), i, 'sell_through:1.0.0', '{}', '', '', '', '{}', '', i,
    now() - (i * 2 + 1) * interval '1 second'
  from generate_series(1, $2::int) i`

/** The statements of a page, with the page. */
async function pageOf(query: { readonly limit?: number; readonly cursor?: string }) {
  const statements: Statement[] = []
  const session: Session = {
    ...database,
    query: (statement) => {
      statements.push(statement)
      return database.query(statement)
    },
  }
  const page = await readList<{ at: string; direction: string }>(session, {
    source: exchangeMessages('UTC'),
    query,
    today: '2026-11-26',
  })
  return { page, statements }
}

async function planOf({ text, values = [] }: Statement): Promise<string> {
  const rows = await database.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values })
  return rows.map((one) => one['QUERY PLAN']).join('\n')
}

test('the newest messages of a long log, and those after them, are read in order from both tables without sorting either', async () => {
  const first = await pageOf({ limit: 50 })
  const next = await pageOf({ limit: 50, cursor: first.page.next! })
  const rows = [...first.page.rows, ...next.page.rows]
  expect(rows.map((one) => one.at)).toEqual(
    rows
      .map((one) => one.at)
      .toSorted()
      .toReversed(),
  )
  expect(new Set(rows.map((one) => one.direction))).toEqual(new Set(['in', 'out']))
  for (const { statements } of [first, next]) {
    const plan = await planOf(statements.find(({ text }) => /order by/i.test(text))!)
    expect(plan).toContain('using outgoing_newest')
    expect(plan).toContain('using incoming_newest')
  }
})
