import { randomUUID } from 'node:crypto'
import { CONTEXT } from '@headwater/exchange/dataspace/messages'
import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doors, openDoors } from '../../doors.suite.ts'
import type { Database } from '../../platform/database.ts'
import { firstRequest } from './messages.suite.ts'
import { openPlainPartner, type PlainPartner } from './plain-partner.suite.ts'
import { readCatalogue } from './read-catalogue.ts'

const DATASETS = 10_000

let doors: Doors
let owner: Record<string, string>
const partners: PlainPartner[] = []
const ids: string[] = []

beforeAll(async () => {
  doors = await openDoors()
  owner = await doors.token('owner')
  for (const name of ['First', 'Second']) {
    const partner = await openPlainPartner(() => ({ address: doors.address, did: doors.exchange.identity.did }))
    partners.push(partner)
    const added = await doors.call('/api/partners', {
      method: 'POST',
      headers: owner,
      body: { did: partner.did, name },
    })
    ids.push((added.body as { id: string }).id)
  }
})
afterAll(async () => {
  await doors.close()
  for (const partner of partners) await partner.close()
})

const REQUEST: JsonObject = { '@context': [CONTEXT], '@type': 'CatalogRequestMessage' }
const ASPECT = 'item_stock:2.0.0'

async function offer(id: string, more: object = {}) {
  const terms = { id: `offer-${id}`, policy: { permission: [{ action: 'use' }] } }
  const body = { id, title: id, aspect: ASPECT, offer: terms, ...more }
  const { status } = await doors.call('/api/datasets', { method: 'POST', headers: owner, body })
  expect(status).toBe(201)
}

/** Follows the pages of a catalogue; between two of them something may happen. */
async function datasetsOf(
  partner: PlainPartner,
  request = REQUEST,
  between = async () => {},
): Promise<readonly string[]> {
  const found: string[] = []
  let path: string | undefined = '/catalog/request'
  while (path !== undefined) {
    const page = await partner.call('POST', path, request)
    expect(page.status).toBe(200)
    found.push(...((page.body.dataset ?? []) as readonly { '@id': string }[]).map((one) => one['@id']))
    path = /^<.*\/dsp\/2025-1(\/[^>]*)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1]
    await between()
  }
  return found
}

test('each partner sees what it may see, and asks for nothing else', async () => {
  await offer('open')
  await offer('for-second', { partners: [ids[1]] })
  expect(await datasetsOf(partners[0]!)).toEqual(['open'])
  expect(await datasetsOf(partners[1]!)).toEqual(['open', 'for-second'])
  const [first] = partners
  expect((await first!.call('GET', '/catalog/datasets/for-second')).status).toBe(404)
  const asked = firstRequest(randomUUID(), { dataset: 'for-second', base: first!.base })
  expect(await first!.call('POST', '/negotiations/request', asked)).toMatchObject({
    status: 400,
    body: { '@type': 'ContractNegotiationError', code: 'invalid' },
  })
})

test('a filter is honoured, or refused in words', async () => {
  const filter = [{ leftOperand: 'dct:conformsTo', operator: 'eq', rightOperand: 'days_of_supply:2.0.0' }]
  await offer('days', { aspect: 'days_of_supply:2.0.0' })
  expect(await datasetsOf(partners[0]!, { ...REQUEST, filter })).toEqual(['days'])
  for (const wrong of [[{}], ['x'], [filter[0]!, filter[0]!]])
    expect(await partners[0]!.call('POST', '/catalog/request', { ...REQUEST, filter: wrong })).toMatchObject({
      status: 400,
      body: { '@type': 'CatalogError', reason: [expect.stringContaining('filter')] },
    })
  expect((await partners[0]!.call('POST', '/catalog/request?cursor=nonsense', REQUEST)).status).toBe(400)
})

test('a dataset that is withdrawn is seen no more, and its offer cannot be asked for', async () => {
  await offer('gone')
  const { status } = await doors.call('/api/datasets/gone/withdraw', { method: 'POST', headers: owner })
  expect(status).toBe(204)
  expect(await datasetsOf(partners[0]!)).not.toContain('gone')
  const asked = firstRequest(randomUUID(), { dataset: 'gone', base: partners[0]!.base })
  expect((await partners[0]!.call('POST', '/negotiations/request', asked)).status).toBe(400)
})

test('F2: a first request sent five times at once begins one negotiation and is answered alike', async () => {
  const [first] = partners
  const asked = firstRequest(randomUUID(), { dataset: 'open', base: first!.base })
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => first!.callAgain('POST', '/negotiations/request', asked)),
  )
  expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
  expect(answers[0]!.status).toBe(201)
})

test('a process of another partner is not there, and a message that two could read differently is refused', async () => {
  const [first, second] = partners
  const asked = firstRequest(randomUUID(), { dataset: 'open', base: first!.base })
  const { body } = await first!.call('POST', '/negotiations/request', asked)
  expect(await second!.call('GET', `/negotiations/${body.providerPid as string}`)).toMatchObject({
    status: 404,
    body: { '@type': 'ContractNegotiationError' },
  })
  for (const wrong of [
    { ...asked, '@type': 'Other' },
    { ...asked, callbackAddress: 'file:///etc' },
    { ...asked, offer: {} },
  ])
    expect((await first!.call('POST', '/negotiations/request', wrong as JsonObject)).status).toBe(400)
})

test(`F15: the pages of ${DATASETS} datasets add up while others are added, with at most 3 queries a page`, async () => {
  await doors.database.query({
    text: `with made as (insert into dataset (id, title, aspect, formats)
             select 'many-' || n, 'Many', '${ASPECT}', '{HttpData-PUSH}' from generate_series(1, ${DATASETS}) as n returning id)
           insert into offer (id, dataset, policy, rules)
           select 'offer-' || id, id, '{"permission": [{"action": "use"}]}', '{"negotiation": [], "transfer": []}' from made`,
  })
  let added = 0
  const found = await datasetsOf(partners[0]!, REQUEST, async () => {
    added += 1
    if (added < 50) await offer(`late-${added}`)
  })
  const many = found.filter((one) => one.startsWith('many-'))
  expect(many).toHaveLength(DATASETS)
  expect(new Set(found).size).toBe(found.length)
  let queries = 0
  const counted: Database = {
    ...doors.database,
    query: (statement) => {
      queries += 1
      return doors.database.query(statement)
    },
  }
  const partner = { id: ids[0]!, did: partners[0]!.did }
  const page = await readCatalogue({ ...doors.exchange, database: counted }, partner, { filter: [], cursor: undefined })
  expect(page.catalogue.dataset).toHaveLength(100)
  expect(queries).toBeLessThanOrEqual(3)
})
