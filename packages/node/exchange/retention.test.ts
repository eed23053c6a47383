import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { insertMessage } from './dataspace/process-message.store.ts'
import { forgetNegotiations } from './dataspace/retention.store.ts'
import { queueControl } from './delivery/queue-control.ts'
import { forgetControl } from './delivery/retention.store.ts'
import { insertPartner } from './identity/partner.store.ts'

const PARTNER = '018f0000-0000-7000-8000-000000000001'
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await insertPartner(database, { id: PARTNER, did: 'did:web:brand.example', name: 'Brand', hash: '' })
})
afterAll(() => database.close())

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000)
const countOf = async (table: string): Promise<number> =>
  (await database.query<{ count: number }>({ text: `select count(*)::int as count from ${table}` }))[0]!.count

test('control messages that have ended go after 90 days, and their stream with the last; one that waits stays', async () => {
  const queue = (stream: string, type: string) =>
    queueControl(database, { partner: PARTNER, stream, url: 'https://brand.example/dsp', body: { '@type': type } })
  for (const stream of ['ended', 'waits']) await queue(stream, 'first')
  await database.query({ text: `update outgoing set state = 'delivered', ended = now()` })
  await queue('waits', 'second')
  expect(await forgetControl(database, inDays(89))).toBe(0)
  expect(await forgetControl(database, inDays(91))).toBe(2)
  const left = await database.query<{ pid: string; type: string }>({
    text: 'select s.pid, o.type from message_stream s left join outgoing o on o.stream = s.id',
  })
  expect(left).toEqual([{ pid: 'waits', type: 'second' }])
})

test('a negotiation that came to nothing goes after a year with what was said in it; one with an agreement, or open, stays', async () => {
  const begin = async (state: string, agreement: object | null): Promise<void> => {
    const process = randomUUID()
    await database.query({
      text: `insert into negotiation (id, role, partner, address, state, ours, offer, rules, agreement)
             values ($1, 'provider', $2, '', $3, '{}', '{}', '{}', $4)`,
      values: [process, PARTNER, state, agreement && JSON.stringify(agreement)],
    })
    await insertMessage(database, { process, direction: 'in', message: 'request', state, body: {} })
  }
  await begin('TERMINATED', null)
  await begin('TERMINATED', { id: 'signed by one side' })
  await begin('OFFERED', null)
  expect(await forgetNegotiations(database, inDays(364))).toBe(0)
  expect(await forgetNegotiations(database, inDays(366))).toBe(1)
  expect([await countOf('negotiation'), await countOf('process_message')]).toEqual([2, 2])
})
