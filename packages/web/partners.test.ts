import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { IdentityView, PartnerOfList } from '../../schemas/rest/partners.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { accessFaults, type Language, languagesFor, openScreen } from './screen.suite.ts'
import { type Company, openTransfer, openTwoCompanies, type TwoCompanies } from './two-companies.suite.ts'

/** One pair of nodes for all: those who were added in the first half exchange messages in the second. */
let pair: TwoCompanies
let browser: Browser
beforeAll(async () => {
  ;[pair, browser] = await Promise.all([openTwoCompanies(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await pair?.close()
})

const identityOf = async ({ node }: Company): Promise<IdentityView> =>
  (await node.ask('GET', '/api/identity')).body as IdentityView
const partnersOf = async ({ node }: Company): Promise<readonly PartnerOfList[]> =>
  ((await node.ask('GET', '/api/partners')).body as { partners: PartnerOfList[] }).partners
const inUse = ({ keys }: IdentityView): readonly string[] =>
  keys.filter((one) => one.retired === null).map((one) => one.thumbprint)
const wordsOf =
  (language: Language) =>
  (en: string, zh: string): string =>
    language === 'zh' ? zh : en
const openAt =
  (language: Language) =>
  ({ node }: Company, path: string) =>
    openScreen({ browser, node }, path, { language })

/** In English the maker adds the brand, in Chinese the brand adds the maker. */
describe.each(['en', 'zh'] as const)('partners in %s', (language) => {
  const name = language === 'en' ? 'Brand 龘' : '恒织'
  const said = wordsOf(language)
  const own = (): Company => (language === 'en' ? pair.maker : pair.brand)
  const other = (): Company => (language === 'en' ? pair.brand : pair.maker)
  const open = (path: string): Promise<Page> => openAt(language)(own(), path)

  test('the first partner is added by keys alone, after its thumbprints were shown', async () => {
    const page = await open('/partners')
    expect(await page.locator('.partners-begin input').inputValue()).toBe(own().did)
    expect(await accessFaults(page)).toEqual([])
    await page.keyboard.press('n')
    await page.keyboard.type(other().did)
    await page.keyboard.press('Enter')
    const shown = page.locator('.compare-keys .thumb-whole')
    await shown.nth(1).waitFor()
    expect((await shown.allTextContents()).toSorted()).toEqual(inUse(await identityOf(other())).toSorted())
    expect(await partnersOf(own())).toEqual([])
    for (const key of ['Tab', 'Tab']) await page.keyboard.press(key)
    await page.keyboard.type(name)
    for (const key of ['Tab', 'Space', 'Tab', 'Enter']) await page.keyboard.press(key)
    await page.locator('.network-side h2', { hasText: name }).waitFor()
    const [added] = await partnersOf(own())
    expect(added).toMatchObject({ did: other().did, name, state: 'active', lastMessage: null, record: null })
    expect(page.url()).toContain(`partner=${added!.id}`)
    await page.locator('.grid-row', { hasText: name }).waitFor()
    await page.context().close()
  })

  test('what cannot be added says why, and where it is a partner already', async () => {
    const page = await open('/partners?add=true')
    const field = page.locator('.add-partner input').first()
    const wrong = page.locator('.add-wrong')
    await field.fill('did:web:localhost%3A1')
    await page.keyboard.press('Enter')
    await wrong.filter({ hasText: said('does not answer', '没有应答') }).waitFor()
    await field.fill('maker')
    await page.keyboard.press('Enter')
    await wrong.filter({ hasText: said('leads to no node', '找不到') }).waitFor()
    await field.fill(other().did)
    await page.keyboard.press('Enter')
    await page.locator('.add-partner p .btn.sm').click()
    await page.locator('.network-side h2', { hasText: name }).waitFor()
    await page.context().close()
  })

  test('a partner is renamed, suspended and resumed in its panel', async () => {
    const [{ id }] = (await partnersOf(own())) as [PartnerOfList]
    const page = await open(`/partners?partner=${id}`)
    await page.locator('.side-acts button').first().click()
    await page.locator('.partner-form input').first().fill(`${name} 2`)
    await page.locator('.partner-form input').nth(1).fill('4000001000005')
    await page.keyboard.press('Enter')
    await page.locator('.partner-facts', { hasText: '4000001000005' }).waitFor()
    await page.locator('.side-acts button').nth(1).click()
    await page.locator('.grid-row .chip.hold', { hasText: said('Suspended', '已暂停') }).waitFor()
    expect(await partnersOf(own())).toMatchObject([{ name: `${name} 2`, gln: '4000001000005', state: 'suspended' }])
    await page.locator('.side-acts button').nth(1).click()
    await page.locator('.grid-row .chip.hold').waitFor({ state: 'detached' })
    expect(await accessFaults(page)).toEqual([])
    await page.context().close()
  })

  test('new keys are made after a word about what that means; the old ones stay in the list', async () => {
    const before = inUse(await identityOf(own()))
    const page = await open('/partners/own')
    await page.locator('.loopback').waitFor()
    await page.locator('.panel > header button').click()
    await page.locator('.rotate-dialog').waitFor()
    expect(inUse(await identityOf(own()))).toEqual(before)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.keys li.old').nth(1).waitFor()
    const now = inUse(await identityOf(own()))
    expect(now.filter((one) => before.includes(one))).toEqual([])
    expect(await accessFaults(page)).toEqual([])
    await page.context().close()
  })
})

const post = (transfer: string, pieces: number) =>
  pair.brand.node.ask('POST', '/api/exchange-messages', { transfer, type: 'item_stock:2.0.0', body: { pieces } })
const setState = (transfer: string, state: string) =>
  pair.maker.database.query({ text: 'update message_stream set state = $1 where pid = $2', values: [state, transfer] })
const countOf = async ({ node }: Company, filter: string): Promise<number> =>
  ((await node.ask('GET', `/api/exchange-messages?filter=${filter}`)).body as ListPage<unknown>).total ?? 0
const until = (company: Company, filter: string, count: number) =>
  expect.poll(() => countOf(company, filter)).toBe(count)

describe.each(languagesFor('zh'))('the exchange log in %s', (language) => {
  const said = wordsOf(language)
  const open = openAt(language)

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
    await page.locator('.dead-line').waitFor()
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
    await page.locator('.dead-line .btn').click()
    await until(pair.brand, `transfer:${transfer};state:delivered`, 2)
    await page.locator('.dead-line').waitFor({ state: 'detached' })
    await page.locator('.message-means .chip.done').waitFor()
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
