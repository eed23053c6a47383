import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { makeHome, type RunningNode, startNode } from '../../packages/node/running-node.suite.ts'
import { loadChineseFont, openBrowser } from '../browser/open-browser.ts'
import { SCREENS, type Screen } from './screens.ts'

/** Takes the guide's pictures of all screens, of a demo company of its own: `npm run shots [-- NAME…]`. */

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'guide', 'pictures')
const LOOKS = ['light-zh', 'light-en', 'dark-zh', 'dark-en'] as const
/** A screen that is not there by then is a fault. */
const PATIENCE_MS = 60_000

const wanted = process.argv.slice(2)
const screens = SCREENS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
if (screens.length === 0)
  throw new Error(`no screen (${wanted.join(' ')}); there are ${SCREENS.map((one) => one.name).join(' ')}`)
mkdirSync(FOLDER, { recursive: true })

const { home, remove } = makeHome()
const browser = await openBrowser()
const node = await startNode(home, [])
try {
  for (const look of LOOKS) for (const screen of screens) await shoot(screen, look)
} finally {
  await browser.close()
  await node.end()
  remove()
}

async function shoot({ name, path, isEntry, prepare }: Screen, look: (typeof LOOKS)[number]): Promise<void> {
  const page = await openPage(browser, node, { look, isEntry })
  await page.goto(`${node.address}${path}`)
  await prepare(page)
  await loadChineseFont(page)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(FOLDER, `${name}.${look}.png`) })
  await page.context().close()
  console.log(`${name}.${look}.png`)
}

async function openPage(
  from: Browser,
  { address, cookie }: RunningNode,
  { look, isEntry }: { readonly look: string; readonly isEntry: boolean },
): Promise<Page> {
  const [theme, language] = look.split('-')
  const context = await from.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  await context.addInitScript(
    ([chosen, shade]) => {
      localStorage.setItem('headwater.language', chosen!)
      localStorage.setItem('headwater.theme', shade!)
    },
    [language, theme],
  )
  if (!isEntry)
    await context.addCookies(
      cookie.split('; ').map((one) => ({
        name: one.slice(0, one.indexOf('=')),
        value: one.slice(one.indexOf('=') + 1),
        url: address,
      })),
    )
  return context.newPage()
}
