import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Inbox } from '../../schemas/rest/inbox.ts'
import type { ListPage } from '../../schemas/rest/lists.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeDemoHome } from '../node/demo-home.suite.ts'
import { type RunningNode, startNode } from '../node/running-node.suite.ts'
import { untilPlanned } from '../node/until-planned.suite.ts'
import { accessFaults, languagesFor, openScreen } from './screen.suite.ts'

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
  en: { soon: 'A reservation runs out soon', empty: 'Nothing yet', orders: 'Orders', held: 'Reservations' },
  zh: { soon: '占产即将到期', empty: '还没有消息', orders: '订单', held: '占产' },
} as const
const inbox = async () => (await node.ask('GET', '/api/inbox')).body as Inbox

describe.each(languagesFor('zh'))('the inbox in %s', (language) => {
  const words = WORDS[language]

  test('opens by keys, is told of what comes without asking, filters, and is read by keys alone', async () => {
    for (const { id } of ((await node.ask('GET', '/api/reservations')).body as { reservations: { id: string }[] })
      .reservations)
      await node.ask('DELETE', `/api/reservations/${id}`)
    await untilPlanned(node)
    await node.ask('POST', '/api/inbox/read', { items: null, isRead: true })
    const page = await openScreen({ browser, node }, '/demand/orders', { language })
    await page.locator('.grid-row').first().waitFor()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    expect(await page.locator('.inbox-button u').count()).toBe(0)
    const [item] = ((await node.ask('GET', '/api/records/items?limit=1')).body as ListPage<{ item: string }>).rows
    const body = { item: item!.item, quantity: '7', wanted: '2026-12-20', reserveHours: 2, customer: '花间 龘' }
    await node.ask('POST', '/api/promises', body)
    await inbox()
    await page.locator('.inbox-button u', { hasText: '1' }).waitFor()
    expect(asked.filter((one) => one === '/api/inbox').length).toBeLessThan(5)
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    const first = page.locator('.inbox-list li').first()
    await first.getByText(words.soon).waitFor()
    expect(await first.innerText()).toContain('花间 龘')
    expect(await accessFaults(page)).toEqual([])
    await page.keyboard.press('Control+k')
    await page.locator('.palette input').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.palette').waitFor({ state: 'detached' })
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await first.locator('a:focus').waitFor()
    await page.keyboard.press('x')
    await page.locator('.inbox-list li.is-read').first().waitFor()
    await page.locator('.inbox-button u').waitFor({ state: 'detached' })
    await expect.poll(async () => (await inbox()).unread, { timeout: 10_000 }).toBe(0)
    await page.keyboard.press('x')
    await page.locator('.inbox-button u').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/demand\/promise/)
    await page.locator('.inbox-button u').waitFor({ state: 'detached' })
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await page.getByRole('dialog').getByRole('button', { name: words.orders, exact: true }).click()
    expect(await page.locator('.inbox-list').getByText(words.soon).count()).toBe(0)
    await page.getByRole('dialog').getByRole('button', { name: words.held, exact: true }).click()
    await page.locator('.inbox-list').getByText(words.soon).first().waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.inbox').waitFor({ state: 'detached' })
    await page.context().close()
  })
})
