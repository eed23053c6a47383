import type { Page } from 'playwright-core'
import { BEGINNING_SCREENS } from './beginning-screens.ts'
import { NETWORK_SCREENS } from './network-screens.ts'
import { firstRow, openFirst, type Screen, screen } from './screen.ts'
import { SETTINGS_SCREENS } from './settings-screens.ts'

/** Sizes and colours of style 2609, asked for at the desk and ordered. */
const WANTED = ['60', '120', '80']

async function fillMatrix(page: Page): Promise<void> {
  const cells = page.locator('.matrix input')
  for (const [i, quantity] of WANTED.entries()) await cells.nth(i).fill(quantity)
}

const DEMAND_SCREENS: readonly Screen[] = [
  screen('orders', '/demand/orders', firstRow),
  screen('order', '/demand/order', async (page) => {
    await page.locator('.style-search input').fill('2609')
    await page.locator('.style-list button').first().click()
    await fillMatrix(page)
    await page.locator('.order-fields input').nth(1).fill('花间')
    await page.locator('.order-fields input[type=date]').fill('2026-12-10')
    await page.locator('.order-fields input').first().press('Enter')
    await page.locator('.promise-answer tbody tr').first().waitFor()
  }),
  screen('forecast', '/demand/forecast', async (page) => {
    await openFirst(page)
    await page.locator('.fan svg').waitFor()
  }),
  screen('sell-through', '/demand/sell-through?period=13w', async (page) => {
    await page.locator('.heat-cell button').first().click()
    await page.locator('aside.side .heat-items li').first().waitFor()
  }),
  screen('promise', '/demand/promise', async (page) => {
    await page.locator('.ask-style input').fill('2609')
    await fillMatrix(page)
    await page.locator('.ask-fields .btn').first().click()
    await page.locator('.promise-answer').first().waitFor()
  }),
]

const PLAN_SCREENS: readonly Screen[] = [
  screen('actions', '/plan', async (page) => {
    await page.locator('.grid-row').first().click()
    await page.locator('aside.side .reached').waitFor()
  }),
  screen('load', '/plan/load', async (page) => {
    await page.locator('.load-button').nth(2).click()
    await page.locator('aside.side .load-orders li').first().waitFor()
  }),
  screen('schedule', '/plan/schedule', async (page) => {
    await page.locator('.timeline canvas').waitFor()
    await page.locator('.legend').waitFor()
  }),
  screen('materials', '/materials', async (page) => {
    await page.locator('.grid-row').first().click()
    await page.locator('.strip svg').first().waitFor()
  }),
]

const PRODUCT_SCREENS: readonly Screen[] = [
  screen('products', '/products', firstRow),
  screen('item', '/products', async (page) => {
    await openFirst(page)
    await page.locator('aside.side .variants').first().waitFor()
  }),
  screen('bill', '/products/item?item=2609-IVORY-M&quantity=300', (page) =>
    page.locator('.bill tbody tr').nth(2).waitFor(),
  ),
  screen('routing', '/products/item?item=2609-IVORY-M&tab=routing', (page) =>
    page.locator('main table tbody tr').nth(1).waitFor(),
  ),
]

/** Every picture of the guide. Those that leave something behind come last. */
export const SCREENS: readonly Screen[] = [
  ...BEGINNING_SCREENS,
  ...DEMAND_SCREENS,
  ...PLAN_SCREENS,
  ...PRODUCT_SCREENS,
  ...SETTINGS_SCREENS,
  ...NETWORK_SCREENS,
]
