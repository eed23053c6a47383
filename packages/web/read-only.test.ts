import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../tools/browser/open-browser.ts'
import { makeDemoHome } from '../node/demo-home.suite.ts'
import { type RunningNode, startNode } from '../node/running-node.suite.ts'
import { type Language, languagesFor, openScreen } from './screen.suite.ts'

let made: Awaited<ReturnType<typeof makeDemoHome>>
let node: RunningNode
let browser: Browser
/** The session of one who may only read. */
let cookie: string
beforeAll(async () => {
  made = await makeDemoHome()
  ;[node, browser] = await Promise.all([startNode(made.home, []), openBrowser()])
  cookie = await viewerCookie()
})
afterAll(async () => {
  await browser?.close()
  await node?.end()
  made.remove()
})

const EMAIL = 'reader@headwater.local'
const OWN = 'a password of the reader'

async function login(password: string): Promise<string> {
  const response = await fetch(`${node.address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-headwater-request': '1' },
    body: JSON.stringify({ email: EMAIL, password }),
  })
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

async function viewerCookie(): Promise<string> {
  const person = { email: EMAIL, name: 'Reader', role: 'viewer' }
  const { password } = (await node.ask('POST', '/api/people', person)).body as { password: string }
  await node.send('/api/session/password', {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie: await login(password) },
    body: JSON.stringify({ current: password, password: OWN }),
  })
  return login(OWN)
}

const SCREENS = [
  '/',
  '/demand/orders',
  '/demand/order',
  '/demand/promise',
  '/demand/forecast',
  '/demand/forecast?by=overrides',
  '/demand/forecast?level=all',
  '/demand/sell-through',
  '/plan',
  '/plan/load',
  '/plan/schedule',
  '/materials',
  '/products',
  '/settings/imports',
  '/settings/parameters',
  '/settings/calendars',
]

/** What changes something, wherever it stands. */
const CHANGING = {
  en: /^(Plan now|Apply|Dismiss$|Withdraw|Override…|New order|Split…|Ask for a date|Reserve|Undo|Release|Search \d)/,
  zh: /^(立即计划|应用|忽略|撤回|新订单|拆分|询交期|占产|撤销|释放)/,
} as const

test.each(languagesFor('en'))(
  'who may only read is shown nothing that the node would refuse, in %s',
  async (language) => {
    const page = await openViewer('/', language)
    const refused: string[] = []
    page.on('response', (response) => {
      if (response.status() === 403) refused.push(`${response.request().method()} ${response.url()}`)
    })
    const offered: string[] = []
    for (const path of SCREENS) {
      await page.goto(`${node.address}${path}`)
      await page.locator('.main').locator('button, a').first().waitFor()
      for (const text of await page.locator('.main button:not([disabled])').allInnerTexts())
        if (CHANGING[language].test(text.trim())) offered.push(`${path}: ${text}`)
      if ((await page.locator('.main .edits').count()) > 0) offered.push(`${path}: a cell`)
    }
    expect({ offered, refused }).toEqual({ offered: [], refused: [] })
    await page.context().close()
  },
)

const openViewer = (path: string, language: Language): Promise<Page> =>
  openScreen({ browser, node: { ...node, cookie } }, path, { language })
