import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { Batches } from '../../schemas/rest/records.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeHome, type RunningNode, startNode } from '../node/running-node.suite.ts'
import { accessFaults, type Language, languagesFor, openScreen } from './screen.suite.ts'

let made: ReturnType<typeof makeHome>
let node: RunningNode
let browser: Browser
beforeAll(async () => {
  made = makeHome()
  ;[node, browser] = await Promise.all([startNode(made.home, ['--empty']), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await node?.end()
  made.remove()
})

const WORDS = {
  en: {
    import: 'Import',
    nothing: 'Nothing was written',
    undone: 'taken back',
    longest: '1,000,000',
    stopped: 'You stopped',
  },
  zh: { import: '导入', nothing: '什么都没有写入', undone: '已撤销', longest: '1,000,000', stopped: '您停止了检查' },
} as const

const stored = async (file: string): Promise<readonly Record<string, string>[]> =>
  ((await node.ask('GET', `/api/records/${file}?limit=10000`)).body as ListPage<Record<string, string>>).rows
const batches = async (): Promise<Batches['imports']> =>
  ((await node.ask('GET', '/api/imports')).body as Batches).imports

async function takeBackAll(): Promise<void> {
  for (const one of await batches())
    if (one.undoes === null && one.undoneBy === null) await node.ask('POST', `/api/imports/${one.id}/undo`)
}

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const give = (page: Page, ...files: ReturnType<typeof csv>[]): Promise<void> =>
  page.locator('input[type=file]').first().setInputFiles(files)
const commit = (page: Page) => page.locator('.commit-bar .pri')

/** What the sheet says of itself when nothing is being checked. */
async function settled(page: Page): Promise<void> {
  await page.locator('.commit-bar .pri:not([disabled])').waitFor()
}

const ITEMS = '恒织 2026 春款,,\n,,\n物料编码,名称,提前期\n2614-雾蓝-M,吊带裙 雾蓝,5\n2614-米白-M,吊带裙 米白,5\n'
const ORDERS = '订单号,物料编码,数量,交期\n1187,2614-雾兰-M,640,2026/12/3\n1188,2614-米白-M,"1,200",2026-12-05\n'

describe.each(languagesFor('en'))('import in %s', (language) => {
  test('with errors fixed: titles above the header, two files at once, suggestions taken, undone from its end', async () => {
    await takeBackAll()
    const page = await openScreen({ browser, node }, '/settings/imports', { language })
    await give(page, csv('春款.csv', ITEMS), csv('三月.csv', ORDERS))
    await page.locator('.draft-files li').nth(1).locator('button').first().click()
    await page.locator('.sheet-cell.wrong').nth(2).waitFor()
    expect(await page.locator('.sheet-cell.wrong').count()).toBe(3)
    expect(await commit(page).isDisabled()).toBe(true)
    await page.locator('.fault-bar button').last().click()
    expect(await page.locator('.fault-bar').innerText()).toContain('2614-雾蓝-M')
    await page.locator('.fault-bar .pri').click()
    await page.locator('.fault-bar button').last().click()
    await page.locator('.fault-bar .btn:not(.pri)').first().click()
    await settled(page)
    await commit(page).click()
    await page.locator('.order-panel .end-files').waitFor()
    expect((await stored('sales_orders')).map((one) => [one.order, one.item, one.due_date])).toEqual([
      ['1187', '2614-雾蓝-M', '2026-12-03'],
      ['1188', '2614-米白-M', '2026-12-05'],
    ])
    await page.locator('.order-panel button').last().click()
    await page.getByText(WORDS[language].undone).first().waitFor()
    expect(await stored('items')).toEqual([])
    await page.context().close()
  })

  test('of 5,000 pasted rows of which 3 are wrong, by keys alone: each is one key away, and the rest is kept', async () => {
    await takeBackAll()
    const page = await openScreen({ browser, node }, '/settings/imports', { language })
    await pasteText(page, blockOf(5000, { 17: 'x', 2500: 'soon', 4999: '1..2' }))
    await page.locator('.fault-bar').waitFor()
    await page.locator('.sheet').focus()
    for (const [row, value] of [
      [17, '7'],
      [2500, '8'],
      [4999, '9'],
    ] as const) {
      await page.keyboard.press('F8')
      await page.locator(`#cell-${row + 1}-2.at`).waitFor()
      await page.keyboard.type(value)
      await page.keyboard.press('Enter')
    }
    await settled(page)
    expect((await commit(page).innerText()).replaceAll(',', '')).toContain('5000')
    await commit(page).focus()
    await page.keyboard.press('Enter')
    await page.locator('.order-panel .end-files').waitFor()
    const rows = await stored('items')
    expect([rows.length, rows[16]?.lead_time_days, rows[4998]?.lead_time_days].map(Number)).toEqual([5000, 7, 9])
    await page.locator('.said').waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await stored('items')).length, { timeout: 20_000 }).toBe(0)
    await page.context().close()
  })

  test('an answer that is lost in the middle of the commit: the page says so, goes on after a reload, and writes once', async () => {
    await takeBackAll()
    const before = (await batches()).length
    const page = await openScreen({ browser, node }, '/settings/imports', { language })
    await give(page, csv('items.csv', 'item,name\nA,a\nB,b\n'))
    await settled(page)
    await page.route('**/api/import-tasks?*', async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    })
    await commit(page).click()
    await page.locator('.order-panel .t-risk').waitFor()
    await page.unroute('**/api/import-tasks?*')
    await page.reload()
    await page.locator('.order-panel .end-files').waitFor()
    expect(await stored('items')).toHaveLength(2)
    expect((await batches()).length).toBe(before + 1)
    await page.context().close()
  })

  test('a column is mapped by hand and remembered; good rows go in alone, and the others come back with their reasons', async () => {
    await takeBackAll()
    const page = await openScreen({ browser, node }, '/settings/imports', { language })
    const text = `Blah,Title ${language},Weeks\nA,a,1\nB,b,soon\n`
    await give(page, csv('items.csv', text))
    await page.locator('.mapping-notes [role=alert]').waitFor()
    const maps = page.locator('.sheet-map')
    await maps.nth(0).selectOption('item')
    await maps.nth(2).selectOption('lead_time_days')
    await page.locator('.sheet-cell.wrong').waitFor()
    await page.locator('.commit-bar .seg button').last().click()
    await settled(page)
    await commit(page).click()
    const link = page.locator('.order-panel a[href^="/api/uploads/"]')
    await link.waitFor()
    const refused = await (await node.send((await link.getAttribute('href'))!, {})).text()
    expect(refused).toContain(`Blah,Title ${language},Weeks,reason\nB,b,soon,`)
    expect(await stored('items')).toHaveLength(1)
    await page.goto(`${node.address}/settings/imports`)
    await give(page, csv('again.csv', text.replace('A,a,1', 'A,a,2').replace('soon', '3')))
    await page.locator('.file-facts .chip.done').waitFor()
    await page.locator('.sheet-cell.changed s', { hasText: '1' }).waitFor()
    await page.context().close()
  })
})

/** A header and rows of items, with what is wrong in the third column by row. */
const blockOf = (rows: number, wrong: Readonly<Record<number, string>>): string =>
  [
    'item\tname\tlead_time_days',
    ...Array.from({ length: rows }, (_, i) => `I${i + 1}\tname ${i + 1}\t${wrong[i + 1] ?? '3'}`),
  ].join('\n')

const pasteText = (page: Page, text: string): Promise<unknown> =>
  page.evaluate(`{
    const data = new DataTransfer()
    data.setData('text/plain', ${JSON.stringify(text)})
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }`)

test('a file that does not arrive holds no other up, and one taken out changes no other', async () => {
  await takeBackAll()
  const page = await openScreen({ browser, node }, '/settings/imports', { language: 'zh' })
  let uploads = 0
  const held = Promise.withResolvers<void>()
  await page.route('**/api/uploads?*', async (route) => {
    uploads++
    if (uploads === 1) return route.abort()
    if (uploads === 2) await held.promise
    return route.continue()
  })
  const items = (code: string) => `item,name\n${code},${code}\n`
  await give(
    page,
    csv('first.csv', items('FIRST')),
    csv('second.csv', items('SECOND')),
    csv('third.csv', items('THIRD')),
  )
  const files = page.locator('.draft-files li')
  await files.nth(0).locator('.t-late').waitFor()
  await files.nth(0).locator('button').last().click()
  held.resolve()
  await page.locator('.sheet-cell', { hasText: 'SECOND' }).first().waitFor()
  await files.nth(1).locator('button').first().click()
  await files.nth(1).locator('.t-late').waitFor()
  expect(await files.allInnerTexts()).toEqual([
    expect.stringContaining('second.csv'),
    expect.stringContaining('third.csv'),
  ])
  await files.nth(0).locator('button').last().click()
  await page.locator('.sheet-cell', { hasText: 'THIRD' }).first().waitFor()
  await page.context().close()
})

test.each(languagesFor('zh'))(
  'a check that lasts says how far it is, and is stopped and asked again, in %s',
  async (language) => {
    await takeBackAll()
    const page = await openScreen({ browser, node }, '/settings/imports', { language })
    const rows = Array.from({ length: 150_000 }, (_, i) => `A,2026-01-${String(1 + (i % 28)).padStart(2, '0')},P${i},1`)
    await give(
      page,
      csv('items.csv', 'item,name\nA,a\n'),
      csv('sell_through.csv', `item,date,place,quantity\n${rows.join('\n')}\n`),
    )
    await page.locator('.check-progress button').click()
    await page.getByText(WORDS[language].stopped).waitFor()
    await page.locator('.studio-note button').click()
    await page.locator('.check-progress progress').waitFor()
    await settled(page)
    expect((await commit(page).innerText()).replaceAll(',', '')).toContain('150001')
    await page.context().close()
  },
)

test('a cell is mended letter by letter: the caret stays where it is', async () => {
  await takeBackAll()
  const page = await openScreen({ browser, node }, '/settings/imports', { language: 'en' })
  await give(page, csv('items.csv', 'item,name\nA,red\n'))
  const cell = page.locator('.sheet-cell', { hasText: 'red' })
  await cell.click()
  await page.keyboard.press('F2')
  await page.keyboard.press('End')
  await page.keyboard.type('dish')
  await page.keyboard.press('Enter')
  await page.locator('.sheet-cell', { hasText: 'reddish' }).waitFor()
  await page.context().close()
})

test('a cell of 10 MB is refused with the limit in words, and names run nothing', async () => {
  const page = await openScreen({ browser, node }, '/settings/imports', { language: 'zh' })
  await give(page, csv('items.csv', `item,name\nA,${'x'.repeat(1e7)}\n`))
  await page.locator('.studio [role=alert]', { hasText: WORDS.zh.longest }).first().waitFor()
  await page.goto(`${node.address}/settings/imports`)
  const name = '<script>window.ran = 1</script> \u202E龘靐齉 🧵'
  await give(page, csv(`${name.replace('/', '')}.csv`, `item,name\nA,"${name}"\n`))
  await page.locator('.sheet-cell', { hasText: '龘靐齉' }).waitFor()
  expect(await page.evaluate('window.ran')).toBeUndefined()
  await page.context().close()
})

describe('first run', () => {
  const first = async (language: Language): Promise<Page> => {
    const page = await openScreen({ browser, node }, '/', { language })
    await page.locator('.first-ways').waitFor()
    return page
  }

  test('an empty company offers three ways: its own spreadsheets lead to templates and what is missing, empty says what to do', async () => {
    await takeBackAll()
    const page = await first('zh')
    expect(await accessFaults(page)).toEqual([])
    await page.locator('.way .pri').click()
    await page.locator('.guide li.next', { hasText: '物料' }).waitFor()
    const href = await page.locator('.guide li.next a').getAttribute('href')
    expect((await node.send(href!, {})).headers.get('content-type')).toContain('spreadsheetml')
    await page.goBack()
    await page.locator('.way').last().locator('button').click()
    await page.locator('.waiting a[href="/settings/imports"]').waitFor()
    await page.context().close()
  })

  test('the demo is loaded in the background, by keys alone, and only into an empty company', async () => {
    const page = await first('en')
    await page.locator('.way button').first().focus()
    await page.keyboard.press('Enter')
    await page.locator('progress').first().waitFor()
    await page.locator('.counts').waitFor({ timeout: 90_000 })
    expect((await node.ask('POST', '/api/demo')).status).toBe(409)
    await page.context().close()
  }, 120_000)
})

describe('access', () => {
  test.each(['light', 'dark'] as const)('in %s has no fault that axe finds', async (theme) => {
    const page = await openScreen({ browser, node }, '/settings/imports', { theme })
    await page.locator('.history').waitFor()
    expect(await accessFaults(page, theme)).toEqual([])
    await give(page, csv('items.csv', 'item,name,lead_time_days,note\nA,a,x,n\nB,b,1,n\n'))
    await page.locator('.sheet-cell.wrong').waitFor()
    expect(await accessFaults(page, theme)).toEqual([])
    await page.context().close()
  })
})
