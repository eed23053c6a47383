import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ExchangeStream } from '../../schemas/rest/exchange.ts'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { IdentityView, PartnerView } from '../../schemas/rest/partners.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { openStream } from '../node/exchange/delivery/message-stream.store.ts'
import { type Database, openDatabase } from '../node/platform/database.ts'
import { silentLog } from '../node/platform/log.ts'
import { runningDatabaseUrl } from '../node/platform/postgres-supervisor.ts'
import { makeHome, type RunningNode, startNode } from '../node/running-node.suite.ts'
import { accessFaults, type Language, openScreen } from './screen.suite.ts'

/** A node with its own database, into which a test may look. */
interface Company {
  readonly node: RunningNode
  readonly database: Database
  /** Id of the other company here. */
  partner: string
}

const homes = [makeHome(), makeHome()] as const
let brand: Company
let maker: Company
let browser: Browser
beforeAll(async () => {
  vi.stubEnv('HEADWATER_LOOPBACK_PARTNERS', '1')
  ;[brand, maker, browser] = await Promise.all([begin(homes[0].home), begin(homes[1].home), openBrowser()])
  await befriend(brand, maker, 'Maker')
  await befriend(maker, brand, 'Brand')
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([brand, maker].map((one) => one?.database.close()))
  await Promise.all([brand, maker].map((one) => one?.node.end()))
  vi.unstubAllEnvs()
  for (const one of homes) one.remove()
})

async function begin(home: string): Promise<Company> {
  const node = await startNode(home, ['--empty'])
  const url = runningDatabaseUrl(home, 'headwater')!
  return { node, database: openDatabase({ url, log: silentLog, connections: 2 }), partner: '' }
}

async function befriend(company: Company, { node }: Company, name: string): Promise<void> {
  const { did } = (await node.ask('GET', '/api/identity')).body as IdentityView
  company.partner = ((await company.node.ask('POST', '/api/partners', { did, name })).body as PartnerView).id
}

/** Opens a transfer from the brand to the maker at both ends, as an agreement does. */
async function openTransfer(transferPid: string): Promise<void> {
  const order = { agreementId: `agreement of ${transferPid}`, transferPid }
  await openStream(maker.database, { ...order, partner: maker.partner, direction: 'in' })
  const endpoint = `${maker.node.address}/exchange/1/inbox`
  await openStream(brand.database, { ...order, partner: brand.partner, direction: 'out', endpoint })
}

const post = (transfer: string, pieces: number) =>
  brand.node.ask('POST', '/api/exchange-messages', { transfer, type: 'item_stock:2.0.0', body: { pieces } })
const setState = (transfer: string, state: string) =>
  maker.database.query({ text: 'update message_stream set state = $1 where pid = $2', values: [state, transfer] })
const countOf = async ({ node }: Company, filter: string): Promise<number> =>
  ((await node.ask('GET', `/api/exchange-messages?filter=${filter}`)).body as ListPage<unknown>).total ?? 0
const until = (company: Company, filter: string, count: number) =>
  expect.poll(() => countOf(company, filter), { timeout: 20_000 }).toBe(count)

describe.each(['en', 'zh'] as const)('the exchange log in %s', (language: Language) => {
  const said = (en: string, zh: string): string => (language === 'zh' ? zh : en)
  const open = ({ node }: Company, path: string): Promise<Page> => openScreen({ browser, node }, path, { language })
  const filterOf = (transfer: string): string => `transfer%3A${transfer}`

  test('a message is found by keys at both ends: its words, bytes, signature and receipt', async () => {
    const transfer = `arrives-${language}`
    await openTransfer(transfer)
    expect((await post(transfer, 3)).status).toBe(201)
    await until(brand, `transfer:${transfer};state:delivered`, 1)
    for (const [company, words] of [
      [brand, said('signed a receipt', '签了回执')],
      [maker, said('holds our receipt', '持有我方的回执')],
    ] as const) {
      const page = await open(company, `/partners/messages?search=${transfer}`)
      await page.locator('.grid-row', { hasText: 'item_stock:2.0.0' }).waitFor()
      await page.locator('[role=grid]').focus()
      await page.keyboard.press('Enter')
      await page.locator('.message-means', { hasText: words }).waitFor()
      expect(page.url()).toContain('message=')
      expect(await page.locator('.signed-text').first().textContent()).toContain('"pieces": 3')
      expect(await page.locator('.signed-text').last().textContent()).toContain('"verdict": "stored"')
      await page.locator('.signed-by code', { hasText: 'did:web:localhost' }).first().waitFor()
      expect(await accessFaults(page)).toEqual([])
      await page.context().close()
    }
  })

  test('what was given up says why, is replayed from its panel, and all of a partner at once', async () => {
    const transfer = `given-up-${language}`
    await openTransfer(transfer)
    await setState(transfer, 'closed')
    await post(transfer, 1)
    await until(brand, `transfer:${transfer};state:dead`, 1)
    await post(transfer, 2)
    const page = await open(brand, `/partners/messages?filter=${filterOf(transfer)}`)
    await page.locator('.dead-line', { hasText: 'Maker' }).waitFor()
    await page.locator('.grid-row', { has: page.locator('.chip.none') }).click()
    await page.locator('.message-means', { hasText: said('replay that one first', '请先重发那一条') }).waitFor()
    await page.locator('.grid-row', { has: page.locator('.chip.late') }).click()
    await page.locator('.partner-facts', { hasText: 'has ended' }).waitFor()
    await page.locator('.side-acts .btn', { hasText: 'curl' }).waitFor()
    await page.locator('.side-acts .btn').first().click()
    await page.locator('.tries li').nth(1).waitFor()
    await until(brand, `transfer:${transfer};state:dead`, 1)
    await setState(transfer, 'open')
    await page.locator('.dead-line .btn').click()
    await until(brand, `transfer:${transfer};state:delivered`, 2)
    await page.locator('.dead-line').waitFor({ state: 'detached' })
    await page.locator('.message-means .chip.done').waitFor()
    await page.context().close()
  })

  test('the list of partners says what waits and what was given up', async () => {
    const { streams } = (await brand.node.ask('GET', '/api/exchange-streams')).body as { streams: ExchangeStream[] }
    expect(streams.every((one) => one.waiting === 0)).toBe(true)
    const page = await open(brand, '/partners')
    await page.locator('.grid-row', { hasText: said('Reachable', '可达') }).click()
    await page.locator('.record-check button').click()
    const found = page.locator('.record-check')
    await expect.poll(() => found.innerText(), { timeout: 20_000 }).toContain(said('Both agree', '双方一致'))
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.record-acts a').click()])
    expect(file.suggestedFilename()).toMatch(/^Maker .*\.jsonl$/)
    await page.locator('.side-acts a').click()
    await page.locator('.grid-row', { hasText: 'item_stock:2.0.0' }).first().waitFor()
    await page.context().close()
  })

  test('a dataset is offered, found in the catalogue, asked for, agreed to by a person, and its data flows', async () => {
    const title = `Stock ${language}`
    const giver = await open(brand, '/partners/agreements')
    await giver.locator('.list-choice').waitFor()
    await giver.keyboard.press('n')
    await giver.keyboard.type(title)
    await giver.keyboard.press('Enter')
    await giver.locator('.grid-row', { hasText: title }).waitFor()
    const taker = await open(maker, `/partners?partner=${maker.partner}`)
    await taker.locator('.record-acts button').first().click()
    await taker.locator('.keys li', { hasText: title }).locator('button').click()
    await taker.locator('.keys .t-done').waitFor()
    await giver.locator('.list-choice button').first().click()
    await giver.locator('.grid-row', { has: giver.locator('.chip.risk') }).click()
    await giver.locator('.side-acts .btn.pri').click()
    await giver.locator('.side-note .chip.done', { hasText: said('In force', '生效') }).waitFor()
    expect(await accessFaults(giver)).toEqual([])
    await taker.goto(`${maker.node.address}/partners/agreements?list=agreements`)
    await taker
      .locator('.grid-row', { has: taker.locator('.chip.done') })
      .first()
      .click()
    await taker.locator('.side-acts .btn.pri').click()
    await taker.locator('.list-choice button').nth(2).click()
    await taker
      .locator('.grid-row .chip.run', { hasText: said('Flowing', '传输中') })
      .first()
      .waitFor()
    expect(await accessFaults(taker)).toEqual([])
    await Promise.all([giver.context().close(), taker.context().close()])
  })
})
