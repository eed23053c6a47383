import type { Page } from 'playwright-core'

/** A picture of the guide: a screen at its address, with what a user would have opened there. */
export interface Screen {
  readonly name: string
  readonly path: string
  /** Before the login. */
  readonly isEntry: boolean
  /** Resolves when the picture can be taken. */
  readonly prepare: (page: Page) => Promise<void>
}

const screen = (name: string, path: string, prepare: Screen['prepare']): Screen => ({
  name,
  path,
  isEntry: false,
  prepare,
})

const firstRow = (page: Page): Promise<void> => page.locator('.grid-row').first().waitFor()

async function openFirst(page: Page): Promise<void> {
  await firstRow(page)
  await page.locator('[role=grid]').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

export const SCREENS: readonly Screen[] = [
  {
    name: 'login',
    path: '/',
    isEntry: true,
    prepare: (page) => page.locator('input[type=email]').waitFor(),
  },
  screen('today', '/', async (page) => {
    await page.locator('table.orders .why').first().click()
    await page.locator('.late-order .parts').first().waitFor()
  }),
  screen('orders', '/demand/orders', firstRow),
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
  screen('promise', '/demand/promise', async (page) => {
    await page.locator('.ask-style input').fill('2609')
    const cells = page.locator('.matrix input')
    for (const [i, quantity] of ['60', '120', '80'].entries()) await cells.nth(i).fill(quantity)
    await page.locator('.ask-fields .btn').first().click()
    await page.locator('.promise-answer').first().waitFor()
  }),
  screen('forecast', '/demand/forecast', async (page) => {
    await openFirst(page)
    await page.locator('.fan svg').waitFor()
  }),
  screen('sell-through', '/demand/sell-through?period=13w', async (page) => {
    await page.locator('.heat-cell button').first().click()
    await page.locator('aside.side .heat-items li').first().waitFor()
  }),
  screen('order', '/demand/order', (page) => page.locator('main input').first().waitFor()),
  screen('products', '/products', firstRow),
  screen('item', '/products', async (page) => {
    await openFirst(page)
    await page.locator('main h1, main h2').first().waitFor()
  }),
  screen('imports', '/settings/imports', (page) =>
    page.locator('main input[type=file]').first().waitFor({ state: 'attached' }),
  ),
]
