import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeDemoHome } from '../node/demo-home.suite.ts'
import { type RunningNode, startNode } from '../node/running-node.suite.ts'
import { untilPlanned } from '../node/until-planned.suite.ts'
import { languagesFor, openScreen } from './screen.suite.ts'

const SCRIPT = `<script>window.hit=1</script><img src=x onerror="window.hit=2">`
const LONG = `长 long ${'龘靐齉 '.repeat(48)}end`
/** Signs that turn the order of what follows; a name with them stays within itself. */
const TURNED = 'A\u202Egnitaerhc\u200F B'
const NAMES = [SCRIPT, LONG, TURNED, '👗🧵👩🏽‍🏭 dress', '龘靐齉']
const CUSTOMERS = [LONG, SCRIPT, '👑 花间', TURNED, `O'Brien & "Söhne" {0} %7E`]

let made: Awaited<ReturnType<typeof makeDemoHome>>
let node: RunningNode
let browser: Browser
beforeAll(async () => {
  made = await makeDemoHome()
  ;[node, browser] = await Promise.all([startNode(made.home, []), openBrowser()])
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const items = NAMES.map((name, i) => `BAD-${i},${quoted(name)},buy,30,SB-${i},${quoted(name)}`)
  const orders = NAMES.map((_, i) => `BAD-${i},1,BAD-${i},${10 + i},2026-11-20,${quoted(CUSTOMERS[i]!)}`)
  const files = [
    [
      'items.csv',
      ['item,name,supply,lead_time_days,style,attr.colour', ...items, `BAD-9,B,buy,30,SB-1,${quoted(SCRIPT)}`],
    ],
    ['sales_orders.csv', ['order,line,item,quantity,due_date,customer', ...orders]],
  ] as const
  const body = files.map(([name, lines]) => ({ name, base64: Buffer.from(`${lines.join('\n')}\n`).toString('base64') }))
  const imported = (await node.ask('POST', '/api/imports?commit=true', { files: body })).body as {
    batch: number | null
  }
  if (imported.batch === null) throw new Error('the import should be written')
  await node.ask('POST', '/api/plan-runs?searchSeconds=1')
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await node?.end()
  made.remove()
})

/** Nothing of a name runs, and where one is cut its whole stands in the title. */
async function staysText(page: Page, name: string): Promise<void> {
  expect(await page.evaluate('window.hit')).toBeUndefined()
  expect(await page.locator('script:not([src]), img[src=x]').count()).toBe(0)
  const cut =
    await page.evaluate(`[...document.querySelectorAll('main *, aside *, dialog *, .menu *')].flatMap((one) => {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.includes('龘靐齉 龘靐齉 龘'))
    const box = one.closest('.ell, td, th, .grid-cell, .inbox-title, legend, h1, h2') ?? one
    const isCut = box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflow !== 'visible'
    const title = one.closest('[title]')?.title ?? ''
    return own && isCut && !title.includes('龘靐齉 龘靐齉 龘') ? [one.outerHTML.slice(0, 200)] : []
  })`)
  expect({ name, cut }).toEqual({ name, cut: [] })
  const wide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
  expect(wide).toBeLessThanOrEqual(0)
}

const SCREENS: readonly (readonly [string, string, string])[] = [
  ['/?list=late', 'tbody tr', 'Today'],
  ['/?list=late&order=BAD-1%2F1', 'aside.side', 'Why late'],
  ['/demand/orders?filter=order%3A~BAD', '.grid-row', 'Orders'],
  ['/demand/orders?filter=order%3A~BAD&order=BAD-1+1', 'aside.side', 'an open order'],
  ['/demand/order?order=BAD-1', '.matrix', 'the lines of an order'],
  ['/demand/order?order=BAD-0', '.matrix', 'the lines of an order with a script'],
  ['/demand/promise?style=SB-1&lines=BAD-1:9&wanted=2026-12-30', '.promise-answer', 'the promise desk'],
]

test.each(languagesFor('zh'))(
  'names that are hostile are shown, cut with their whole as title, and run nowhere, in %s',
  async (language) => {
    await untilPlanned(node)
    const page = await openScreen({ browser, node }, '/', { language })
    for (const [path, shown, name] of SCREENS) {
      await page.goto(`${node.address}${path}`)
      await page.locator(shown).first().waitFor()
      await staysText(page, name)
    }
    await page.goto(`${node.address}/demand/orders?filter=order%3A~BAD`)
    await page.getByText(SCRIPT, { exact: true }).first().waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await page.locator('.inbox-list li').first().waitFor()
    await staysText(page, 'an overlay')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.locator('.palette input').fill('BAD-1')
    await page.locator('.palette-list button', { hasText: 'BAD-1' }).first().waitFor()
    await staysText(page, 'the palette')
    await page.context().close()
  },
)

test('a hostile name goes through a split, a bulk change, a merge and the message to the customer as it is', async () => {
  const page = await openScreen({ browser, node }, '/demand/orders?filter=order%3ABAD-0&order=BAD-0+1', {
    language: 'en',
  })
  await page.locator('aside.side .side-acts button').click()
  await page.locator('.split-dialog', { hasText: SCRIPT }).waitFor()
  await staysText(page, 'the split')
  await page.keyboard.press('Escape')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.locator('.side-foot').getByRole('button', { name: 'English', exact: true }).click()
  await page.locator('.side-foot .t-done').waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toContain(SCRIPT)
  await page.goto(`${node.address}/demand/order?order=BAD-0`)
  const customer = page.locator('.order-fields input').first()
  await customer.fill(LONG.slice(0, 200))
  const edits = [{ file: 'sales_orders', key: 'BAD-0|1', cells: { customer: SCRIPT } }]
  await node.ask('POST', '/api/record-edits', { edits })
  await page.keyboard.press('Control+Enter')
  await page.locator('dialog.merge', { hasText: SCRIPT }).waitFor()
  await staysText(page, 'the merge card')
  await page.context().close()
})
