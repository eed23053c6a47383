import type { Page } from 'playwright-core'
import type { RunningNode } from '../../packages/node/running-node.suite.ts'
import type { ListPage } from '../../schemas/rest/lists.ts'
import { firstRow, type Screen, screen } from './screen.ts'

const PEOPLE = [
  { name: '林', email: 'planner@headwater.local', role: 'planner' },
  { name: '周', email: 'floor@headwater.local', role: 'supervisor' },
]

/** Who is there already is refused and stays. */
async function showPeople(page: Page, node: RunningNode): Promise<void> {
  for (const person of PEOPLE) await node.ask('POST', '/api/people', person)
  await page.reload()
  await page.locator('.people tbody tr').nth(PEOPLE.length).waitFor()
}

/** One change of an order, so that the log has one with its cells. */
async function showAudit(page: Page, node: RunningNode): Promise<void> {
  const { rows } = (await node.ask('GET', '/api/records/sales_orders?limit=1')).body as ListPage<{
    order: string
    line: string
  }>
  const [first] = rows
  const edit = { file: 'sales_orders', key: `${first!.order}|${first!.line}`, cells: { priority: '2' } }
  await node.ask('POST', '/api/record-edits', { edits: [edit] })
  await page.reload()
  await page.locator('.grid-row').first().click()
  await page.locator('aside.side').waitFor()
}

async function showInbox(page: Page, node: RunningNode): Promise<void> {
  await node.ask('POST', '/api/promises', {
    item: '2609-IVORY-M',
    quantity: '60',
    wanted: '2027-01-20',
    reserveHours: 2,
    customer: '花间',
  })
  await firstRow(page)
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.locator('.inbox-list li').first().waitFor()
}

/** The last three leave something behind. */
export const SETTINGS_SCREENS: readonly Screen[] = [
  screen('calendars', '/settings/calendars', (page) => page.locator('.week tbody tr').nth(6).waitFor()),
  screen('parameters', '/settings/parameters', (page) => page.locator('.parameter-field').first().waitFor()),
  screen('tokens', '/settings/tokens', (page) => page.locator('.add-row').waitFor()),
  screen('backup', '/settings/backup', (page) => page.locator('main h2').first().waitFor()),
  screen('node', '/settings/node', (page) => page.locator('main dd').first().waitFor()),
  screen('people', '/settings', showPeople),
  screen('audit', '/settings/audit?filter=what%3Arecord.changed', showAudit),
  screen('inbox', '/demand/orders', showInbox),
]
