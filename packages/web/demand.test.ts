import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Outlook } from '../../schemas/rest/demand.ts'
import type { OverrideView } from '../../schemas/rest/forecasting.ts'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { PlanningAction } from '../../schemas/rest/planning.ts'
import type { ItemBalance } from '../../schemas/rest/tracing.ts'
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

const list = async <Row>(path: string, query: Record<string, string> = {}): Promise<readonly Row[]> =>
  (
    (await node.ask('GET', `${path}?${new URLSearchParams({ limit: '1000', ...query }).toString()}`))
      .body as ListPage<Row>
  ).rows
const outlook = async (item: string): Promise<Outlook> =>
  (await node.ask('GET', `/api/demand-outlook?level=item&key=${item}`)).body as Outlook
/** Pieces that the plan orders of an item. */
const planned = async (item: string): Promise<number> =>
  Number((await list<ItemBalance>('/api/material-balances', { filter: `item:${item}` }))[0]!.planned)
const orders = async (item: string): Promise<number> =>
  (await list<PlanningAction>('/api/planning-actions', { filter: `item:${item}` }))
    .filter((one) => one.action === 'make' || one.action === 'order')
    .reduce((sum, one) => sum + Number(one.newQuantity ?? one.quantity), 0)

/** Walks the chart to a week some weeks ahead and writes an override, all by keys. */
async function overrideByKeys(
  page: Page,
  { weeks, quantity, reason }: { weeks: number; quantity: string; reason: string },
): Promise<void> {
  const chart = page.locator('.fan')
  await chart.waitFor()
  await chart.focus()
  for (let step = 0; step < weeks; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const form = page.locator('.override-form')
  await form.locator('input').waitFor()
  await page.keyboard.type(quantity)
  await page.keyboard.press('Tab')
  await page.keyboard.type(reason)
  await expect.poll(() => form.locator('button[type=submit]').isEnabled()).toBe(true)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await form.waitFor({ state: 'detached' })
}

const ITEM: Readonly<Record<Language, string>> = { en: '2612-RUST-M', zh: '2601-RUST-M' }

describe.each(languagesFor('zh'))('demand in %s', (language) => {
  test('an override, given by keys alone from the list on, changes the plan and is undone', async () => {
    await untilPlanned(node)
    const item = ITEM[language]
    const before = { planned: await planned(item), orders: await orders(item), outlook: await outlook(item) }
    const page = await openScreen({ browser, node }, `/demand/forecast?search=${item}`, { language })
    await page.locator('.grid-row', { hasText: item }).waitFor()
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('Enter')
    const reason = '冬至直播 <b>live</b> 龘 😀'
    await overrideByKeys(page, { weeks: 6, quantity: '+900', reason })
    await page.locator('.plan-after .t-done').waitFor({ timeout: 60_000 })
    await page.locator('.plan-after', { hasText: `${item} +` }).waitFor()
    await page.locator('.who li', { hasText: reason }).waitFor()
    const after = await outlook(item)
    const was = Number(before.outlook.forecast[6]!.quantity)
    expect(after.forecast[6]).toMatchObject({ baseline: String(was), quantity: String(was + 900) })
    // What is left of lots made before serves some of the 900.
    expect((await planned(item)) - before.planned).toBeGreaterThan(800)
    expect(await orders(item)).toBeGreaterThan(before.orders)
    await page.locator('.plan-after a').click()
    await page.waitForURL(/\/plan/)
    await page.keyboard.press('Control+z')
    await page.locator('.said').waitFor()
    await expect.poll(async () => (await outlook(item)).forecast[6]!.quantity, { timeout: 60_000 }).toBe(String(was))
    await untilPlanned(node)
    expect(await planned(item)).toBe(before.planned)
    await page.context().close()
  }, 120_000)

  test('the heat map is walked by keys, a cell opens, leads to the forecast of its item, and Back comes back', async () => {
    const page = await openScreen({ browser, node }, '/demand/sell-through?period=13w', { language })
    const first = page.locator('.heat-cell button').first()
    await first.waitFor()
    await first.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    const label = await page.locator(':focus').getAttribute('aria-label')
    await page.keyboard.press('Enter')
    await page.locator('aside.side .heat-items li').first().waitFor()
    const [style, size] = (await page.locator('aside.side h2').textContent())!.split(' × ')
    expect(label).toContain(`${style} × ${size}`)
    const item = page.locator('aside.side .heat-items a').first()
    expect(await item.textContent()).toMatch(new RegExp(`^${style}-.*-${size}$`))
    await item.click()
    await page.locator('.fan svg').waitFor()
    await page.goBack()
    await page.locator('aside.side .heat-items').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('aside.side').waitFor({ state: 'detached' })
    await page.locator('.heat-tools select').nth(1).selectOption('place')
    await page.waitForURL(/columns=place/)
    await page.locator('.heat thead th', { hasText: 'Online' }).waitFor()
    await page.context().close()
  })
})

test('a style is overridden for one place, its spread adds up before it is saved, and it is withdrawn from the list', async () => {
  const page = await openScreen({ browser, node }, '/demand/forecast?by=style', { language: 'zh' })
  await page.locator('.grid-row', { hasText: '2612' }).first().click()
  await page.locator('.scope-path select').selectOption({ index: 1 })
  await page.waitForURL(/place=/)
  await page.locator('.chart-panel .btn.pri').click()
  const form = page.locator('.override-form')
  await form.locator('input').fill('+50%')
  await expect.poll(() => form.locator('.spread tr.tot td').nth(3).textContent()).toMatch(/^\+\d/)
  const cells = await form.locator('.spread table').nth(1).locator('tr td:nth-child(3)').allTextContents()
  const sum = cells.reduce((all, one) => all + Number(one.replaceAll(',', '')), 0)
  expect(String(sum)).toBe((await form.locator('.spread tr.tot td').nth(2).textContent())!.replaceAll(',', ''))
  await form.locator('textarea').fill('新店 opening')
  await form.locator('button[type=submit]').click()
  await page.locator('.plan-after .t-done').waitFor({ timeout: 60_000 })
  const [kept] = await list<OverrideView>('/api/forecast-overrides', { filter: 'reason:新店 opening' })
  expect(kept).toMatchObject({ level: 'style', key: '2612', by: expect.stringContaining('@'), withdrawn: null })
  expect(Number(kept!.quantity)).toBe(sum)
  await page.goto(`${node.address}/demand/forecast?by=overrides`)
  const row = page.locator('.grid-row', { hasText: '新店 opening' })
  await row.hover()
  await row.getByRole('button').click()
  await expect
    .poll(async () => (await list<OverrideView>('/api/forecast-overrides', { filter: `id:${kept!.id}` }))[0]!.withdrawn)
    .not.toBeNull()
  await untilPlanned(node)
  await page.context().close()
}, 120_000)

describe('access', () => {
  const PAGES = [
    '/demand/forecast',
    '/demand/forecast?by=style',
    '/demand/forecast?level=item&key=2612-KHAKI-L&edit=override',
  ]
  test.each(['light', 'dark'] as const)(
    'demand in %s has no fault that axe finds',
    async (theme) => {
      for (const path of [...PAGES, '/demand/forecast?level=all&as=table', '/demand/sell-through?cell=2612%7CM']) {
        const page = await openScreen({ browser, node }, path, { theme })
        await page.locator('.grid-row, .fan svg, .chart-table tr, .heat-items li').first().waitFor()
        expect({ path, faults: await accessFaults(page, theme) }).toEqual({ path, faults: [] })
        await page.context().close()
      }
    },
    60_000,
  )
})
