import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { makeHome, type RunningNode, startNode } from '../../packages/node/running-node.suite.ts'
import { loadChineseFont, openBrowser } from '../browser/open-browser.ts'
import { openNetworkStory } from './network-story.ts'
import type { Screen } from './screen.ts'
import { SCREENS } from './screens.ts'

/** Takes the guide's pictures of all screens, of companies of their own: `npm run shots [-- NAME…]`. */

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'guide', 'pictures')
const LOOKS = ['light-zh', 'light-en', 'dark-zh', 'dark-en'] as const
/** A screen that is not there by then is a fault. */
const PATIENCE_MS = 60_000

const wanted = process.argv.slice(2)
const screens = SCREENS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
if (screens.length === 0)
  throw new Error(`no screen (${wanted.join(' ')}); there are ${SCREENS.map((one) => one.name).join(' ')}`)
mkdirSync(FOLDER, { recursive: true })

const browser = await openBrowser()
try {
  await shootAll(of('empty'), () => openNode(['--empty']))
  await shootAll(of('demo', 'login'), () => openNode([]))
  await shootAll(of('network'), async () => {
    const { maker, close } = await openNetworkStory()
    return { node: maker.node, close }
  })
} finally {
  await browser.close()
}

function of(...companies: readonly Screen['of'][]): readonly Screen[] {
  return screens.filter((one) => companies.includes(one.of))
}

interface OpenNode {
  readonly node: RunningNode
  readonly close: () => Promise<void>
}

async function openNode(words: readonly string[]): Promise<OpenNode> {
  const { home, remove } = makeHome()
  const node = await startNode(home, words)
  const close = async (): Promise<void> => {
    await node.end()
    remove()
  }
  return { node, close }
}

/**
 * Each screen in all its looks before the next one, so that what one leaves behind is in none of the others. A look keeps its browser
 * context: the node need not send the same files again for every picture, which it would refuse after many within a minute.
 */
async function shootAll(all: readonly Screen[], open: () => Promise<OpenNode>): Promise<void> {
  if (all.length === 0) return
  const { node, close } = await open()
  try {
    const contexts = new Map<string, BrowserContext>()
    for (const screen of all)
      for (const look of LOOKS) {
        const key = screen.of === 'login' ? `login ${look}` : look
        const context = contexts.get(key) ?? (await openContext(node, screen, look))
        contexts.set(key, context)
        await shoot(node, screen, { look, page: await context.newPage() })
      }
    for (const context of contexts.values()) await context.close()
  } finally {
    await close()
  }
}

async function shoot(
  node: RunningNode,
  { name, path, prepare }: Screen,
  { look, page }: { readonly look: string; readonly page: Page },
): Promise<void> {
  await page.goto(`${node.address}${path}`)
  await prepare(page, node)
  await loadChineseFont(page)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(FOLDER, `${name}.${look}.png`) })
  await page.close()
  console.log(`${name}.${look}.png`)
}

/** Nothing that a page before has kept, such as an unfinished order, is found by the next. */
async function openContext({ address, cookie }: RunningNode, { of }: Screen, look: string): Promise<BrowserContext> {
  const [theme, language] = look.split('-')
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  await context.addInitScript(
    ([chosen, shade]) => {
      localStorage.clear()
      localStorage.setItem('headwater.language', chosen!)
      localStorage.setItem('headwater.theme', shade!)
    },
    [language, theme],
  )
  if (of !== 'login')
    await context.addCookies(
      cookie.split('; ').map((one) => ({
        name: one.slice(0, one.indexOf('=')),
        value: one.slice(one.indexOf('=') + 1),
        url: address,
      })),
    )
  return context
}
