import { setTimeout as pause } from 'node:timers/promises'
import {
  befriend,
  type Company,
  openTransfer,
  openTwoCompanies,
  type TwoCompanies,
} from '../../packages/web/two-companies.suite.ts'
import type { ExchangeMessageRow } from '../../schemas/rest/exchange.ts'
import type { ListPage } from '../../schemas/rest/lists.ts'

const TERMS = { permission: [{ action: 'use' }] }
const BY_ITSELF = [
  { on: 'requested', do: ['agree'] },
  { on: 'verified', do: ['finalize'] },
]

/** What the maker of the pictures has to do with its brand: an agreement, a request that waits for it, messages both ways, a dead letter, an incident. */
export async function openNetworkStory(): Promise<TwoCompanies> {
  const pair = await openTwoCompanies()
  const { maker, brand } = pair
  const brandId = await befriend(maker, brand, '花间服饰')
  const makerId = await befriend(brand, maker, '恒织针织')
  await offer(brand, { id: 'sell-through', title: '门店动销', aspect: 'sell_through:1.0.0', negotiation: BY_ITSELF })
  await offer(maker, { id: 'capacity', title: '周产能', aspect: 'week_based_capacity_group:3.0.0', negotiation: [] })
  await request(maker, brandId, 'sell-through')
  await request(brand, makerId, 'capacity')
  await until(async () => (await countOf(maker, '/api/agreements')) === 1)
  await tellSales(pair)
  await loseOne(pair)
  await post(maker, `/api/partners/${brandId}/checkpoints`, {})
  await givePlaceTwice(maker, brandId)
  return pair
}

interface Offered {
  readonly id: string
  readonly title: string
  readonly aspect: string
  readonly negotiation: readonly object[]
}

const offer = (company: Company, { negotiation, ...dataset }: Offered): Promise<unknown> =>
  post(company, '/api/datasets', {
    ...dataset,
    offer: { id: `offer-${dataset.id}`, policy: TERMS, rules: { negotiation, transfer: [] } },
  })

const request = (company: Company, partner: string, target: string): Promise<unknown> =>
  post(company, '/api/negotiations', {
    partner,
    offer: { id: `offer-${target}`, target, policy: TERMS },
    rules: { negotiation: [{ on: 'agreed', do: ['verify'] }] },
  })

async function tellSales({ maker, brand }: TwoCompanies): Promise<void> {
  await openTransfer(brand, maker, 'sell-through-2026')
  await openTransfer(maker, brand, 'capacity-2026')
  for (const pieces of [12, 14, 9, 17]) {
    const body = { item: '2614-雾蓝-M', pieces }
    await post(brand, '/api/exchange-messages', { transfer: 'sell-through-2026', type: 'sell_through:1.0.0', body })
  }
  for (const minutes of [2_400, 2_380, 2_340]) {
    const body = { group: '缝制 D 线', minutes }
    const type = 'week_based_capacity_group:3.0.0'
    await post(maker, '/api/exchange-messages', { transfer: 'capacity-2026', type, body })
  }
  await until(async () => (await countOf(maker, '/api/exchange-messages?filter=state:waiting')) === 0)
}

/** The brand has ended a transfer of which the maker has not heard. */
async function loseOne({ maker, brand }: TwoCompanies): Promise<void> {
  await openTransfer(maker, brand, 'item-stock-2026')
  await brand.database.query({ text: `update message_stream set state = 'closed' where pid = 'item-stock-2026'` })
  const body = { item: '2614-雾蓝-M', pieces: 412 }
  await post(maker, '/api/exchange-messages', { transfer: 'item-stock-2026', type: 'item_stock:2.0.0', body })
  await until(async () => (await countOf(maker, '/api/exchange-messages?filter=state:dead')) === 1)
}

/** As the maker would keep it of a brand that gave one place of its record to two messages; an honest node gives none. */
async function givePlaceTwice({ database }: Company, brandId: string): Promise<void> {
  await database.query({
    text: `insert into incident (kind, partner, what, detail) values ('place-given-twice', $1, 'one place', '{"places":[2]}')`,
    values: [brandId],
  })
}

async function post({ node }: Company, path: string, body: object): Promise<void> {
  const answer = await node.ask('POST', path, body)
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
}

async function countOf({ node }: Company, path: string): Promise<number> {
  const { rows, total } = (await node.ask('GET', path)).body as ListPage<ExchangeMessageRow>
  return total ?? rows.length
}

const PAUSE_MS = 50
const PATIENCE_MS = 30_000

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`should be so by now: ${String(isSo)}`)
    await pause(PAUSE_MS)
  }
}
