import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { PartnerOfList } from '../../schemas/rest/partners.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { accessFaults, languagesFor, openScreen, wordsOf } from './screen.suite.ts'
import {
  befriend,
  type Company,
  openTransfer,
  openTwoCompanies,
  partnersOf,
  type TwoCompanies,
} from './two-companies.suite.ts'

/** Two companies that are partners already. */
let pair: TwoCompanies
let browser: Browser
beforeAll(async () => {
  ;[pair, browser] = await Promise.all([openTwoCompanies(), openBrowser()])
  const { brand, maker } = pair
  await Promise.all([befriend(brand, maker, '恒织'), befriend(maker, brand, 'Brand 龘')])
})
afterAll(async () => {
  await browser?.close()
  await pair?.close()
})

const post = (transfer: string, pieces: number) =>
  pair.brand.node.ask('POST', '/api/exchange-messages', { transfer, type: 'item_stock:2.0.0', body: { pieces } })
const setState = (transfer: string, state: string) =>
  pair.maker.database.query({ text: 'update message_stream set state = $1 where pid = $2', values: [state, transfer] })
const countOf = async ({ node }: Company, filter: string): Promise<number> =>
  ((await node.ask('GET', `/api/exchange-messages?filter=${filter}`)).body as ListPage<unknown>).total ?? 0
const until = (company: Company, filter: string, count: number) =>
  expect.poll(() => countOf(company, filter)).toBe(count)

describe.each(languagesFor('zh'))('what partners exchange in %s', (language) => {
  const said = wordsOf(language)
  const open = ({ node }: Company, path: string) => openScreen({ browser, node }, path, { language })

  test('a message is found by keys at both ends: its words, bytes, signature and receipt', async () => {
    const transfer = `arrives-${language}`
    await openTransfer(pair.brand, pair.maker, transfer)
    expect((await post(transfer, 3)).status).toBe(201)
    await until(pair.brand, `transfer:${transfer};state:delivered`, 1)
    for (const [company, words] of [
      [pair.brand, said('signed a receipt', '签了回执')],
      [pair.maker, said('holds our receipt', '持有我方的回执')],
    ] as const) {
      const page = await open(company, `/partners/messages?filter=transfer%3A${transfer}`)
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

  test('what was given up says why, is copied without a token, is replayed by keys, and all of a partner at once', async () => {
    const transfer = `given-up-${language}`
    await openTransfer(pair.brand, pair.maker, transfer)
    await setState(transfer, 'closed')
    const page = await open(pair.brand, `/partners/messages?filter=transfer%3A${transfer}`)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await post(transfer, 1)
    // Without a word of the reader: the node says that it was given up.
    await page.locator('.grid-row .chip.late').waitFor()
    await page.locator('.held-line').waitFor()
    await post(transfer, 2)
    await page.locator('.grid-row', { has: page.locator('.chip.none') }).click()
    await page.locator('.message-means', { hasText: said('replay that one first', '请先重发那一条') }).waitFor()
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('.partner-facts', { hasText: 'has ended' }).waitFor()
    await page.locator('.failure', { hasText: said('Mend what its answer names', '请按其应答改正') }).waitFor()
    await page.locator('.side-acts .btn', { hasText: 'curl' }).click()
    await page.locator('.side-acts p', { hasText: '$TOKEN' }).waitFor()
    const curl = (await page.evaluate('navigator.clipboard.readText()')) as string
    expect(curl).toContain('authorization: Bearer $TOKEN')
    expect(curl).not.toMatch(/Bearer ey/)
    await page.locator('[role=grid]').focus()
    for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key)
    await page.locator('.tries li').nth(1).waitFor()
    await until(pair.brand, `transfer:${transfer};state:dead`, 1)
    await setState(transfer, 'open')
    await page.locator('.held-line .btn').click()
    await until(pair.brand, `transfer:${transfer};state:delivered`, 2)
    await page.locator('.held-line').waitFor({ state: 'detached' })
    await page.locator('.message-means .chip.done').waitFor()
    await page.context().close()
  })

  test('a partner that does not answer is left alone, and tried when a person wants it', async () => {
    const transfers = Array.from({ length: 5 }, (_, i) => `left-alone-${language}-${i}`)
    const lead = (endpoint: string) =>
      pair.brand.database.query({
        text: 'update message_stream set endpoint = $1 where pid = any ($2)',
        values: [endpoint, transfers],
      })
    const page = await open(pair.brand, `/partners/messages?search=${transfers[0]}`)
    for (const transfer of transfers) await openTransfer(pair.brand, pair.maker, transfer)
    await lead('http://127.0.0.1:9/exchange/1/inbox')
    for (const transfer of transfers) await post(transfer, 1)
    const line = page.locator('.held-line.risk', { hasText: said('left alone until', '暂停呼叫至') })
    await line.waitFor()
    const answer = page.waitForResponse('**/api/exchange-messages/replay')
    await line.locator('.btn').click()
    expect(await (await answer).json()).toEqual({ messages: 0, isTried: true })
    await page.locator('.grid-row').first().click()
    await page.locator('.message-means', { hasText: said('left alone until', '暂停呼叫至') }).waitFor()
    await page.locator('.side-acts .btn', { hasText: said('Try now', '立即重试') }).waitFor()
    expect(await accessFaults(page)).toEqual([])
    await lead(`${pair.maker.node.address}/exchange/1/inbox`)
    const [{ id: partner }] = (await partnersOf(pair.brand)) as [PartnerOfList]
    const waiting = async () => {
      await pair.brand.node.ask('POST', '/api/exchange-messages/replay', { partner })
      return countOf(pair.brand, 'state:waiting')
    }
    await expect.poll(waiting).toBe(0)
    await line.waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('the list of partners says what waits, when something came last, and whether both records agree', async () => {
    const page = await open(pair.brand, '/partners')
    await page.setViewportSize({ width: 1280, height: 900 })
    const row = page.locator('.grid-row')
    await row.filter({ hasText: said('Reachable', '可达') }).click()
    const agreed = said('Both agree', '双方一致')
    await expect
      .poll(
        async () => {
          await page.locator('.record-check button').click()
          await page.locator('.record-line, .record-check [role=alert]').first().waitFor()
          return (await page.locator('.record-check').innerText()).split(agreed)
        },
        { timeout: 45_000, interval: 1_000 },
      )
      .toHaveLength(3)
    await row.filter({ hasText: said('Agreed up to', '一致，至第') }).waitFor()
    const [{ lastMessage, record }] = (await partnersOf(pair.brand)) as [PartnerOfList]
    expect(Date.parse(lastMessage!)).toBeGreaterThan(Date.now() - 600_000)
    expect(record).toMatchObject({ state: 'agreed', theirs: record!.ours })
    const beyond = `(() => { const g = document.querySelector('.grid-scroll'); return g.scrollWidth - g.clientWidth })()`
    expect(await page.evaluate(beyond)).toBe(0)
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.record-acts a').click()])
    expect(file.suggestedFilename()).toMatch(/\.jsonl$/)
    await page.locator('.side-acts a').click()
    await page.locator('.grid-row', { hasText: 'item_stock:2.0.0' }).first().waitFor()
    expect(await accessFaults(page)).toEqual([])
    await page.context().close()
  })

  test('an incident says what to do, and is closed with a reason by keys; its evidence stays', async () => {
    const [{ id, name }] = (await partnersOf(pair.brand)) as [PartnerOfList]
    await pair.brand.database.query({
      text: `insert into incident (kind, partner, what, detail) values ('place-given-twice', $1, 'one place', '{"places":[7]}')`,
      values: [id],
    })
    const page = await open(pair.brand, `/partners?partner=${id}`)
    await page
      .locator('.incidents li', { hasText: said('one place of the record', '同一位置') })
      .first()
      .waitFor()
    await page.locator('.incidents-all a').click()
    const row = page.locator('.grid-row', { hasText: said('one place of the record', '同一位置') })
    await row.locator('.chip.late').waitFor()
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('Enter')
    await page.locator('.network-side h2', { hasText: name }).waitFor()
    await page.locator('.network-side .side-note', { hasText: said('Export the record', '请导出记录') }).waitFor()
    expect(await accessFaults(page)).toEqual([])
    await page.locator('.close-reason').focus()
    await page.keyboard.type('Told by phone')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.network-side .partner-facts', { hasText: 'Told by phone' }).waitFor()
    await page.locator('.whole-text summary').click()
    expect(await page.locator('.signed-text').textContent()).toContain('"places"')
    expect(await partnersOf(pair.brand)).toMatchObject([{ incidentCount: 0 }])
    await page.context().close()
  })

  test('a dataset is offered, found in the catalogue, asked for, agreed to by a person, and its data flows', async () => {
    const title = `Stock ${language}`
    const giver = await open(pair.brand, '/partners/agreements')
    await giver.locator('.list-choice').waitFor()
    await giver.keyboard.press('n')
    await giver.keyboard.type(title)
    await giver.keyboard.press('Enter')
    await giver.locator('.grid-row', { hasText: title }).waitFor()
    const [{ id }] = (await partnersOf(pair.maker)) as [PartnerOfList]
    const taker = await open(pair.maker, `/partners?partner=${id}`)
    await taker.locator('.record-acts button').first().click()
    await taker.locator('.keys li', { hasText: title }).locator('button').click()
    await taker.locator('.keys .t-done').waitFor()
    await giver.locator('.list-choice button').first().click()
    await giver.locator('.grid-row', { has: giver.locator('.chip.risk') }).click()
    await giver.locator('.side-acts .btn.pri').click()
    await giver.locator('.side-note .chip.done', { hasText: said('In force', '生效') }).waitFor()
    expect(await accessFaults(giver)).toEqual([])
    await taker.goto(`${pair.maker.node.address}/partners/agreements?list=agreements`)
    await taker
      .locator('.grid-row', { has: taker.locator('.chip.done') })
      .first()
      .click()
    await taker.locator('.side-acts .btn.pri').click()
    await taker.locator('.list-choice button').nth(2).click()
    await taker
      .locator('.grid-row .chip.run', { hasText: said('Flowing', '传输中') })
      .first()
      .click()
    await pair.maker.database.query({
      text: `insert into process_message (process, direction, message, state, body)
             select id, 'in', 'start', 'STARTED', '{}' from transfer, generate_series(1, 1000)`,
    })
    await taker.reload()
    await taker.locator('.side-note', { hasText: said('older messages are not shown', '条更早的消息未显示') }).waitFor()
    expect(await accessFaults(taker)).toEqual([])
    await Promise.all([giver.context().close(), taker.context().close()])
  })
})
