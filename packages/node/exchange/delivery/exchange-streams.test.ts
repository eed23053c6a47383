import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExchangeMessageRow, ExchangeMessageView, ExchangeStream } from '../../../../schemas/rest/exchange.ts'
import type { ListPage } from '../../../../schemas/rest/lists.ts'
import type { PartnerOfList } from '../../../../schemas/rest/partners.ts'
import { type Doors, openDoors } from '../../doors.suite.ts'
import { insertPartner } from '../identity/partner.store.ts'

const STREAMS = 1_200
const BRAND = '018f0000-0000-7000-8000-000000000001'
const MAKER = '018f0000-0000-7000-8000-000000000002'
const NEW = '018f0000-0000-7000-8000-000000000003'

let doors: Doors
let viewer: Record<string, string>
beforeAll(async () => {
  doors = await openDoors()
  viewer = await doors.token('viewer')
  const { database } = doors
  for (const [id, name] of Object.entries({ [BRAND]: 'Brand', [MAKER]: 'Maker', [NEW]: 'New' }))
    await insertPartner(database, { id, did: `did:web:${name.toLowerCase()}.example`, name, hash: '' })
  await database.query({
    text: `insert into message_stream (partner, direction, kind, pid, agreement_id, next_attempt)
           select $1, 'out', 'envelopes', 'transfer-' || n, 'agreement-' || n, '2026-11-26T12:00:00Z' from generate_series(1, $2::int) n`,
    values: [BRAND, STREAMS],
  })
  await database.query({
    text: `insert into message_stream (partner, direction, kind, pid) values ($1, 'in', 'envelopes', 'to-us')`,
    values: [MAKER],
  })
  // In every hundredth one message was given up, in every tenth of the others two wait; each has three that were delivered.
  await database.query({
    text: `insert into outgoing (stream, message_id, seq, type, content, state, queued, waiting_since)
           select s.id, gen_random_uuid(), seq, 'item_stock:2.0.0', '{}', state, now(), now()
           from (select id, substr(pid, 10)::int as n from message_stream where partner = $1) s
           cross join lateral (
             select seq, 'delivered' as state from generate_series(1, 3) seq
             union all select 4, 'dead' where n % 100 = 0
             union all select seq, 'waiting' from generate_series(4, 5) seq where n % 10 = 0 and n % 100 <> 0) m`,
    values: [BRAND],
  })
})
afterAll(() => doors.close())

const ask = async <T>(path: string): Promise<T> => (await doors.call(path, { headers: viewer })).body as unknown as T
const pageOf = (query: string) => ask<ListPage<ExchangeStream>>(`/api/exchange-streams?${query}`)
const partnersByName = async () => {
  const { partners } = await ask<{ partners: PartnerOfList[] }>('/api/partners')
  return Object.fromEntries(partners.map((one) => [one.name, one]))
}

async function allOf(query: string): Promise<readonly ExchangeStream[]> {
  const rows: ExchangeStream[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page = await pageOf(`${query}${next === '' ? '' : `&cursor=${next}`}`)
    rows.push(...page.rows)
    next = page.next
  }
  return rows
}

test('more streams than go into a page come whole, each once, in every order', async () => {
  expect(await pageOf('limit=1')).toMatchObject({ total: STREAMS + 1 })
  for (const query of ['limit=500', 'sort=-waiting', 'sort=transfer&limit=7', 'sort=nextAttempt&limit=1000']) {
    const rows = await allOf(query)
    expect(new Set(rows.map((one) => one.id)).size, query).toBe(STREAMS + 1)
    expect(rows, query).toHaveLength(STREAMS + 1)
  }
})

test('streams are found by what waits in them, by their words and by their partner', async () => {
  const dead = await allOf('filter=dead:1..&sort=transfer')
  expect(dead).toHaveLength(12)
  expect(dead[0]).toMatchObject({ transfer: 'transfer-100', dead: 1, waiting: 0, nextAttempt: null })
  const { rows } = await pageOf('search=agreement-20 brand&sort=-waiting')
  expect(rows[0]).toMatchObject({ transfer: 'transfer-20', waiting: 2, nextAttempt: '2026-11-26T12:00:00Z' })
  expect(await pageOf(`filter=partnerId:${MAKER}`)).toMatchObject({
    rows: [{ transfer: 'to-us', direction: 'in', waiting: 0, dead: 0, breaker: 'closed', breakerUntil: null }],
  })
})

test('all of them leave as a table', async () => {
  const { body } = await doors.call('/api/exchange-streams/table.csv?columns=transfer,dead', { headers: viewer })
  const lines = (body as unknown as string).trimEnd().split('\n')
  expect(lines[0]).toBe('transfer,dead')
  expect(lines).toHaveLength(STREAMS + 2)
  expect(lines).toContain('transfer-100,1')
})

test('each partner has the sums of all its streams; where nothing ever went there are none', async () => {
  const rows = await allOf('limit=1000')
  const sumOf = (of: 'waiting' | 'dead') => rows.reduce((total, one) => total + one[of], 0)
  const { Brand, Maker, New } = await partnersByName()
  expect(Brand).toMatchObject({ waiting: 216, dead: 12, pausedUntil: null })
  expect(Brand).toMatchObject({ waiting: sumOf('waiting'), dead: sumOf('dead') })
  expect(Maker).toMatchObject({ waiting: 0, dead: 0, lastMessage: null })
  expect(New).toMatchObject({ waiting: null, dead: null, pausedUntil: null, lastMessage: null })
})

test('a message says what its stream is and why it waits; its partner, until when it is left alone', async () => {
  const { rows } = await ask<ListPage<ExchangeMessageRow>>(
    '/api/exchange-messages?filter=transfer:transfer-20;state:waiting',
  )
  const view = () => ask<ExchangeMessageView>(`/api/exchange-messages/${rows[0]!.id}`)
  const [stream] = (await pageOf('filter=transfer:transfer-20')).rows
  const blockAfter = async (text: string) => {
    await doors.database.query({ text })
    return (await view()).block
  }
  expect(await view()).toMatchObject({ stream: { id: stream!.id, state: 'open', breakerUntil: null }, block: null })
  expect(
    await blockAfter(`insert into partner_breaker values ('${BRAND}', 'open', 5, 1, '2026-11-26T12:34:56.789Z')`),
  ).toBe('left-alone')
  expect((await view()).stream.breakerUntil).toBe('2026-11-26T12:34:56.789Z')
  expect(await partnersByName()).toMatchObject({
    Brand: { pausedUntil: '2026-11-26T12:34:56.789Z' },
    Maker: { pausedUntil: null },
  })
  expect(await pageOf('filter=transfer:transfer-20')).toMatchObject({
    rows: [{ breaker: 'open', breakerUntil: '2026-11-26T12:34:56Z' }],
  })
  expect(await blockAfter(`update message_stream set state = 'suspended' where id = ${stream!.id}`)).toBe('suspended')
  expect(await blockAfter(`update message_stream set state = 'closed' where id = ${stream!.id}`)).toBe('closed')
  expect(await blockAfter(`update partner set state = 'suspended' where id = '${BRAND}'`)).toBe('partner-suspended')
})
