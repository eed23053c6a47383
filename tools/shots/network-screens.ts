import type { Page } from 'playwright-core'
import type { Screen } from './screen.ts'

const network = (name: string, path: string, prepare: Screen['prepare']): Screen => ({
  name,
  path,
  of: 'network',
  prepare,
})

async function openPartner(page: Page): Promise<void> {
  await page.locator('.grid-row').first().click()
  await page.locator('.record-check').waitFor()
}

async function openDeadLetter(page: Page): Promise<void> {
  await page.locator('.grid-row', { has: page.locator('.chip.late') }).click()
  await page.locator('.tries li').first().waitFor()
}

async function openRequest(page: Page): Promise<void> {
  await page.locator('.grid-row', { has: page.locator('.chip.risk') }).click()
  await page.locator('.side-acts .btn.pri').waitFor()
}

async function openIncident(page: Page): Promise<void> {
  await page.locator('.grid-row', { has: page.locator('.chip.late') }).click()
  await page.locator('.network-side .side-note').first().waitFor()
}

/** A partner, the messages with it and what is agreed with it. */
export const NETWORK_SCREENS: readonly Screen[] = [
  network('partner', '/partners', openPartner),
  network('exchange-log', '/partners/messages', openDeadLetter),
  network('incidents', '/partners/incidents', openIncident),
  network('agreements', '/partners/agreements', openRequest),
]
