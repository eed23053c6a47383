import type { Page } from 'playwright-core'
import { type Screen, screen } from './screen.ts'

const csv = (name: string, rows: readonly (readonly string[])[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.map((cells) => `${cells.join(',')}\n`).join('')),
})

/** As people have them: a title above the header, their own words, a date and a number as Excel writes them, a code mistyped. */
const ITEMS = csv('春款.csv', [
  ['恒织 2026 春款', '', ''],
  ['', '', ''],
  ['物料编码', '名称', '提前期'],
  ['2614-雾蓝-M', '吊带裙 雾蓝', '5'],
  ['2614-米白-M', '吊带裙 米白', '5'],
])
const ORDERS = csv('三月.csv', [
  ['订单号', '物料编码', '数量', '交期'],
  ['1187', '2614-雾兰-M', '640', '2026/12/3'],
  ['1188', '2614-米白-M', '"1,200"', '2026-12-05'],
  ['1189', '2614-米白-M', '60', '2026-12-11'],
])

async function openWrongCells(page: Page): Promise<void> {
  const files = page.locator('main input[type=file]').first()
  await files.waitFor({ state: 'attached' })
  await files.setInputFiles([ITEMS, ORDERS])
  await page.locator('.draft-files li').nth(1).locator('button').first().click()
  await page.locator('.sheet-cell.wrong').nth(1).waitFor()
  await page.locator('.fault-bar button').last().click()
}

/** From the login to the first day. */
export const BEGINNING_SCREENS: readonly Screen[] = [
  { name: 'login', path: '/', of: 'login', prepare: (page) => page.locator('input[type=email]').waitFor() },
  { name: 'first-run', path: '/', of: 'empty', prepare: (page) => page.locator('.way').nth(2).waitFor() },
  { name: 'imports', path: '/settings/imports', of: 'empty', prepare: (page) => page.locator('.history').waitFor() },
  { name: 'wrong-cells', path: '/settings/imports', of: 'empty', prepare: openWrongCells },
  {
    name: 'partners',
    path: '/partners',
    of: 'empty',
    prepare: (page) => page.locator('.partners-begin input').waitFor(),
  },
  {
    name: 'own-identity',
    path: '/partners/own',
    of: 'empty',
    prepare: (page) => page.locator('.keys li').first().waitFor(),
  },
  screen('today', '/', async (page) => {
    await page.locator('table.orders .why').first().click()
    await page.locator('.late-order .parts').first().waitFor()
  }),
  screen('palette', '/demand/orders', async (page) => {
    await page.locator('.grid-row').first().waitFor()
    await page.keyboard.press('Control+k')
    await page.locator('.palette input').fill('SO-117')
    await page.locator('.palette-list button').first().waitFor()
  }),
  screen('keyboard', '/demand/orders', async (page) => {
    await page.locator('.grid-row').first().waitFor()
    await page.keyboard.press('?')
    await page.locator('.keyboard-map').waitFor()
  }),
]
