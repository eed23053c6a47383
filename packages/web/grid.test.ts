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

const SORTED = 'sort=order'
const lines = async (query = SORTED): Promise<readonly OrderLine[]> =>
  ((await node.ask('GET', `/api/order-lines?${query}`)).body as ListPage<OrderLine>).rows
const ordered = async (count: number): Promise<readonly (string | null)[]> =>
  (await lines()).slice(0, count).map((one) => one.ordered)
const batches = async (): Promise<number> =>
  ((await node.ask('GET', '/api/imports')).body as { imports: unknown[] }).imports.length

const open = async (language: Language, query = SORTED): Promise<Page> => {
  const page = await openScreen({ browser, node }, `/demand/orders?${query}`, { language })
  await page.locator('.grid-row').first().waitFor()
  return page
}

/** Goes to a cell by keys alone. */
async function goTo(page: Page, title: string, row = 0): Promise<void> {
  await page.locator('[role=grid]').focus()
  const titles = await page.locator('.grid-head .grid-sort').allInnerTexts()
  const column = titles.findIndex((one) => one.startsWith(title))
  expect(column).toBeGreaterThan(0)
  await page.keyboard.press('Home')
  for (let i = 0; i < titles.length; i++) await page.keyboard.press('ArrowLeft')
  for (let i = 0; i < column; i++) await page.keyboard.press('ArrowRight')
  for (let i = 0; i < row; i++) await page.keyboard.press('ArrowDown')
}

/** What a spreadsheet’s copy or a browser’s paste does to the element that has the focus; answers what the clipboard then holds. */
const clip = (page: Page, kind: 'copy' | 'paste', text = ''): Promise<string> =>
  page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(text)})
    document.activeElement.dispatchEvent(new ClipboardEvent('${kind}', { clipboardData, bubbles: true, cancelable: true }))
    return clipboardData.getData('text/plain')
  })()`)
const paste = (page: Page, text: string): Promise<string> => clip(page, 'paste', text)

const WORDS = {
  en: { ordered: 'Ordered', undone: 'Undone', deleted: 'deleted', name: 'Late first 龘 <b>' },
  zh: { ordered: '订购', undone: '已撤销', deleted: '已删除', name: '迟交在前 龘 <b>' },
} as const

describe.each(languagesFor('zh'))('the grid in %s', (language) => {
  const words = WORDS[language]

  test('takes a block in by keys alone: what is wrong is mended or skipped, one batch, one undo', async () => {
    const page = await open(language)
    const before = await ordered(4)
    const count = await batches()
    await goTo(page, words.ordered)
    await paste(
      page,
      `${Number(before[0]) + 1_000}\tno matter\r\n"1,${before[1]!.padStart(3, '0').slice(-3)}"\r\nmany\r\n0\r\n`,
    )
    const dialog = page.locator('.block-dialog')
    await dialog.locator('[aria-invalid=true]').waitFor()
    expect(await accessFaults(page)).toEqual([])
    // The one that cannot be read is mended in place, by keys.
    await dialog.locator('[aria-invalid=true]').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('77')
    await dialog.locator('.btn.pri').focus()
    await page.keyboard.press('Enter')
    // The node says which of the others is wrong: nothing was written.
    await dialog.locator('[aria-invalid=true]').waitFor()
    expect(await ordered(4)).toEqual(before)
    await dialog.locator('footer .btn').first().focus()
    await page.keyboard.press('Enter')
    await dialog.locator('.btn.pri:enabled').focus()
    await page.keyboard.press('Enter')
    await page.locator('.said').waitFor()
    const after = await ordered(4)
    expect(after[0]).toBe(String(Number(before[0]) + 1_000))
    expect(after.slice(2)).toEqual(['77', before[3]])
    expect(await batches()).toBe(count + 1)
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: words.undone }).waitFor()
    expect(await ordered(4)).toEqual(before)
    await page.context().close()
  })

  test('copies a block, and fills it down', async () => {
    const page = await open(language)
    const before = await ordered(3)
    await goTo(page, words.ordered)
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    expect(await page.locator('.in-block').count()).toBe(3)
    const copied = await clip(page, 'copy')
    expect(copied).toBe(before.join('\n'))
    await page.keyboard.press('Control+d')
    await page.locator('.said').waitFor()
    expect(await ordered(3)).toEqual([before[0], before[0], before[0]])
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: words.undone }).waitFor()
    expect(await ordered(3)).toEqual(before)
    await page.context().close()
  })

  test('keeps a view under a name, opens with it, and brings it back after it was deleted', async () => {
    const page = await open(language, 'filter=status%3Alate&sort=-quantity&columns=order,quantity&widths=order:200')
    const button = page.locator('.view-button')
    await button.click()
    await page.locator('.menu:popover-open .menu-item', { hasText: language === 'en' ? 'Save as' : '另存为' }).click()
    await page.locator('.menu:popover-open input').first().fill(words.name)
    await page.keyboard.press('Enter')
    await page.locator('.view-button', { hasText: words.name }).waitFor()
    const url = new URL(page.url())
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ sort: '-quantity', columns: 'order,quantity' })
    // It becomes the first: the list without a word opens with it, and Back does not stick there.
    await button.click()
    const chosen = page.waitForResponse((one) => one.url().endsWith('/default'))
    await page
      .locator('.menu:popover-open')
      .getByText(language === 'en' ? 'Open the list with it' : '默认用此视图打开', { exact: true })
      .click()
    await chosen
    await page.goto(`${node.address}/demand/orders`)
    await page.locator('.view-button', { hasText: words.name }).waitFor()
    expect(await page.locator('.grid-head .grid-sort').count()).toBe(2)
    expect(
      await page
        .locator('.grid-head .grid-cell:has(.grid-sort)')
        .first()
        .evaluate((one) => one.clientWidth),
    ).toBe(200)
    // The address goes before what is saved.
    await page.locator('.filter-x').click()
    await page.locator('.view-button', { hasText: '*' }).waitFor()
    await button.click()
    await page.locator('.menu:popover-open .t-late').click()
    await page.locator('.said', { hasText: words.deleted }).waitFor()
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: words.undone }).waitFor()
    await button.click()
    await page.locator('.menu:popover-open .menu-item', { hasText: words.name }).waitFor()
    expect(await accessFaults(page)).toEqual([])
    const { views } = (await node.ask('GET', '/api/views?list=order-lines')).body as { views: { id: string }[] }
    for (const { id } of views) await node.ask('DELETE', `/api/views/${id}`)
    await page.context().close()
  })

  test('gives a link from which a spreadsheet reads the list, and takes it back', async () => {
    const page = await open(language, 'sort=order&columns=order,line,quantity')
    await page.locator('.grid-tools .icon-button').first().click()
    await page.locator('.menu:popover-open button.menu-item').click()
    const dialog = page.locator('.link-dialog')
    await dialog.locator('input').first().fill('Power Query')
    await page.keyboard.press('Enter')
    const address = await dialog.locator('.copy-field input').first().inputValue()
    const text = await (await fetch(address)).text()
    const [first] = await lines()
    expect(text.split('\n')[1]).toBe(`${first!.order},${first!.line},${first!.quantity}`)
    expect(await accessFaults(page)).toEqual([])
    await dialog.locator('tbody .btn').first().click()
    await dialog.locator('tbody').waitFor({ state: 'detached' })
    expect((await fetch(address)).status).toBe(404)
    await page.context().close()
  })

  test('filters by words of days and by ranges that are open on one side', async () => {
    const page = await open(language, 'filter=requested%3A2026-01-01..%3Bordered%3A..99999')
    expect(await page.locator('.filter.on').allInnerTexts()).toMatchObject(
      [/2026-01-01/, /99999/].map((one) => expect.stringMatching(one)),
    )
    await page.locator('.filter.on .filter-name').first().click()
    await page
      .locator('.menu:popover-open')
      .getByText(language === 'en' ? 'last 4 weeks' : '近 4 周')
      .click()
    await page.waitForURL(/last-4-weeks/)
    await page.context().close()
  })
})

test('a change whose answer is lost on the way is sent again and carried out once', async () => {
  const page = await open('en')
  const count = await batches()
  const keys: (string | undefined)[] = []
  await page.route('**/api/record-edits', async (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    if (keys.length > 1) return route.continue()
    await route.fetch()
    return route.abort()
  })
  await goTo(page, 'Ordered')
  await page.keyboard.press('F2')
  await page.locator('.editing input').fill('4321')
  await page.keyboard.press('Enter')
  await page.locator('.said', { hasText: '4321' }).waitFor()
  expect(keys).toHaveLength(2)
  expect(keys[0]).toBe(keys[1])
  expect(await batches()).toBe(count + 1)
  await page.keyboard.press('Control+z')
  await page.locator('.said', { hasText: 'Undone' }).waitFor()
  await page.context().close()
})

test('a block of 5,000 rows with three wrong ones keeps what is right', async () => {
  const made5000 = Array.from({ length: 5_000 }, (_, i) => ({
    file: 'sales_orders',
    key: null,
    cells: {
      order: `ZZ-${String(i).padStart(4, '0')}`,
      line: '1',
      item: 'THREAD',
      quantity: '5',
      due_date: '2030-01-01',
    },
  }))
  const { batch } = (await node.ask('POST', '/api/record-edits', { edits: made5000 })).body as { batch: number }
  expect(batch).toBeGreaterThan(0)
  const { task } = (await node.ask('POST', '/api/plan-runs?searchSeconds=1')).body as { task: string }
  await expect
    .poll(async () => ((await node.ask('GET', `/api/tasks/${task}`)).body as { state: string }).state, {
      timeout: 90_000,
    })
    .toBe('done')
  const page = await open('en', 'filter=order%3A~ZZ-&sort=order')
  await goTo(page, 'Ordered')
  const wrong = new Map([
    [7, 'six'],
    [2_500, '-1'],
    [4_999, '1e9'],
  ])
  await paste(page, `${Array.from({ length: 5_000 }, (_, i) => wrong.get(i) ?? String(10 + i)).join('\r\n')}\r\n`)
  const dialog = page.locator('.block-dialog')
  await dialog.waitFor({ timeout: 20_000 })
  for (let round = 0; round < 2 && (await dialog.isVisible()); round++) {
    const skip = dialog.locator('footer .btn').first()
    if ((await skip.innerText()).startsWith('Skip')) await skip.click()
    await dialog.locator('.btn.pri:enabled').click()
    await page.locator('.said, .block-dialog [aria-invalid=true]').first().waitFor({ timeout: 30_000 })
  }
  await page.locator('.said', { hasText: '4,997 cells pasted' }).waitFor()
  const stored = (
    (await node.ask('GET', '/api/records/sales_orders?filter=order:~ZZ-&sort=order&limit=10000')).body as ListPage<{
      quantity: string
    }>
  ).rows
  expect(stored.map((one) => one.quantity)).toEqual(
    Array.from({ length: 5_000 }, (_, i) => (wrong.has(i) ? '5' : String(10 + i))),
  )
  await page.context().close()
}, 180_000)
