import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { ItemBalance, MaterialEvent, Peg } from '../../schemas/rest/tracing.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeDemoHome } from '../node/demo-home.suite.ts'
import { type RunningNode, startNode } from '../node/running-node.suite.ts'
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

const list = async <Row>(path: string, filter = ''): Promise<readonly Row[]> =>
  (
    (await node.ask('GET', `${path}?${new URLSearchParams({ filter, limit: '10000' }).toString()}`))
      .body as ListPage<Row>
  ).rows
/** A bought item that orders of the plan use. */
const used = async (): Promise<string> =>
  (await list<Peg>('/api/pegging', 'demandType:planned_order;supplyType:purchase_order'))[0]!.supplyItem

test('the balance of each item is the running sum of what comes and goes', async () => {
  for (const one of (await list<ItemBalance>('/api/material-balances')).slice(0, 20)) {
    const events = await list<MaterialEvent>('/api/material-events', `item:${one.item}`)
    const sum = (kind: string): number =>
      events.reduce((total, { kind: own, quantity }) => (own === kind ? total + Number(quantity) : total), 0)
    expect(sum('stock')).toBeCloseTo(Number(one.stock), 5)
    expect(sum('receipt')).toBeCloseTo(Number(one.receipts), 5)
    expect(sum('planned')).toBeCloseTo(Number(one.planned), 5)
    expect(-sum('need')).toBeCloseTo(Number(one.needs), 5)
    const days = [...Map.groupBy(events, ({ date }) => date)].toSorted(([a], [b]) => a.localeCompare(b))
    let level = 0
    const levels = days.map(([, own]) => (level += own.reduce((total, { quantity }) => total + Number(quantity), 0)))
    expect(Math.min(...levels)).toBeCloseTo(Number(one.lowest), 5)
  }
})

describe.each(languagesFor('en'))('materials in %s', (language) => {
  test('the list opens by keys alone, the short ones first, and Back closes the strip', async () => {
    const page = await openScreen({ browser, node }, '/materials', { language })
    await page.locator('.grid-row').first().waitFor()
    const [first] = await list<ItemBalance>('/api/material-balances')
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('Enter')
    await page.locator('.strip header', { hasText: first!.item }).waitFor()
    await page.locator('.strip svg').first().waitFor()
    expect(new URL(page.url()).searchParams.get('item')).toBe(first!.item)
    await page.goBack()
    await page.locator('.strip').waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('a need is pegged down to its supply, a supply up to the customer, one level at a time', async () => {
    const item = await used()
    const page = await openScreen({ browser, node }, `/materials?item=${item}&by=week`, { language })
    const [peg] = await list<Peg>('/api/pegging', `supplyItem:${item};supplyType:purchase_order`)
    const row = (text: string) => page.locator('.events tbody tr', { hasText: text }).first()
    await row(peg!.supply).getByRole('button').click()
    const panel = page.locator('aside.side')
    await panel.locator('li', { hasText: peg!.demand }).waitFor()
    await panel.locator('li', { hasText: peg!.demand }).getByRole('button').first().click()
    await page.waitForURL(/peg=.*%3E|peg=.*>/)
    const [above] = await list<Peg>('/api/pegging', `supplyType:planned_order;supply:${peg!.demand}`)
    await panel.locator('li', { hasText: above!.demand }).first().waitFor()
    await page.goBack()
    await panel.locator('li', { hasText: peg!.demand }).waitFor()
    await panel.locator('.side-head button').click()
    await row(peg!.demand).getByRole('button').click()
    await panel.locator('li', { hasText: peg!.supply }).first().waitFor()
    await page.context().close()
  })
})

describe('access', () => {
  test.each(['light', 'dark'] as const)('materials in %s have no fault that axe finds', async (theme) => {
    const page = await openScreen({ browser, node }, `/materials?item=${await used()}`, { theme })
    await page.locator('.events .btn').first().click()
    await page.locator('.pegs li').first().waitFor()
    expect(await accessFaults(page, theme)).toEqual([])
    await page.context().close()
  })
})
