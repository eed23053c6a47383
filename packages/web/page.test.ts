import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { OrderLine, Today } from '../../schemas/rest/planning.ts'
import { loadChineseFont, openBrowser } from '../../tools/browser/open-browser.ts'
import { makeHome, type RunningNode, startNode } from '../node/running-node.suite.ts'

let made: ReturnType<typeof makeHome>
let node: RunningNode
let browser: Browser
beforeAll(async () => {
  made = makeHome()
  ;[node, browser] = await Promise.all([startNode(made.home, []), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await node?.end()
  made.remove()
})

const WORDS = {
  zh: { late: '已迟', together: '合计', planNow: '重算计划', other: 'EN' },
  en: { late: 'Late', together: 'Together', planNow: 'Plan now', other: '中' },
} as const

/** A page of its own context, logged in as the owner. */
async function openPage(language: 'zh' | 'en'): Promise<Page> {
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

describe.each(['zh', 'en'] as const)('the first page in %s', (language) => {
  const words = WORDS[language]

  test('shows what is late, why, and the parts that add up', async () => {
    const page = await openPage(language)
    const today = (await node.ask('GET', '/api/today')).body as Today
    const count = page.locator('.count.on')
    expect(await count.innerText()).toContain(words.late)
    expect(await count.innerText()).toContain(String(today.lists.late))
    const { rows } = (await node.ask('GET', '/api/order-lines?filter=status:late')).body as ListPage<OrderLine>
    await page.locator('table.orders .why').first().click()
    const panel = page.locator('aside.side')
    await panel.locator('.parts .total').first().waitFor()
    expect(await panel.innerText()).toContain(rows[0]!.order)
    expect(await panel.innerText()).toContain(words.together)
    expect(new URL(page.url()).searchParams.get('order')).toContain(rows[0]!.order)
    await page.goBack()
    await panel.waitFor({ state: 'detached' })
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
    await page.context().close()
  })
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
