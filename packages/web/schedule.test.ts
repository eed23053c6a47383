import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tasks } from '../../schemas/rest/planning.ts'
import type { ScheduleView } from '../../schemas/rest/scheduling.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeDemoHome } from '../node/demo-home.suite.ts'
import { type RunningNode, startNode } from '../node/running-node.suite.ts'
import { accessFaults, openScreen } from './screen.suite.ts'

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

/** The schedule once nothing in the background will change it. */
async function view(): Promise<ScheduleView> {
  const active = async (): Promise<number> => {
    const { tasks } = (await node.ask('GET', '/api/tasks')).body as Tasks
    return tasks.filter(({ state }) => state === 'queued' || state === 'running').length
  }
  await expect.poll(active, { interval: 500, timeout: 60_000 }).toBe(0)
  return (await node.ask('GET', '/api/schedule')).body as ScheduleView
}

interface Bar {
  readonly order: string
  readonly sequence: number
}

/** A bar of some hours that several units can run, within the three weeks in view. */
function wideBar({ operations, orders, choices }: ScheduleView, nth: number): Bar {
  const wide = operations.order.flatMap((place, o) => {
    const isLong = operations.end[o]! - operations.begin[o]! > 20_000
    const isNear = operations.begin[o]! > 2 * 86_400 && operations.end[o]! < 12 * 86_400
    const isFree = operations.held[o] === 0 && choices[operations.choice[o]!]!.length > 2
    return isLong && isNear && isFree ? [{ place, o }] : []
  })
  const { place, o } = wide[nth]!
  return { order: orders[place]!.order, sequence: operations.sequence[o]! }
}

const openTimeline = async (path: string, language: 'en' | 'zh'): Promise<Page> => {
  const page = await openScreen({ browser, node }, path, { language })
  await page.locator('.timeline canvas').waitFor()
  return page
}

/** Its order is open, so the bar has the focus of the drawing. */
const openBar = (bar: Bar, language: 'en' | 'zh'): Promise<Page> =>
  openTimeline(`/plan/schedule?order=${encodeURIComponent(bar.order)}&op=${bar.sequence}`, language)

const pinsOf = async (): Promise<readonly { order: string }[]> =>
  ((await node.ask('GET', '/api/records/pinned_operations')).body as { rows: { order: string }[] }).rows

describe.each([
  ['en', 'Undone', 0],
  ['zh', '已撤销', 1],
] as const)('the timeline in %s', (language, undone, nth) => {
  test('a bar is dragged, says what would move, is dropped and undone', async () => {
    const bar = wideBar(await view(), nth)
    const page = await openBar(bar, language)
    await page.locator('.order-facts').waitFor()
    await (await page.locator('.bar-mark').elementHandle())!.waitForElementState('stable')
    const box = (await page.locator('.bar-mark').boundingBox())!
    const at = { x: box.x + 5, y: box.y + box.height / 2 }
    await page.mouse.move(at.x, at.y)
    await page.locator('.bar-tip', { hasText: bar.order }).waitFor()
    await page.mouse.down()
    for (const step of [20, 40, 60]) await page.mouse.move(at.x + step, at.y)
    await page.locator('.move-card li').first().waitFor({ timeout: 20_000 })
    expect(await pinsOf()).toEqual([])
    await page.mouse.up()
    await page.locator('.said').waitFor({ timeout: 20_000 })
    expect(await pinsOf()).toHaveLength(1)
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: undone }).waitFor()
    expect(await pinsOf()).toEqual([])
    await page.context().close()
  })

  test('a bar is walked to, carried, given up, pinned and let go by keys alone', async () => {
    const bar = wideBar(await view(), nth + 2)
    const page = await openBar(bar, language)
    await page.locator('.timeline').focus()
    await page.keyboard.press('m')
    await page.keyboard.press('Shift+ArrowRight')
    await page.locator('.move-card').waitFor({ timeout: 20_000 })
    await page.keyboard.press('Escape')
    await page.locator('.move-card').waitFor({ state: 'detached' })
    await page.keyboard.press('p')
    await page.locator('.said').waitFor({ timeout: 20_000 })
    expect(await pinsOf()).toHaveLength(1)
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: undone }).waitFor()
    const before = await page.locator('#timeline-said').innerText()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.locator('#timeline-said').innerText()).not.toBe(before)
    await page.keyboard.press('Enter')
    await page.locator('.order-facts').waitFor()
    await page.context().close()
  })

  test('bars are coloured in six ways, each with its legend, and Back goes back', async () => {
    const page = await openTimeline('/plan/schedule', language)
    const legend = page.locator('.legend')
    const first = await legend.innerText()
    const modes = page.locator('.schedule-tools fieldset').first().locator('button')
    expect(await modes.count()).toBe(6)
    const seen = new Set([first])
    for (let i = 1; i < 6; i++) {
      await modes.nth(i).click()
      await expect.poll(() => legend.innerText()).not.toBe([...seen].at(-1))
      seen.add(await legend.innerText())
    }
    expect(seen.size).toBe(6)
    expect(page.url()).toContain('colour=category')
    await page.goBack()
    await expect.poll(() => page.url()).toContain('colour=stock')
    await page.context().close()
  })

  test('a late order says why, beside its bars', async () => {
    const { orders } = await view()
    const late = orders.find((one) => one.end > one.due && one.serves.some(({ status }) => status === 'late'))!
    const page = await openTimeline(`/plan/schedule?order=${encodeURIComponent(late.order)}`, language)
    await page.locator('.order-facts h2', { hasText: late.order }).waitFor()
    await page.locator('aside.side .parts .total').first().waitFor()
    await page.context().close()
  })
})

describe('access', () => {
  test.each([
    ['/plan/schedule', 'light'],
    ['/plan/schedule', 'dark'],
    ['/plan/schedule?view=table', 'light'],
  ] as const)('%s in %s has no fault that axe finds', async (path, theme) => {
    const page = await openScreen({ browser, node }, path, { theme })
    await page.locator('.timeline canvas, .schedule-table tbody button').first().waitFor()
    expect(await accessFaults(page, theme)).toEqual([])
    await page.context().close()
  })
})

test('the table twin is walked by keys, and Enter opens the order', async () => {
  const page = await openScreen({ browser, node }, '/plan/schedule?view=table', {})
  const rows = page.locator('.schedule-table tbody button')
  await rows.first().focus()
  const second = await rows.nth(1).innerText()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.locator(':focus').innerText()).toBe(second)
  await page.keyboard.press('Enter')
  await page.locator('.order-facts h2', { hasText: second }).waitFor()
  await page.context().close()
})
