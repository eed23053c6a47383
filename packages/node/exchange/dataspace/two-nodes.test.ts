import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { TransferDetail } from '../../../../schemas/rest/dataspace.ts'
import type { Doors } from '../../doors.suite.ts'
import type { Courier } from '../delivery/courier.ts'
import { openTwoNodes, type TwoNodes } from '../delivery/two-nodes.suite.ts'

let nodes: TwoNodes
let couriers: readonly Courier[]
beforeAll(async () => {
  nodes = await openTwoNodes()
  couriers = await Promise.all([nodes.startCourier(nodes.brand), nodes.startCourier(nodes.maker)])
})
afterAll(async () => {
  await Promise.all(couriers.map((one) => one.stop()))
  await nodes.close()
})

async function order(at: Doors, path: string, body: object): Promise<string> {
  const made = await at.call(path, { method: 'POST', headers: await at.token('owner'), body })
  if (made.status >= 300) throw new Error(`${path} answered ${made.status}: ${JSON.stringify(made.body)}`)
  return (made.body as { id?: string }).id ?? ''
}

async function rowsOf(at: Doors, path: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const { body } = await at.call(path, { headers: await at.token('viewer') })
  return (body as { rows: Readonly<Record<string, string>>[] }).rows
}

/** Both sides have it so, soon. */
const soon = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 50 })

const signatures = (at: Doors): Promise<readonly { hash: string }[]> =>
  at.database.query<{ hash: string }>({
    text: `select content::jsonb #>> '{body,agreementHash}' as hash from incoming where type = 'agreement_signature:1.0.0'`,
  })

test('two nodes find, agree and start a transfer, within which data of its type alone is sent; each signs the agreement in the record of the other', async () => {
  const { brand, maker, brandId } = nodes
  const rules = {
    negotiation: [
      { on: 'requested', do: ['agree'] },
      { on: 'verified', do: ['finalize'] },
    ],
    transfer: [{ on: 'requested', do: ['start'] }],
  }
  const terms = { id: 'offer-stock', policy: { permission: [{ action: 'use' }] }, rules }
  await order(brand, '/api/datasets', { id: 'stock', title: 'Stock', aspect: 'item_stock:2.0.0', offer: terms })
  const catalogue = await maker.call(`/api/partners/${brandId}/catalogue`, { headers: await maker.token('planner') })
  const { datasets } = catalogue.body as unknown as {
    datasets: { id: string; offers: { id: string; policy: object }[] }[]
  }
  expect(datasets).toMatchObject([{ id: 'stock', offers: [{ id: 'offer-stock' }] }])
  const offer = { ...datasets[0]!.offers[0]!, target: 'stock' }
  const waiting = { negotiation: [{ on: 'agreed', do: ['hold'] }] }
  const id = await order(maker, '/api/negotiations', { partner: brandId, offer, rules: waiting })
  await soon(async () =>
    expect(await rowsOf(maker, '/api/negotiations')).toMatchObject([{ id, state: 'AGREED', waits: 'us' }]),
  )
  await order(maker, `/api/negotiations/${id}/decide`, { action: 'verify' })
  await soon(async () => expect(await rowsOf(maker, '/api/negotiations')).toMatchObject([{ state: 'FINALIZED' }]))
  const [agreement] = await rowsOf(maker, '/api/agreements')
  expect(await rowsOf(brand, '/api/agreements')).toMatchObject([{ name: agreement!.name, hash: agreement!.hash }])
  await soon(async () =>
    expect([await signatures(brand), await signatures(maker)]).toEqual([
      [{ hash: agreement!.hash }],
      [{ hash: agreement!.hash }],
    ]),
  )
  const transfer = await order(maker, '/api/transfers', { agreement: agreement!.id })
  await soon(async () =>
    expect(await rowsOf(maker, '/api/transfers')).toMatchObject([{ id: transfer, state: 'STARTED' }]),
  )
  const [{ id: ofBrand }] = (await rowsOf(brand, '/api/transfers')) as [{ id: string }]
  const send = async (type: string) =>
    brand.call('/api/exchange-messages', {
      method: 'POST',
      headers: await brand.token('planner'),
      body: { transfer: ofBrand, type, body: { pieces: 3 } },
    })
  const detail = expect.stringContaining('should be item_stock:2.0.0')
  expect(await send('item_stok:2.0.0')).toMatchObject({ status: 400, body: { detail } })
  expect(await send('item_stock:2.0.0')).toMatchObject({ status: 201, body: { seq: 1 } })
  await order(maker, `/api/transfers/${transfer}/decide`, { action: 'suspend', reason: 'Stock-taking' })
  await soon(async () =>
    expect(await rowsOf(brand, '/api/transfers')).toMatchObject([{ state: 'SUSPENDED', note: 'Stock-taking' }]),
  )
})

test('of a transfer in which more was said than is shown the newest is shown in its order, with how much there is', async () => {
  const { maker } = nodes
  const [{ id }] = (await rowsOf(maker, '/api/transfers')) as [{ id: string }]
  const detail = async () =>
    (await maker.call(`/api/transfers/${id}`, { headers: await maker.token('viewer') }))
      .body as unknown as TransferDetail
  const before = await detail()
  expect(before.messages.map((one) => one.message)).toEqual(['request', 'start', 'suspension'])
  expect(before.messageCount).toBe(3)
  await maker.database.query({
    text: `insert into process_message (process, direction, message, state, body)
           select $1, 'in', 'start ' || n, 'STARTED', '{}' from generate_series(1, 1200) n`,
    values: [id],
  })
  const { messages, messageCount } = await detail()
  expect(messageCount).toBe(1_203)
  expect(messages.map((one) => one.message)).toEqual(Array.from({ length: 1_000 }, (_, i) => `start ${i + 201}`))
})
