import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProductBill, ProductRouting, ProductUses } from '../../schemas/rest/products.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeDemoHome } from '../node/demo-home.suite.ts'
import { type RunningNode, startNode } from '../node/running-node.suite.ts'
import { untilPlanned } from '../node/until-planned.suite.ts'
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

const ITEM = '2614-MIST-S'
const get = async <T>(path: string): Promise<T> => (await node.ask('GET', path)).body as T
const bill = (query = ''): Promise<ProductBill> => get(`/api/product-bill?item=${ITEM}${query}`)
const open = (path: string, language: Language): Promise<Page> => openScreen({ browser, node }, path, { language })
const undone = (language: Language): string => (language === 'zh' ? '已撤销' : 'Undone')

describe.each(languagesFor('en'))('products in %s', (language) => {
  test('are found by pinyin, opened by keys, and lead to the page', async () => {
    const page = await open('/products', language)
    await page.locator('.grid-row').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('cxq mist s')
    await page.locator('.grid-row', { hasText: ITEM }).waitFor()
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('Enter')
    await page.locator('aside.side .variants a[aria-current]').waitFor()
    expect(new URL(page.url()).searchParams.get('item')).toBe(ITEM)
    await page.locator('aside.side .btn.pri').focus()
    await page.keyboard.press('Enter')
    await page.locator('.bill tbody tr').nth(1).waitFor()
    expect(await page.locator('h1').innerText()).toBe(ITEM)
    await page.context().close()
  })

  test('a bill is exploded, changed in its cell by keys alone, and the change is undone', async () => {
    const page = await open(`/products/item?item=${ITEM}&quantity=40`, language)
    const { lines } = await bill('&quantity=40')
    await page.locator('.bill tbody tr').nth(lines.length).waitFor()
    const total = page.locator('.bill tbody tr').nth(1).locator('.w-total b')
    expect((await total.innerText()).replaceAll(',', '')).toBe(lines[0]!.total)
    await page.locator('.bill .edits').first().focus()
    await page.keyboard.press('Enter')
    await page.locator('.editing input').fill('9.5')
    await page.keyboard.press('Enter')
    await page.locator('.said').waitFor()
    expect((await bill()).lines[0]!.given.quantity).toBe('9.5')
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: undone(language) }).waitFor()
    expect((await bill()).lines[0]!.given.quantity).toBe(lines[0]!.given.quantity)
    await page.context().close()
  })

  test('a line that would close a ring is refused with the ring, one that is right is added and taken out', async () => {
    const component = (await bill()).lines[0]!.component
    const page = await open(`/products/item?item=${component}`, language)
    const field = page.locator('.add-row input').first()
    await field.fill(ITEM)
    await page.locator('.add-row .short').fill('1')
    await page.keyboard.press('Enter')
    const ring = page.locator('.add-row [role=alert]')
    await ring.waitFor()
    expect(await ring.innerText()).toMatch(new RegExp(`${ITEM}|${component}`))
    expect(await ring.innerText()).toContain('→')
    await field.fill('THREAD')
    await page.keyboard.press('Enter')
    await page.locator('.bill tbody tr', { hasText: 'THREAD' }).waitFor()
    await page.locator('.bill .w-act button').first().click()
    await page.locator('.bill tbody tr', { hasText: 'THREAD' }).waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('the drawing has every node, moves by keys and by the pointer, and opens a node', async () => {
    const page = await open(`/products/item?item=${ITEM}&as=graph`, language)
    const { nodes } = await bill()
    await page
      .locator('.graph-node')
      .nth(nodes.length - 1)
      .waitFor()
    const layer = page.locator('.graph-field svg > g')
    await page.locator('.graph-field').focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => layer.getAttribute('transform')).toContain('translate(-48 0)')
    await page.mouse.move(900, 800)
    await page.mouse.down()
    await page.mouse.move(950, 830, { steps: 2 })
    await page.mouse.up()
    await expect.poll(() => layer.getAttribute('transform')).toContain('translate(2 30)')
    await page.locator('.graph-node').nth(1).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('h1').innerText()).not.toBe(ITEM)
    await page.goBack()
    await expect.poll(() => page.locator('h1').innerText()).toBe(ITEM)
    await page.context().close()
  })

  test('a routing shows its operations as a list and to scale, and a time is changed', async () => {
    const page = await open(`/products/item?item=${ITEM}&tab=routing`, language)
    const { steps } = await get<ProductRouting>(`/api/product-routing?item=${ITEM}`)
    await page
      .locator('.steps tbody tr')
      .nth(steps.length - 1)
      .waitFor()
    expect(await page.locator('.routing-bars svg > g').count()).toBe(steps.length)
    const cell = page.locator('.steps tbody tr').first().locator('.edits').nth(3)
    await cell.click()
    await page.locator('.editing input').fill('x')
    await page.keyboard.press('Enter')
    await page.locator('.cell-wrong', { hasText: language === 'zh' ? '应是数字' : 'should be a number' }).waitFor()
    await page.locator('.editing input').fill('3.25')
    await page.keyboard.press('Enter')
    await page.locator('.said').waitFor()
    const now = async () => (await get<ProductRouting>(`/api/product-routing?item=${ITEM}`)).steps[0]!.runMinutes
    expect(await now()).toBe('3.25')
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: undone(language) }).waitFor()
    expect(await now()).toBe(steps[0]!.runMinutes)
    await page.context().close()
  })

  test('variants add up, and what an item goes into leads to the orders that need it', async () => {
    await untilPlanned(node)
    const page = await open(`/products/item?item=${ITEM}&tab=variants`, language)
    const panel = page.locator('.variant-panels section.variants').first()
    await panel.locator('tfoot td').last().waitFor()
    const numbers = (await panel.locator('tbody td a').allInnerTexts()).map((one) => Number(one.replaceAll(',', '')))
    const total = Number((await panel.locator('tfoot td').last().innerText()).replaceAll(',', ''))
    expect(numbers.reduce((a, b) => a + b, 0)).toBeCloseTo(total, 6)
    const component = (await bill()).lines[0]!.component
    const uses = await get<ProductUses>(`/api/product-uses?item=${component}`)
    await page.goto(`${node.address}/products/item?item=${component}&tab=uses`)
    await page.locator('.uses-tree tbody tr', { hasText: ITEM }).waitFor()
    expect(uses.orderCount).toBeGreaterThan(0)
    await page.locator('.uses a', { hasText: uses.orders[0]!.order }).first().click()
    await page.locator('aside.side').waitFor()
    await page.context().close()
  })
})

test.each([
  ['/products', 'light'],
  ['/products?item=2614-MIST-S', 'dark'],
  ['/products/item?item=2614-MIST-S&quantity=40', 'light'],
  ['/products/item?item=2614-MIST-S&as=graph', 'dark'],
  ['/products/item?item=2614-MIST-S&tab=routing', 'light'],
  ['/products/item?item=2614-MIST-S&tab=variants', 'dark'],
  ['/products/item?item=THREAD&tab=uses', 'light'],
] as const)('%s in %s has no fault that axe finds', async (path, theme) => {
  const page = await openScreen({ browser, node }, path, { theme })
  await page.locator('.grid-row, .product-main tbody tr, .graph-node').first().waitFor()
  expect(await accessFaults(page, theme)).toEqual([])
  await page.context().close()
})
