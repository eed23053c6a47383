import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { loadChineseFont, openBrowser } from './browser/open-browser.ts'

/** Takes the guide's pictures of a running node: shots.ts ADDRESS EMAIL PASSWORD [FOLDER]. */
const [address, email, password, folder = join(import.meta.dirname, '..', 'docs', 'guide', 'pictures')] =
  process.argv.slice(2)
mkdirSync(folder!, { recursive: true })

const LOOKS = [
  { language: 'zh', theme: 'light' },
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
  { language: 'en', theme: 'dark' },
] as const

const browser = await openBrowser()
try {
  for (const look of LOOKS) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 })
    await context.addInitScript(({ language, theme }) => {
      localStorage.setItem('headwater.language', language)
      localStorage.setItem('headwater.theme', theme)
    }, look)
    const page = await context.newPage()
    await page.goto(address!)
    await shoot(page, `login.${look.theme}-${look.language}`)
    await page.locator('input[type=email]').fill(email!)
    await page.locator('input[type=password]').fill(password!)
    await page.locator('button[type=submit]').click()
    await page.locator('table.orders tbody tr').first().waitFor()
    await page.locator('table.orders .why').first().click()
    await page.locator('.late-order .parts').first().waitFor()
    await shoot(page, `today.${look.theme}-${look.language}`)
    await context.close()
  }
} finally {
  await browser.close()
}

async function shoot(page: Page, name: string): Promise<void> {
  await loadChineseFont(page)
  await page.evaluate('document.fonts.ready')
  await page.screenshot({ path: join(folder!, `${name}.png`) })
}
