import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IdentityView, PartnerOfList } from '../../schemas/rest/partners.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { accessFaults, openScreen, wordsOf } from './screen.suite.ts'
import { type Company, openTwoCompanies, partnersOf, type TwoCompanies } from './two-companies.suite.ts'

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
const inUse = ({ keys }: IdentityView): readonly string[] =>
  keys.filter((one) => one.retired === null).map((one) => one.thumbprint)
/** In English the maker adds the brand, in Chinese the brand adds the maker. */
describe.each(['en', 'zh'] as const)('partners in %s', (language) => {
  const name = language === 'en' ? 'Brand 龘' : '恒织'
  const said = wordsOf(language)
  const own = (): Company => (language === 'en' ? pair.maker : pair.brand)
  const other = (): Company => (language === 'en' ? pair.brand : pair.maker)
  const open = (path: string): Promise<Page> => openScreen({ browser, node: own().node }, path, { language })

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
