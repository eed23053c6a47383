import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Chromium for tests and pictures: CHROMIUM_PATH, or the one from npm, unpacked once into a folder named by its version. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await unpacked())
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--no-zygote', '--font-render-hinting=none']
  // In a locale without Unicode a download with a Chinese name is called "download".
  return chromium.launch({ executablePath, args, headless: true, env: { ...process.env, LC_ALL: 'C.UTF-8' } })
}

async function unpacked(): Promise<string> {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(main.split('/build/')[0]!, 'package.json'), 'utf8')) as {
    version: string
  }
  const folder = join(tmpdir(), `headwater-chromium-${version}-${process.getuid?.() ?? 0}`)
  mkdirSync(folder, { recursive: true })
  // The package unpacks into the temporary folder and reuses whatever lies there.
  process.env.TMPDIR = folder
  const { default: sparticuz } = await import('@sparticuz/chromium')
  const path = await sparticuz.executablePath()
  if (!existsSync(path)) throw new Error(`Chromium (${path}) should be unpacked; set CHROMIUM_PATH to another`)
  return path
}

const FONT = /url\(\.\/files\/([\w.-]+)\)/g
const WEIGHTS = [400, 600]

/** Gives a page the glyphs of Noto Sans SC from npm: a bare machine has none for Chinese. Call it after the page is loaded. */
export async function loadChineseFont(page: Page): Promise<void> {
  const folder = join(fileURLToPath(import.meta.resolve('@fontsource/noto-sans-sc/400.css')), '..')
  await page.route('**/test-fonts/*', (route) =>
    route.fulfill({ path: join(folder, 'files', basename(new URL(route.request().url()).pathname)) }),
  )
  const rules = WEIGHTS.map((weight) =>
    readFileSync(join(folder, `${weight}.css`), 'utf8').replace(FONT, 'url(/test-fonts/$1)'),
  )
  await page.addStyleTag({ content: rules.join('\n') })
  await page.evaluate('document.fonts.ready')
}
