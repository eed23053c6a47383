import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { OrderLine } from '../../schemas/rest/planning.ts'
import type { Reservations } from '../../schemas/rest/promising.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeDemoHome } from '../node/demo-home.suite.ts'
import { type RunningNode, startNode } from '../node/running-node.suite.ts'
import { accessFaults, languagesFor, openScreen, pasteText } from './screen.suite.ts'

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

interface Line {
  readonly order: string
  readonly line: string
  readonly item: string
  readonly quantity: string
  readonly customer: string
  readonly due_date: string
  readonly priority: number
}
const linesOf = async (order: string): Promise<readonly Line[]> =>
  ((await node.ask('GET', `/api/records/sales_orders?filter=order:${order}`)).body as ListPage<Line>).rows
const reservations = async () => ((await node.ask('GET', '/api/reservations')).body as Reservations).reservations

const WORDS = {
  en: { anew: 'Start anew', undone: 'Undone', told: 'set these dates', reserve: 'Reserve 48 h', closest: 'closest is' },
  zh: { anew: '重新填写', undone: '已撤销', told: '定为对客户的承诺', reserve: '占产 48 小时', closest: '最近的是' },
} as const

/** Finds a style by pinyin and takes it, by keys alone. */
async function takeStyle(page: Page, pinyin: string): Promise<void> {
  await page.locator('.style-search input').focus()
  await page.keyboard.type(pinyin)
  await page.locator('.style-list button').first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.matrix').waitFor()
}

describe.each(languagesFor('zh'))('a new order in %s', (language) => {
  const words = WORDS[language]
  const number = `NEW-${language}`

  test('is typed, pasted, kept on Escape, asked for a date, saved as one batch and undone, by keys alone', async () => {
    const page = await openScreen({ browser, node }, '/demand/orders', { language })
    await page.locator('.grid-row').first().waitFor()
    await page.keyboard.press('n')
    await takeStyle(page, 'ddq')
    await page.locator('.order-fields input').first().fill(number)
    await page.locator('.order-fields input').nth(1).fill('花间 龘')
    await page.locator('input[type=date]').fill('2026-12-21')
    await page.locator('.matrix input').first().focus()
    await pasteText(page, '\tS\tM\nmoss\t20\t30\nMist bleu\t5\t5\n')
    await page.locator('.matrix-faults', { hasText: words.closest }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type('15')
    expect(await page.locator('.matrix-total').innerText()).toBe('65')
    expect(await page.locator('.grand-total').innerText()).toBe('65')
    await page.keyboard.press('Escape')
    await page.locator('.grid-row').first().waitFor()
    await page.locator('.head', { hasText: number }).waitFor()
    await page.keyboard.press('n')
    await page.locator('.draft-bar').waitFor()
    expect(await page.locator('.order-fields input').nth(1).inputValue()).toBe('花间 龘')
    await page.locator('.order-fields input').first().press('Enter')
    await page.locator('.promise-answer tbody tr').nth(2).waitFor()
    expect(await linesOf(number)).toEqual([])
    await page.locator('.order-take input').press('Space')
    await page.keyboard.press('Control+Enter')
    await page.locator('.said', { hasText: number }).waitFor()
    const lines = await linesOf(number)
    expect(lines.map((one) => [one.line, one.quantity, one.customer, one.due_date])).toEqual([
      ['1', '20', '花间 龘', '2026-12-21'],
      ['2', '30', '花间 龘', '2026-12-21'],
      ['3', '15', '花间 龘', '2026-12-21'],
    ])
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: words.undone }).waitFor()
    expect(await linesOf(number)).toEqual([])
    await page.context().close()
  })

  test('takes the place of what was reserved for it; then its lines are changed in the same matrix', async () => {
    const page = await openScreen({ browser, node }, '/demand/order', { language })
    await takeStyle(page, 'ddq')
    await page.locator('.order-fields input').first().fill(number)
    await page.locator('input[type=date]').fill('2026-12-21')
    await page.locator('.matrix input').first().fill('40')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: words.reserve }).click()
    await page.locator('.chip.hold').waitFor()
    expect((await reservations()).map((one) => one.quantity)).toEqual(['40'])
    await page.keyboard.press('Control+Enter')
    await page.locator('.said', { hasText: number }).waitFor()
    expect(await reservations()).toEqual([])

    await page.goto(`${node.address}/demand/order?order=${number}`)
    await page.locator('.matrix input').first().waitFor()
    expect(await page.locator('.matrix input').first().inputValue()).toBe('40')
    await page.locator('.matrix input').first().fill('25')
    await page.locator('.matrix input').nth(1).fill('5')
    await page.locator('.order-fields select').selectOption('2')
    await page.keyboard.press('Enter')
    await page.locator('.promise-answer tbody tr').nth(1).waitFor()
    await page.locator('.order-take', { hasText: words.told }).waitFor()
    await page.locator('.order-take input').check()
    await page.keyboard.press('Control+Enter')
    await page.locator('.said', { hasText: number }).waitFor()
    expect((await linesOf(number)).map((one) => [one.line, one.quantity, one.priority])).toEqual([
      ['1', '25', 2],
      ['2', '5', 2],
    ])
    await page.keyboard.press('Control+z')
    await page.locator('.said', { hasText: words.undone }).waitFor()
    expect((await linesOf(number)).map((one) => one.quantity)).toEqual(['40'])
    await page.context().close()
  })

  test('refuses a number that is taken, and says so beside it', async () => {
    const [line] = ((await node.ask('GET', '/api/order-lines?limit=1')).body as ListPage<OrderLine>).rows
    const page = await openScreen({ browser, node }, '/demand/order', { language })
    await page.locator('.order-fields input').first().fill(line!.order)
    await page.locator('.order-fields .t-late').waitFor()
    expect(await page.locator('.head .pri').isDisabled()).toBe(true)
    await page.reload()
    await page.getByRole('button', { name: words.anew }).click()
    expect(await page.locator('.order-fields input').first().inputValue()).not.toBe(line!.order)
    expect(await accessFaults(page)).toEqual([])
    await page.context().close()
  })
})
