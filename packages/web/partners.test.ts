import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { IdentityView, PartnerView } from '../../schemas/rest/partners.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeHome, type RunningNode, startNode } from '../node/running-node.suite.ts'
import { accessFaults, type Language, openScreen } from './screen.suite.ts'

const homes = [makeHome(), makeHome()] as const
let maker: RunningNode
let brand: RunningNode
let browser: Browser
beforeAll(async () => {
  vi.stubEnv('HEADWATER_LOOPBACK_PARTNERS', '1')
  ;[maker, brand, browser] = await Promise.all([
    startNode(homes[0].home, ['--empty']),
    startNode(homes[1].home, ['--empty']),
    openBrowser(),
  ])
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([maker?.end(), brand?.end()])
  vi.unstubAllEnvs()
  for (const one of homes) one.remove()
})

const identityOf = async (node: RunningNode): Promise<IdentityView> =>
  (await node.ask('GET', '/api/identity')).body as IdentityView
const partnersOf = async (node: RunningNode): Promise<readonly PartnerView[]> =>
  ((await node.ask('GET', '/api/partners')).body as { partners: PartnerView[] }).partners
const inUse = ({ keys }: IdentityView): readonly string[] =>
  keys.filter((one) => one.retired === null).map((one) => one.thumbprint)

/** In English the maker adds the brand, in Chinese the brand adds the maker. */
describe.each(['en', 'zh'] as const)('partners in %s', (language: Language) => {
  const name = language === 'en' ? 'Brand 龘' : '恒织'
  const said = (en: string, zh: string): string => (language === 'zh' ? zh : en)
  const own = (): RunningNode => (language === 'en' ? maker : brand)
  const other = (): RunningNode => (language === 'en' ? brand : maker)
  const open = (path: string): Promise<Page> => openScreen({ browser, node: own() }, path, { language })

  test('the first partner is added by keys alone, after its thumbprints were shown', async () => {
    const page = await open('/partners')
    expect(await page.locator('.partners-begin input').inputValue()).toBe((await identityOf(own())).did)
    expect(await accessFaults(page)).toEqual([])
    await page.keyboard.press('n')
    const identity = await identityOf(other())
    await page.keyboard.type(identity.did)
    await page.keyboard.press('Enter')
    const shown = page.locator('.compare-keys .thumb-whole')
    await shown.nth(1).waitFor()
    expect((await shown.allTextContents()).toSorted()).toEqual(inUse(identity).toSorted())
    expect(await partnersOf(own())).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type(name)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.partner-side h2', { hasText: name }).waitFor()
    const [added] = await partnersOf(own())
    expect(added).toMatchObject({ did: identity.did, name, state: 'active' })
    expect(page.url()).toContain(`partner=${added!.id}`)
    await page.locator('.grid-row', { hasText: identity.did }).waitFor()
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
    await field.fill((await identityOf(other())).did)
    await page.keyboard.press('Enter')
    await page.locator('.add-partner p .btn.sm').click()
    await page.locator('.partner-side h2', { hasText: name }).waitFor()
    await page.context().close()
  })

  test('a partner is renamed, suspended and resumed in its panel', async () => {
    const [{ id }] = (await partnersOf(own())) as [PartnerView]
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
