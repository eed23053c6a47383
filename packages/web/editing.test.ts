import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { OrderLine } from '../../schemas/rest/planning.ts'
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

const WORDS = {
  en: {
    mine: 'You',
    theirs: 'There now',
    goOn: 'Go on typing',
    unsaved: 'Not saved yet',
    newer: 'Load the new screens',
  },
  zh: { mine: '您填的', theirs: '现在是', goOn: '继续填写', unsaved: '还没保存', newer: '载入新版画面' },
} as const

/** The line that all tests write, as it is now. */
async function lineNow(): Promise<OrderLine> {
  return ((await node.ask('GET', '/api/order-lines?sort=order&limit=1')).body as ListPage<OrderLine>).rows[0]!
}
async function storedQuantity(): Promise<string> {
  const { order, line } = await lineNow()
  const path = `/api/records/sales_orders?filter=order:${order};line:${line}`
  return ((await node.ask('GET', path)).body as ListPage<{ quantity: string }>).rows[0]!.quantity
}
async function write(quantity: string): Promise<void> {
  const { order, line } = await lineNow()
  const edits = [{ file: 'sales_orders', key: `${order}|${line}`, cells: { quantity } }]
  await node.ask('POST', '/api/record-edits', { edits })
}

async function openCell(language: Language): Promise<Page> {
  const page = await openScreen({ browser, node }, '/demand/orders?sort=order', { language })
  await page.locator('.grid-row').first().waitFor()
  await page.locator('.grid-row').first().locator('.edits').first().click()
  await page.locator('.editing input').waitFor()
  return page
}
const typed = async (page: Page, quantity: string): Promise<void> => {
  await page.locator('.editing input').fill(quantity)
  await page.keyboard.press('Enter')
}

describe.each(languagesFor('en'))('a cell in %s', (language) => {
  const words = WORDS[language]
  const theirs = language === 'zh' ? '56' : '55'

  test('that somebody changed meanwhile shows both values; one is chosen by keys, and what was typed is never lost', async () => {
    const page = await openCell(language)
    await page.locator('.editing input').fill('77')
    const shown = page.waitForResponse((response) => response.url().includes('/api/order-lines'))
    await write(theirs)
    await shown
    await page.keyboard.press('Enter')
    const card = page.locator('dialog.merge')
    await card.waitFor()
    expect(await card.innerText()).toMatch(new RegExp(`${words.mine}\\s+77\\s+${words.theirs}\\s+${theirs}`))
    expect(await accessFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'detached' })
    expect(await page.locator('.editing input').inputValue()).toBe('77')
    await page.locator('.editing input').press('Enter')
    await card.locator('input').first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.locator('.said').waitFor()
    expect(await storedQuantity()).toBe('77')
    await page.keyboard.press('Control+z')
    await expect.poll(storedQuantity, { timeout: 10_000 }).toBe(theirs)
    await page.context().close()
  })

  test('is written after a login in place when the session has ended, with what was typed', async () => {
    const page = await openCell(language)
    const before = await storedQuantity()
    const next = String(Number(before) + 3)
    await page.context().clearCookies()
    await typed(page, next)
    await page.locator('dialog.login-again').waitFor()
    expect(await page.locator('.editing input').inputValue()).toBe(next)
    expect(await accessFaults(page)).toEqual([])
    const [, password] = /^Login\s+\S+\s+(\S+)/.exec(node.said.find((one) => one.startsWith('Login'))!)!
    await page.keyboard.type(password!)
    await page.keyboard.press('Enter')
    await page.locator('.said').waitFor()
    expect(await storedQuantity()).toBe(next)
    await page.context().close()
  })

  test('whose saving was cut off is marked as not saved, and sent again as the same act', async () => {
    const page = await openCell(language)
    const next = String(Number(await storedQuantity()) + 4)
    const keys: (string | undefined)[] = []
    let isAsleep = true
    await page.route('**/api/record-edits', async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      // The node has it, the answer is lost; then the way to the node is gone for a while.
      if (keys.length === 1) await route.fetch()
      await (isAsleep ? route.abort() : route.continue())
    })
    await typed(page, next)
    await page.locator('.state-bar.unsent').waitFor()
    await page.locator('.cell-wrong', { hasText: words.unsaved }).waitFor()
    expect(await page.locator('.editing input').inputValue()).toBe(next)
    isAsleep = false
    await page.locator('.editing input').press('Enter')
    await page.locator('.said').waitFor()
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toBeTruthy()
    expect(await storedQuantity()).toBe(next)
    expect(await page.locator('.state-bar').count()).toBe(0)
    await page.context().close()
  })
})

test('an undo that gets no answer, and a refusal, are said in the language of the screen', async () => {
  const page = await openCell('zh')
  await typed(page, String(Number(await storedQuantity()) + 5))
  await page.locator('.said').waitFor()
  await page.route('**/api/imports/*/undo', (route) => route.abort())
  await page.keyboard.press('Control+z')
  await page.locator('.said', { hasText: '节点没有应答' }).waitFor()
  await page.unroute('**/api/imports/*/undo')
  await page.route('**/api/imports/*/undo', (route) =>
    route.fulfill({ status: 409, contentType: 'application/problem+json', body: '{"title":"Conflict","status":409}' }),
  )
  await page.keyboard.press('Control+z')
  await page.locator('.said', { hasText: '期间有了变化' }).waitFor()
  await page.context().close()
})

test('after a cell is written the keys belong to the list; in a text Ctrl+Z takes back what was typed, and nothing else', async () => {
  const page = await openCell('en')
  const next = String(Number(await storedQuantity()) + 6)
  await typed(page, next)
  await page.locator('.said').waitFor()
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('grid')
  await page.keyboard.press('F2')
  await page.keyboard.press('Escape')
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('grid')
  await page.keyboard.press('/')
  await page.keyboard.type('zzz')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await page.locator('.grid-row').first().waitFor()
  expect(await page.locator('.grid-search input').inputValue()).toBe('')
  expect(await storedQuantity()).toBe(next)
  await page.context().close()
})

test('screens that are older than their node say so when the connection comes back', async () => {
  const page = await openScreen({ browser, node }, '/demand/promise', { language: 'en' })
  await page.route('**/api/live', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: 'retry: 100\n\n' }),
  )
  await page.route(`${node.address}/`, async (route) => {
    // The page may leave before the answer is read.
    const body = await route
      .fetch()
      .then((answer) => answer.text())
      .catch(() => null)
    if (body === null) return
    await route.fulfill({ contentType: 'text/html', body: body.replace(/index-[^"]+\.js/, 'index-new.js') })
  })
  await page.goto(`${node.address}/demand/orders`)
  await page.getByRole('button', { name: WORDS.en.newer }).waitFor()
  expect(await accessFaults(page)).toEqual([])
  await page.context().close()
})
