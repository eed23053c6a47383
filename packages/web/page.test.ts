import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { OrderLine, Today } from '../../schemas/rest/planning.ts'
import type { PlanChange } from '../../schemas/rest/tracing.ts'
import { loadChineseFont, openBrowser } from '../../tools/browser/open-browser.ts'
import { makeDemoHome } from '../node/demo-home.suite.ts'
import { type RunningNode, startNode } from '../node/running-node.suite.ts'
import { untilPlanned } from '../node/until-planned.suite.ts'
import { languagesFor, openScreen } from './screen.suite.ts'

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

const WORDS = {
  zh: {
    late: '已迟',
    total: '合计',
    planNow: '重算计划',
    other: 'EN',
    how: '怎么算的：已迟',
    open: '未结订单行',
    apply: '采纳',
    undone: '已撤销',
    date: '新交期',
  },
  en: {
    late: 'Late',
    total: 'Total',
    planNow: 'Plan now',
    other: '中',
    how: 'How computed: Late',
    open: 'Open order lines',
    apply: 'Apply',
    undone: 'Undone',
    date: 'The new delivery date is',
  },
} as const

/** The first page of the owner, who is logged in. */
async function openPage(language: 'zh' | 'en'): Promise<Page> {
  await untilPlanned(node)
  const page = await openScreen({ browser, node }, '/', { language })
  await page.locator('table.orders tbody tr').first().waitFor()
  return page
}

/** The same through the login; the door counts those. */
async function logIn(language: 'zh' | 'en'): Promise<Page> {
  await untilPlanned(node)
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  })
  const page = await context.newPage()
  await page.goto(node.address)
  const [, email, password] = /^Login\s+(\S+)\s+(\S+)/.exec(node.said.find((line) => line.startsWith('Login'))!)!
  await page.locator('input[type=email]').fill(email!)
  await page.locator('input[type=password]').fill(password!)
  await page.keyboard.press('Enter')
  await page.locator('table.orders tbody tr').first().waitFor()
  return page
}

describe.each(languagesFor('zh'))('the first page in %s', (language) => {
  const words = WORDS[language]

  test('shows what is late, why, and the parts that add up', async () => {
    const page = await logIn(language)
    const today = (await node.ask('GET', '/api/today')).body as Today
    const count = page.locator('.count.on')
    expect(await count.innerText()).toContain(words.late)
    expect(await count.innerText()).toContain(String(today.lists.late))
    const { rows } = (await node.ask('GET', '/api/order-lines?filter=status:late')).body as ListPage<OrderLine>
    await page.locator('table.orders .why').first().click()
    const panel = page.locator('aside.side')
    await panel.locator('.parts .total').first().waitFor()
    expect(await panel.innerText()).toContain(rows[0]!.order)
    expect(await panel.innerText()).toContain(words.total)
    expect(await panel.locator('.chain-instants').first().innerText()).toMatch(/ → .*\d\d:\d\d$/)
    await panel.locator('.late-levers button').focus()
    await page.keyboard.press('Enter')
    await panel.locator('.late-levers .panel').waitFor()
    expect(new URL(page.url()).searchParams.get('order')).toContain(rows[0]!.order)
    await page.goBack()
    await panel.waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('each of four counts opens its list by its address, and says how it is computed', async () => {
    const page = await openPage(language)
    const { lists } = (await node.ask('GET', '/api/today')).body as Today
    await page.getByRole('button', { name: words.how, exact: true }).click()
    const how = page.getByRole('dialog', { name: words.how })
    await how.getByText(words.open).first().waitFor()
    expect(await how.innerText()).toContain(String(lists.all))
    await page.keyboard.press('Escape')
    for (const [i, list] of ['late', 'soon-late', 'conflict', 'cannot-plan'].entries()) {
      await page.locator('.count-link').nth(i).focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(new RegExp(`list=${list}$`))
      const count = [lists.late, lists.soonLate, lists.conflicts, lists.cannotPlan][i]!
      await page.locator('.today-main > section header .q', { hasText: new RegExp(`^${count}$`) }).waitFor()
    }
    await page.goBack()
    await page.waitForURL(/list=conflict$/)
    await page.context().close()
  })

  test('an action is applied in place and undone; a late line is copied as a message in either language', async () => {
    const page = await openPage(language)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const row = page.locator('.acts tr').first()
    const name = await row.locator('a').innerText()
    await row.getByRole('button', { name: words.apply, exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.locator('.said', { hasText: name }).waitFor()
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: words.undone }).waitFor()
    await page.locator('table.orders .why').first().click()
    const other = language === 'zh' ? 'English' : '中文'
    await page.locator('.side-foot').getByRole('button', { name: other, exact: true }).click()
    await page.locator('.side-foot .t-done').waitFor()
    const message = await page.evaluate('navigator.clipboard.readText()')
    expect(message).toContain(WORDS[language === 'zh' ? 'en' : 'zh'].date)
    await page.context().close()
  })

  test('changes language and theme without a reload', async () => {
    const page = await openPage(language)
    await page.evaluate('window.stays = true')
    await page.getByRole('button', { name: words.other, exact: true }).click()
    await page.getByText(language === 'zh' ? 'Plan now' : '重算计划').waitFor()
    await page.getByRole('button', { name: /theme|色/ }).click()
    expect(await page.evaluate('document.documentElement.dataset.theme + window.stays')).toMatch(/^(dark|light)true$/)
    await page.context().close()
  })

  test('plans anew on demand and shows the new plan by itself', async () => {
    const page = await openPage(language)
    const before = ((await node.ask('GET', '/api/today')).body as Today).run!.id
    await page.getByRole('button', { name: words.planNow }).click()
    await page.getByRole('status').waitFor()
    await page.getByRole('status').waitFor({ state: 'detached' })
    expect(((await node.ask('GET', '/api/today')).body as Today).run!.id).toBeGreaterThan(before)
    const changes = (await node.ask('GET', '/api/plan-changes')).body as ListPage<PlanChange>
    const shown = page.locator('.today-news > section').first()
    await shown.locator('header .q', { hasText: String(changes.total) }).waitFor()
    if (changes.total !== 0) expect(await shown.innerText()).toContain(changes.rows[0]!.order)
    await page.context().close()
  })
})

test('what lacks a routing is mended where it is missing', async () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64')
  const files = [
    { name: 'items.csv', base64: base64('item,name,supply\nNOWAY,No way,make\n') },
    { name: 'sales_orders.csv', base64: base64('order,item,quantity,due_date\nSO-NOWAY,NOWAY,1,2026-12-20\n') },
  ]
  expect((await node.ask('POST', '/api/imports?commit=true', { files })).status).toBe(200)
  await node.ask('POST', '/api/plan-runs?searchSeconds=1')
  await untilPlanned(node)
  const page = await openPage('en')
  const stuck = page.locator('.news-list li:has(a.btn)', { hasText: 'No way' }).first()
  await stuck.locator('a.btn').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/products\/item\?.*NOWAY.*tab=(routing|bill)/)
  await page.context().close()
})

test('a name with a script in it is text', async () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64')
  const name = '<img src=x onerror="window.hit=1"> 龘靐齉'
  const files = [
    { name: 'items.csv', base64: base64(`item,name\nXSS,"${name.replaceAll('"', '""')}"\n`) },
    { name: 'sales_orders.csv', base64: base64('order,item,quantity,due_date\nSO-XSS,XSS,1,2020-01-01\n') },
  ]
  expect((await node.ask('POST', '/api/imports?commit=true', { files })).status).toBe(200)
  const page = await openPage('en')
  await page.getByRole('button', { name: 'Plan now' }).click()
  await page.getByText('SO-XSS').first().waitFor()
  await loadChineseFont(page)
  expect(await page.locator('tr', { hasText: 'SO-XSS' }).first().innerText()).toContain('<img')
  expect(await page.evaluate('window.hit')).toBeUndefined()
  expect(await page.evaluate(`document.fonts.check('13px "Noto Sans SC"', '龘')`)).toBe(true)
  await page.context().close()
})
