import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../platform/test-database.ts'
import { insertPartner } from '../identity/partner.store.ts'
import { NEGOTIATIONS } from './dataspace-lists.ts'

const PARTNER = '018f0000-0000-7000-8000-000000000001'
const NEGOTIATED = 200
const TRANSFERS = 100
const SENT_IN_EACH = 300

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await insertPartner(database, { id: PARTNER, did: 'did:web:brand.example', name: 'Brand', hash: '' })
  await database.query({
    text: `insert into negotiation (id, partner, role, address, state, ours, offer, rules, todo, note)
           select gen_random_uuid(), $1, 'consumer', 'http://brand.example', 'REQUESTED', '{}', '{}', '{}', '{}', 'The partner answered 400'
           from generate_series(1, ${NEGOTIATED})`,
    values: [PARTNER],
  })
  await database.query({
    text: `insert into message_stream (partner, direction, kind, pid) select $1, 'out', 'control', id::text from negotiation`,
    values: [PARTNER],
  })
  await send('select null::int as seq', { kind: 'control', state: 'dead' })
  await database.query({
    text: `insert into message_stream (partner, direction, kind, pid)
           select $1, 'out', 'envelopes', 'transfer-' || n from generate_series(1, ${TRANSFERS}) n`,
    values: [PARTNER],
  })
  await send(`select seq from generate_series(1, ${SENT_IN_EACH}) seq`, { kind: 'envelopes', state: 'delivered' })
  await database.query({ text: 'analyze' })
})
afterAll(() => database.close())

/** In every stream of a kind a message for each number. */
const send = (numbers: string, { kind, state }: { readonly kind: string; readonly state: string }) =>
  database.query({
    text: `insert into outgoing (stream, message_id, seq, type, content, state, queued, waiting_since)
           select s.id, gen_random_uuid(), n.seq, 'message', '{}', $2, now(), now()
           from message_stream s cross join (${numbers}) n where s.kind = $1`,
    values: [kind, state],
  })

interface PlanNode {
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Actual Loops': number
  readonly Plans?: readonly PlanNode[]
}

/** Messages that the database read on its way. */
const messagesRead = (node: PlanNode): number =>
  (node['Relation Name'] === 'outgoing'
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0) + (node.Plans ?? []).reduce((sum, one) => sum + messagesRead(one), 0)

test('whose turn it is reads the messages of that negotiation alone, not all that were sent after it', async () => {
  const waits = NEGOTIATIONS.columns.waits!.sql
  const turns = await database.query({ text: `select distinct ${waits} as waits from negotiation n` })
  expect(turns).toEqual([{ waits: 'us' }])
  const [explained] = await database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>({
    text: `explain (analyze, format json) select ${waits} from negotiation n`,
  })
  expect(messagesRead(explained!['QUERY PLAN'][0].Plan)).toBe(NEGOTIATED)
})
