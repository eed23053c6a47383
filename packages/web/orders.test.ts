import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { OrderLine } from '../../schemas/rest/planning.ts'
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

const lines = async (query: string): Promise<ListPage<OrderLine>> =>
  (await node.ask('GET', `/api/order-lines?${query}`)).body as ListPage<OrderLine>

describe.each(languagesFor('en'))('orders in %s', (language) => {
  test('are filtered and sorted by the address, and Back goes back', async () => {
    await untilPlanned(node)
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
    await untilPlanned(node)
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

describe.each(languagesFor('zh'))('many lines in %s', (language) => {
  const undone = language === 'zh' ? '已撤销' : 'Undone'
  const stored = async (field: string): Promise<readonly string[]> => {
    const { body } = await node.ask('GET', '/api/records/sales_orders?limit=10000')
    return (body as ListPage<Record<string, string>>).rows.map((one) => String(one[field] ?? ''))
  }

  test('are chosen by keys and by mouse with shift, and changed as one batch that undo takes back', async () => {
    const page = await openScreen({ browser, node }, '/demand/orders?sort=order', { language })
    await page.locator('.grid-row').first().waitFor()
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('x')
    await page.locator('.bulk', { hasText: '3' }).waitFor()
    await page.keyboard.press('x')
    await page.locator('.bulk').waitFor({ state: 'detached' })
    await page.locator('.grid-row input').nth(1).click()
    await page
      .locator('.grid-row input')
      .nth(5)
      .click({ modifiers: ['Shift'] })
    await page.locator('.bulk', { hasText: '5' }).waitFor()
    const before = await stored('priority')
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('b')
    await page.locator('.lines-dialog .seg button').nth(1).click()
    await page.locator('.lines-dialog select').selectOption('1')
    await page.locator('.lines-dialog .preview', { hasText: '5' }).waitFor()
    expect(await accessFaults(page)).toEqual([])
    await page.locator('.lines-dialog .pri').press('Enter')
    await page.locator('.said', { hasText: '5' }).waitFor()
    expect((await stored('priority')).filter((one) => one === '1')).toHaveLength(5)
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: undone }).waitFor()
    expect(await stored('priority')).toEqual(before)
    await page.context().close()
  })

  test('of a whole filter are changed, with how many said before', async () => {
    await untilPlanned(node)
    const page = await openScreen({ browser, node }, '/demand/orders?filter=status%3Alate', { language })
    const { total } = await lines('filter=status:late')
    await page.locator('.grid-row input').first().click()
    await page.locator('.bulk button').first().click()
    await page.locator('.bulk [role=status]', { hasText: String(total) }).waitFor()
    await page.locator('.bulk .pri').click()
    await page.locator('.lines-dialog input[type=date]').fill('2027-01-29')
    await page.locator('.lines-dialog .preview', { hasText: String(total) }).waitFor()
    await page.locator('.lines-dialog .pri').click()
    await page.locator('.said', { hasText: String(total) }).waitFor()
    expect((await stored('due_date')).filter((one) => one === '2027-01-29')).toHaveLength(total!)
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: undone }).waitFor()
    expect(await stored('due_date')).not.toContain('2027-01-29')
    await page.context().close()
  })

  test('come of one that is split; the parts are what it was, and undo makes it whole', async () => {
    const page = await openScreen({ browser, node }, '/demand/orders?sort=-quantity', { language })
    const [line] = (await lines('sort=-quantity')).rows
    const whole = Number(line!.ordered)
    await page.locator('.grid-row').first().waitFor()
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('Enter')
    await page.locator('aside.side').waitFor()
    await page.keyboard.press('s')
    const inputs = page.locator('.split-rows input')
    await inputs.nth(2).fill('9')
    expect(await inputs.nth(0).inputValue()).toBe(String(whole - 9))
    await inputs.nth(0).fill('1')
    expect(await page.locator('.split-dialog .pri').isDisabled()).toBe(true)
    await page.locator('.split-sum.t-late').waitFor()
    await inputs.nth(0).fill(String(whole - 9))
    await inputs.nth(3).fill('2027-02-01')
    await page.mouse.click(4, 4)
    await page.keyboard.press('Escape')
    await page.locator('.dialog-ask').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.dialog-ask').waitFor({ state: 'detached' })
    await inputs.nth(3).focus()
    const sent: string[] = []
    page.on('request', (one) => one.method() === 'POST' && sent.push(one.url()))
    await page.evaluate(
      `(() => { const form = document.querySelector('.split-dialog form'); form.requestSubmit(); form.requestSubmit() })()`,
    )
    await page.locator('.said', { hasText: line!.order }).waitFor()
    expect(sent.filter((one) => one.endsWith('/api/record-edits'))).toHaveLength(1)
    const quantities = async (): Promise<readonly string[]> => {
      const { body } = await node.ask('GET', `/api/records/sales_orders?filter=order:${line!.order}`)
      const { rows } = body as ListPage<{ item: string; quantity: string }>
      return rows.filter((one) => one.item === line!.item).map((one) => one.quantity)
    }
    expect(await quantities()).toEqual([String(whole - 9), '9'])
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: undone }).waitFor()
    expect(await quantities()).toEqual([String(whole)])
    await page.context().close()
  })
})

test('the palette finds an order by the pinyin of its item', async () => {
  const page = await openScreen({ browser, node }, '/demand/orders', { language: 'zh' })
  const line = (await lines('limit=10000')).rows.find((one) => one.itemName.startsWith('吊带裙'))!
  await page.keyboard.press('Control+k')
  await page.keyboard.type('ddq')
  await page.locator('.palette-list button', { hasText: line.order }).first().click()
  await page.locator('aside.side', { hasText: '吊带裙' }).waitFor()
  await page.context().close()
})

test('a list that is slow to come shows rows without words in its place', async () => {
  const page = await openScreen({ browser, node }, '/settings', { language: 'en' })
  let answer = (): void => undefined
  const held = new Promise<void>((done) => {
    answer = done
  })
  await page.route('**/api/order-lines?*', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${node.address}/demand/orders`)
  await page.locator('.ghost-rows .grid-row').nth(3).waitFor()
  const ghost = await page.locator('.ghost-rows .grid-row').first().boundingBox()
  answer()
  await page.locator('[role=row].grid-row').first().waitFor()
  await page.locator('.ghost-rows').waitFor({ state: 'detached' })
  expect((await page.locator('[role=row].grid-row').first().boundingBox())?.height).toBe(ghost?.height)
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
    expect(await accessFaults(page, theme)).toEqual([])
    await page.context().close()
  })
})
