import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListPage } from '../../schemas/rest/lists.ts'
import type { PromisedLines, Reservations } from '../../schemas/rest/promising.ts'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeDemoHome } from '../node/demo-home.suite.ts'
import { type RunningNode, startNode } from '../node/running-node.suite.ts'
import { untilPlanned } from '../node/until-planned.suite.ts'
import { accessFaults, type Language, languagesFor, openScreen, pasteText } from './screen.suite.ts'

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

const STYLE = '2609'
const reservations = async () => ((await node.ask('GET', '/api/reservations')).body as Reservations).reservations

/** Lines as they stand in the address. */
const asked = (page: Page) =>
  (new URL(page.url()).searchParams.get('lines') ?? '').split(',').map((one) => {
    const [item, quantity] = one.split(':')
    return { item: item!, quantity: quantity! }
  })

async function openDesk(language: Language): Promise<Page> {
  const page = await openScreen({ browser, node }, '/demand/promise', { language })
  await page.locator('.ask-style input').fill(STYLE)
  await page.locator('.matrix').waitFor()
  return page
}

const WORDS = {
  en: {
    reserve: 'Reserve 48 h',
    release: 'Release 4 lines',
    order: 'Make an order…',
    whole: 'whole number',
    closest: 'closest is',
    other: '中文',
    said: /件/,
  },
  zh: {
    reserve: '占产 48 小时',
    release: '放开 4 行',
    order: '转成订单…',
    whole: '整数',
    closest: '最近的是',
    other: 'English',
    said: /all of it on/,
  },
} as const

describe.each(languagesFor('zh'))('the promise desk in %s', (language) => {
  const words = WORDS[language]

  test('takes a pasted matrix, says what is wrong in it, and keeps every cell', async () => {
    const page = await openDesk(language)
    await page.locator('.matrix input').first().focus()
    await pasteText(page, '\tS\tM\tTotal\nivory\t20\tx1\t20\nMist bleu\t5\t5\t10\nTotal\t25\t5\t30\n')
    const faults = page.locator('.matrix-faults')
    await faults.getByText(words.whole).waitFor()
    await faults.getByText(words.closest).waitFor()
    expect(await faults.locator('li').count()).toBe(2)
    expect(await page.locator('.matrix input[aria-invalid=true]').inputValue()).toBe('x1')
    expect(await page.locator('.matrix-total').innerText()).toBe('20')
    expect(await page.locator('.ask-fields .btn').isDisabled()).toBe(true)
    await page.context().close()
  })

  test('asks, reserves, releases, and makes an order that undo takes back', async () => {
    await untilPlanned(node)
    const page = await openDesk(language)
    await page.locator('.matrix input').first().focus()
    await pasteText(page, '20\t60\n10\t400\n')
    await page.locator('.ask-fields .btn').click()
    await page.locator('.promise-answer tbody tr').nth(3).waitFor()
    const wanted = new URL(page.url()).searchParams.get('wanted')!
    const { body } = await node.ask('POST', '/api/promise-lines', { lines: asked(page), wanted })
    const answer = body as PromisedLines
    const [, month, day] = answer.promised!.split('-')
    expect(await page.locator('.figure').first().innerText()).toContain(
      language === 'zh' ? `${month}-${day}` : `${Number(day)} `,
    )
    expect(await page.locator('.source-sum').innerText()).toContain('490')
    expect(await reservations()).toEqual([])

    await page.getByRole('button', { name: words.reserve }).click()
    await page.locator('.reserved-list li').waitFor()
    expect((await reservations()).map(({ item, quantity }) => ({ item, quantity }))).toEqual(asked(page))
    await page.getByRole('button', { name: words.release }).click()
    await page.locator('.reserved-list li').waitFor({ state: 'detached' })
    expect(await reservations()).toEqual([])

    await page.getByRole('button', { name: words.reserve }).click()
    await page.getByRole('button', { name: words.order }).click()
    await page.locator('dialog input').fill(`PD-${language}`)
    await page.keyboard.press('Enter')
    await page.locator('.said', { hasText: `PD-${language}` }).waitFor()
    const lines = async () =>
      ((await node.ask('GET', `/api/records/sales_orders?filter=order:PD-${language}`)).body as ListPage<unknown>).total
    await expect.poll(lines, { timeout: 10_000 }).toBe(4)
    expect(await reservations()).toEqual([])
    await page.keyboard.press('Control+z')
    await expect.poll(lines, { timeout: 10_000 }).toBe(0)
    await page.context().close()
  })

  test('is asked and reserved by keys alone, and undo releases; the message speaks both languages', async () => {
    const page = await openDesk(language)
    await page.locator('.ask-style input').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.type('30')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type('15')
    await page.keyboard.press('Enter')
    await page.locator('.promise-answer tbody tr').nth(1).waitFor()
    expect(asked(page).map((one) => one.quantity)).toEqual(['30', '15'])
    await page.getByRole('button', { name: words.reserve }).focus()
    await page.keyboard.press('Enter')
    await page.locator('.reserved-list li').waitFor()
    await page.getByRole('button', { name: words.other }).focus()
    await page.keyboard.press('Enter')
    const message = await page.locator('.message-text').innerText()
    expect(message).toMatch(words.said)
    expect(message).not.toContain(STYLE)
    await page.keyboard.press('Control+z')
    await page.locator('.reserved-list li').waitFor({ state: 'detached' })
    expect(await reservations()).toEqual([])
    await page.context().close()
  })
})

test.each(['light', 'dark'] as const)('the promise desk in %s has no fault that axe finds', async (theme) => {
  const { rows } = (await node.ask('GET', `/api/records/items?filter=style:~${STYLE}&limit=4`)).body as ListPage<{
    item: string
  }>
  const lines = rows.map((one) => `${one.item}:90`).join(',')
  const path = `/demand/promise?style=${STYLE}&lines=${lines}&wanted=2026-12-01`
  const page = await openScreen({ browser, node }, path, { theme })
  await page.locator('.promise-answer tbody tr').first().waitFor()
  expect(await accessFaults(page, theme)).toEqual([])
  await page.context().close()
})
