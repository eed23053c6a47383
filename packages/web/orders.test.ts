import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { OrderLine } from '../../schemas/rest/planning.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeHome, type RunningNode, startNode } from '../node/running-node.suite.ts'
import { accessFaults, openScreen } from './screen.suite.ts'

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

const lines = async (query: string): Promise<ListPage<OrderLine>> =>
  (await node.ask('GET', `/api/order-lines?${query}`)).body as ListPage<OrderLine>

describe.each(['en', 'zh'] as const)('orders in %s', (language) => {
  test('are filtered and sorted by the address, and Back goes back', async () => {
    const page = await openScreen({ browser, node }, '/demand/orders?filter=status%3Alate&sort=-quantity', { language })
    const { rows, total } = await lines('filter=status:late&sort=-quantity')
    const first = page.locator('.grid-row').first()
    await first.getByText(rows[0]!.order, { exact: true }).waitFor()
    expect(await page.locator('.grid-tools').innerText()).toContain(String(total))
    await page.locator('.filter-x').click()
    const all = await lines('sort=-quantity')
    await page.getByText(`${all.total} ${language === 'zh' ? '行' : 'rows'}`).waitFor()
    await page.goBack()
    await page.getByText(`${total} ${language === 'zh' ? '行' : 'rows'}`).waitFor()
    await page.context().close()
  })

  test('a quantity is edited in its cell, and the change is undone', async () => {
    const page = await openScreen({ browser, node }, '/demand/orders?sort=order', { language })
    const [line] = (await lines('sort=order')).rows
    const filter = `order:${line!.order};line:${line!.line}`
    const cell = page.locator('.grid-row').first().locator('.edits').first()
    await cell.click()
    await page.locator('.editing input').fill('0')
    await page.keyboard.press('Enter')
    await page.locator('.cell-wrong').waitFor()
    const more = String(Number(line!.quantity) + 7)
    await page.locator('.editing input').fill(more)
    await page.keyboard.press('Enter')
    await page.locator('.said').waitFor()
    const stored = async (): Promise<unknown> =>
      ((await node.ask('GET', `/api/records/sales_orders?filter=${filter}`)).body as ListPage<{ quantity: string }>)
        .rows[0]!.quantity
    expect(await stored()).toBe(more)
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: language === 'zh' ? '已撤销' : 'Undone' }).waitFor()
    expect(await stored()).toBe(line!.quantity)
    await page.context().close()
  })

  test('are walked by keys alone, and the open one says why it is late', async () => {
    const page = await openScreen({ browser, node }, '/demand/orders?filter=status%3Alate', { language })
    await page.locator('.grid-row').first().waitFor()
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.locator('aside.side .parts .total').first().waitFor()
    const { rows } = await lines('filter=status:late')
    expect(new URL(page.url()).searchParams.get('order')).toBe(`${rows[1]!.order} ${rows[1]!.line}`)
    await page.context().close()
  })
})

test('the palette finds an order by the pinyin of its item', async () => {
  const page = await openScreen({ browser, node }, '/demand/orders', { language: 'zh' })
  const line = (await lines('limit=10000')).rows.find((one) => one.itemName.startsWith('吊带裙'))!
  await page.keyboard.press('Control+k')
  await page.locator('.palette input').fill('ddq')
  await page.locator('.palette-list button', { hasText: line.order }).first().click()
  await page.locator('aside.side', { hasText: '吊带裙' }).waitFor()
  await page.context().close()
})

describe('access', () => {
  test.each([
    ['/', 'light'],
    ['/', 'dark'],
    ['/demand/orders', 'light'],
    ['/demand/orders', 'dark'],
  ] as const)('%s in %s has no fault that axe finds', async (path, theme) => {
    const page = await openScreen({ browser, node }, path, { theme })
    await page.locator('tbody tr, .grid-row').first().waitFor()
    expect(await accessFaults(page)).toEqual([])
    await page.context().close()
  })
})
