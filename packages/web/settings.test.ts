import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonView } from '../../schemas/rest/accounts.ts'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { Parameters } from '../../schemas/rest/node-facts.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeDemoHome } from '../node/demo-home.suite.ts'
import { type RunningNode, startNode } from '../node/running-node.suite.ts'
import { accessFaults, type Language, languagesFor, openScreen } from './screen.suite.ts'

let made: Awaited<ReturnType<typeof makeDemoHome>>
let node: RunningNode
let browser: Browser
beforeAll(async () => {
  made = await makeDemoHome()
  ;[node, browser] = await Promise.all([startNode(made.home, []), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await node?.end()
  made.remove()
})

const get = async <T>(path: string): Promise<T> => (await node.ask('GET', path)).body as T
const open = (path: string, language: Language): Promise<Page> => openScreen({ browser, node }, path, { language })
const said = (language: Language, en: string, zh: string): string => (language === 'zh' ? zh : en)
const person = async (email: string): Promise<PersonView> =>
  (await get<{ people: PersonView[] }>('/api/people')).people.find((one) => one.email === email)!

describe.each(languagesFor('zh'))('settings in %s', (language) => {
  const email = `${language}@example.com`

  test('a person is added by keys alone, logs in with the password given, chooses another, and sees why pages are closed', async () => {
    const page = await open('/settings', language)
    await page.locator('.add-row input').first().focus()
    await page.keyboard.type('Wang 龘')
    await page.keyboard.press('Tab')
    await page.keyboard.type(email)
    await page.keyboard.press('Enter')
    const password = await page.locator('.secret-dialog input').inputValue()
    await page.keyboard.press('Escape')
    await page.locator('.people tr', { hasText: email }).waitFor()
    await page.context().close()
    const context = await browser.newContext()
    await context.addInitScript((chosen) => localStorage.setItem('headwater.language', chosen), language)
    const other = await context.newPage()
    await other.goto(`${node.address}/settings/audit`)
    await other.locator('input[type=email]').fill(email)
    await other.locator('input[type=password]').fill(password)
    await other.keyboard.press('Enter')
    await other.locator('.new-password input').first().fill(password)
    await other.locator('.new-password input').last().fill('a password of my own')
    await other.keyboard.press('Enter')
    await other.locator('input[type=email]').fill(email)
    await other.locator('input[type=password]').fill('a password of my own')
    await other.keyboard.press('Enter')
    await other.locator('.settings .waiting', { hasText: said(language, 'Owner', '老板') }).waitFor()
    await context.close()
  })

  test('a role is changed, a person is disabled, and the last owner stays', async () => {
    const page = await open('/settings', language)
    const row = page.locator('.people tr', { hasText: email })
    await row.locator('select').selectOption('planner')
    await expect.poll(async () => (await person(email)).role).toBe('planner')
    await row.locator('button').last().click()
    await row.locator('.chip.hold').waitFor()
    expect((await person(email)).disabled).toBe(true)
    await page.locator('.people tr', { hasText: 'owner@headwater.local' }).locator('button').last().click()
    await page.locator('.settings-wrong', { hasText: said(language, 'Another owner', '须另有') }).waitFor()
    await page.locator('.role-matrix .own').first().waitFor()
    await page.context().close()
  })

  test('a parameter is refused with words, written, and undone', async () => {
    const page = await open('/settings/parameters', language)
    const field = page.locator('tr', { hasText: 'frozen_days' }).locator('input')
    await field.fill('4000')
    await page.keyboard.press('Enter')
    await page.locator('.parameter-field [role=alert]').waitFor()
    // The new value is slow to come back: the field that is left meanwhile sends nothing again.
    const slow = Promise.withResolvers<void>()
    await page.route('**/api/parameters', async (route) => {
      await slow.promise
      await route.continue()
    })
    const sent: string[] = []
    page.on('request', (one) => one.method() === 'POST' && sent.push(new URL(one.url()).pathname))
    await field.fill('3')
    await page.keyboard.press('Enter')
    await page.locator('.said').waitFor()
    const now = async () =>
      (await get<Parameters>('/api/parameters')).parameters.find((one) => one.name === 'frozen_days')!.value
    expect(await now()).toBe('3')
    await page.locator('h1').click()
    slow.resolve()
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: said(language, 'Undone', '已撤销') }).waitFor()
    expect(await now()).not.toBe('3')
    expect(sent.filter((path) => path === '/api/record-edits')).toHaveLength(1)
    await page.context().close()
  })

  test('a calendar is made, a shift changed, a day closed, and the hours follow', async () => {
    const name = `night-${language}`
    const page = await open('/settings/calendars', language)
    await page.locator('.head input').fill(name)
    await page.keyboard.press('Enter')
    const hours = page.locator('.calendar-parts .panel').last().locator('h2')
    await hours.filter({ hasText: '40' }).waitFor()
    const saturday = page.locator('.week tbody tr').nth(5)
    await saturday.locator('.new input').first().fill('20:00')
    await saturday.locator('.new input').last().fill('04:00')
    await page.keyboard.press('Enter')
    await hours.filter({ hasText: '48' }).waitFor()
    await saturday.locator('.clock').nth(1).fill('02:00')
    await page.keyboard.press('Enter')
    await hours.filter({ hasText: '46' }).waitFor()
    await page.locator('.calendar-parts input[type=date]').fill('2026-12-25')
    await page.keyboard.press('Enter')
    await page.locator('.exceptions li', { hasText: said(language, 'closed', '停工') }).waitFor()
    const { rows } = await get<ListPage<{ start: string | null }>>(
      `/api/records/calendar_exceptions?filter=calendar:${name}`,
    )
    expect(rows).toMatchObject([{ date: '2026-12-25', start: null }])
    await page.context().close()
  })

  test('a token is made, shown once, works, and is revoked', async () => {
    const page = await open('/settings/tokens', language)
    await page.locator('.add-row input').fill(`ERP ${language}`)
    await page.keyboard.press('Enter')
    const token = await page.locator('.secret-dialog input').inputValue()
    await page.keyboard.press('Escape')
    await page.locator('.dialog-ask button').last().click()
    const status = async () =>
      (await fetch(`${node.address}/api/today`, { headers: { authorization: `Bearer ${token}` } })).status
    expect(await status()).toBe(200)
    expect(await page.locator('body').innerHTML()).not.toContain(token)
    await page
      .locator('.tokens tr', { hasText: `ERP ${language}` })
      .locator('button')
      .click()
    await page.locator('.tokens tr', { hasText: `ERP ${language}` }).waitFor({ state: 'detached' })
    expect(await status()).toBe(401)
    await page.context().close()
  })

  test('the audit log shows who changed what, old → new, and is filtered by the address', async () => {
    const page = await open('/settings/audit?filter=what%3Aperson.role', language)
    const row = page.locator('.grid-row', { hasText: email })
    await row.getByText('viewer → planner').waitFor()
    await row.click()
    await page.locator('.audit-fields ins', { hasText: 'planner' }).waitFor()
    await page.locator('.audit-ways a').first().click()
    await page.locator('.grid-row', { hasText: 'disabled: false → true' }).waitFor()
    await page.context().close()
  })

  test('a backup is made with progress, listed, and fetched', async () => {
    const page = await open('/settings/backup', language)
    const rows = page.locator('.backups tbody tr')
    const before = (await get<{ backups: unknown[] }>('/api/backups')).backups.length
    if (before > 0) await rows.nth(before - 1).waitFor()
    await page.locator('.btn.pri').click()
    await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(before + 1)
    const [file] = await Promise.all([page.waitForEvent('download'), rows.first().locator('a').click()])
    expect(file.suggestedFilename()).toMatch(/^headwater-.*\.backup$/)
    await page.goto(`${node.address}/settings/node`)
    await page.locator('.node-facts', { hasText: 'PostgreSQL' }).waitFor()
    await page.context().close()
  })
})

test.each([
  ['/settings', 'light'],
  ['/settings/calendars', 'dark'],
  ['/settings/parameters', 'light'],
  ['/settings/tokens', 'dark'],
  ['/settings/audit', 'light'],
  ['/settings/backup', 'dark'],
  ['/settings/node', 'light'],
] as const)('%s in %s has no fault that axe finds', async (path, theme) => {
  const page = await openScreen({ browser, node }, path, { theme })
  await page.locator('.settings .panel').first().waitFor()
  await page.waitForLoadState('networkidle').catch(() => {})
  expect(await accessFaults(page, theme)).toEqual([])
  await page.context().close()
})
