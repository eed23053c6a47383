import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import type { RunningNode } from '../node/running-node.suite.ts'

export type Language = 'zh' | 'en'

/** What a screen does is walked in one language, the files taking turns, and at full size in both. */
export const languagesFor = (first: Language): readonly Language[] =>
  process.env.HEADWATER_TEST_SCALE === 'full' ? [first, first === 'en' ? 'zh' : 'en'] : [first]

/** A page of its own context at an address of the node, logged in as the owner, in a language and a theme. */
export async function openScreen(
  { browser, node }: { readonly browser: Browser; readonly node: RunningNode },
  path: string,
  { language = 'en', theme = 'light' }: { readonly language?: Language; readonly theme?: 'light' | 'dark' } = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addInitScript(
    ([chosen, look]) => {
      localStorage.setItem('headwater.language', chosen!)
      localStorage.setItem('headwater.theme', look!)
    },
    [language, theme],
  )
  await context.addCookies(
    node.cookie.split('; ').map((one) => ({
      name: one.slice(0, one.indexOf('=')),
      value: one.slice(one.indexOf('=') + 1),
      url: node.address,
    })),
  )
  const page = await context.newPage()
  await page.goto(`${node.address}${path}`)
  await page.locator('nav.rail').waitFor()
  return page
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')

/** What axe finds wrong with the page as it stands: rule, help and the first place of each. Themes differ in their colours alone. */
export async function accessFaults(page: Page, theme: 'light' | 'dark' = 'light'): Promise<readonly string[]> {
  await page.evaluate(axe)
  const rules = theme === 'light' ? '' : `, runOnly: ['color-contrast']`
  const found = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations']${rules} }).then((one) => one.violations.map((v) => v.id + ': ' + v.help + ' at ' + v.nodes[0].target))`,
  )) as string[]
  return found
}

/** Puts text on the clipboard of the page and pastes it where the focus is. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate(
    `(() => { const data = new DataTransfer(); data.setData('text/plain', ${JSON.stringify(text)});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) })()`,
  )
}

/** Chooses what is said in a language. */
export const wordsOf =
  (language: Language) =>
  (en: string, zh: string): string =>
    language === 'zh' ? zh : en
