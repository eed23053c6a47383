import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReachedLines } from '../../schemas/rest/acting.ts'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { PlanningAction } from '../../schemas/rest/planning.ts'
import type { CapacityLoadView, OrderLoadView } from '../../schemas/rest/tracing.ts'
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
  en: { apply: 'Apply', dismissed: 'Dismissed', undone: 'Undone' },
  zh: { apply: '采纳', dismissed: '不再提的', undone: '已撤销' },
} as const

const actions = async (query: string): Promise<ListPage<PlanningAction>> =>
  (await node.ask('GET', `/api/planning-actions?${query}`)).body as ListPage<PlanningAction>
const state = async ({ id }: PlanningAction): Promise<string | undefined> =>
  (await actions('limit=5000')).rows.find((row) => row.id === id)?.state
const dueDate = async ({ order, line }: PlanningAction): Promise<unknown> => {
  const { body } = await node.ask('GET', `/api/records/purchase_orders?filter=order:${order};line:${line}`)
  return (body as ListPage<{ due_date: string }>).rows[0]!.due_date
}
const PURCHASES = 'filter=state:open;action:expedite;orderType:purchase_order'
const said = (page: Page, text: string) => page.locator('.said', { hasText: text }).waitFor()

describe.each(languagesFor('zh'))('planning actions in %s', (language) => {
  const words = WORDS[language]

  test('one is applied from its row, its order changes, and undo brings both back', async () => {
    await untilPlanned(node)
    const [action] = (await actions(PURCHASES)).rows
    const page = await openScreen({ browser, node }, `/plan?filter=order%3A${action!.order}`, { language })
    const row = page.locator('.grid-row').first()
    await row.hover()
    await row.getByRole('button', { name: words.apply, exact: true }).click()
    await said(page, action!.itemName)
    expect(await dueDate(action!)).toBe(action!.newDate)
    await page.locator('.grid-row').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await said(page, words.undone)
    expect(await dueDate(action!)).toBe(action!.date)
    await page.locator('.grid-row').first().waitFor()
    await page.context().close()
  })

  test('several are dismissed by keys alone, stand among the dismissed, and are restored', async () => {
    await untilPlanned(node)
    const page = await openScreen({ browser, node }, '/plan', { language })
    await page.locator('.grid-row').first().waitFor()
    const [first, second] = (await actions('filter=state:open')).rows
    await page.locator('[role=grid]').focus()
    for (const key of ['x', 'j', 'x', 'd']) await page.keyboard.press(key)
    await page.locator('.said').waitFor()
    expect([await state(first!), await state(second!)]).toEqual(['dismissed', 'dismissed'])
    await page.getByRole('button', { name: words.dismissed, exact: true }).click()
    await page.waitForURL(/show=dismissed/)
    await page.locator('.grid-row').nth(1).waitFor()
    await page.locator('.grid-row').nth(2).waitFor({ state: 'detached' })
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.locator('.bulk').waitFor()
    await page.keyboard.press('r')
    await page.locator('.grid-row').first().waitFor({ state: 'detached' })
    expect([await state(first!), await state(second!)]).toEqual(['open', 'open'])
    await page.context().close()
  })

  test('the open one says who waits for it, and Back closes it', async () => {
    await untilPlanned(node)
    const [action] = (await actions('filter=state:open;needStatus:late')).rows
    const page = await openScreen({ browser, node }, '/plan?filter=needStatus%3Alate', { language })
    await page.locator('.grid-row').first().waitFor()
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('Enter')
    const query = new URLSearchParams({ type: action!.orderType, order: action!.order, line: action!.line ?? '' })
    if (action!.line === null) query.delete('line')
    const { lines } = (await node.ask('GET', `/api/reached-lines?${query.toString()}`)).body as ReachedLines
    await page.locator('aside.side .reached li', { hasText: lines[0]!.order }).first().waitFor()
    expect(new URL(page.url()).searchParams.get('action')).toBe(action!.id)
    await page.goBack()
    await page.locator('aside.side').waitFor({ state: 'detached' })
    await page.context().close()
  })
})

const loads = async (): Promise<readonly CapacityLoadView[]> =>
  ((await node.ask('GET', '/api/capacity-load?limit=10000')).body as ListPage<CapacityLoadView>).rows

test('what fills a week of a work center sums to its load', async () => {
  for (const load of (await loads()).slice(0, 12)) {
    const query = `filter=workCenter:${load.workCenter};week:${load.week}..${load.week}&limit=10000`
    const { rows } = (await node.ask('GET', `/api/order-load?${query}`)).body as ListPage<OrderLoadView>
    expect(rows.reduce((sum, one) => sum + Number(one.minutes), 0)).toBeCloseTo(Number(load.minutes), 2)
  }
})

test.each(languagesFor('en'))(
  'the load in %s is walked by arrow keys, and a cell says what fills it',
  async (language) => {
    await untilPlanned(node)
    const page = await openScreen({ browser, node }, '/plan/load', { language })
    const first = (await loads())[0]!
    await page.locator('.load-button').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.locator('aside.side .load-orders li').first().waitFor()
    expect(new URL(page.url()).searchParams.get('cell')).toBe(`${first.workCenter}|${first.week}`)
    expect(await page.locator('aside.side h2').innerText()).toBe(first.name)
    await page.goBack()
    await page.locator('aside.side').waitFor({ state: 'detached' })
    await page.context().close()
  },
)

describe('access', () => {
  test.each(['light', 'dark'] as const)('the load in %s has no fault that axe finds', async (theme) => {
    const page = await openScreen({ browser, node }, '/plan/load', { theme })
    await page.locator('.load-button').first().click()
    await page.locator('aside.side .load-orders li').first().waitFor()
    expect(await accessFaults(page, theme)).toEqual([])
    await page.context().close()
  })

  test.each([
    ['/plan', 'light'],
    ['/plan', 'dark'],
  ] as const)('%s in %s has no fault that axe finds', async (path, theme) => {
    const page = await openScreen({ browser, node }, path, { theme })
    await page.locator('.grid-row').first().click()
    await page.locator('aside.side .reached').waitFor()
    expect(await accessFaults(page, theme)).toEqual([])
    await page.context().close()
  })
})
