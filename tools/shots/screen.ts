import type { Page } from 'playwright-core'
import type { RunningNode } from '../../packages/node/running-node.suite.ts'

/** A picture of the guide: a screen at its address, with what a user would have opened there. */
export interface Screen {
  readonly name: string
  readonly path: string
  /** Whose: the demo's, a company's without records, one's with a partner, or nobody's before the login. */
  readonly of: 'demo' | 'empty' | 'network' | 'login'
  /** Resolves when the picture can be taken. */
  readonly prepare: (page: Page, node: RunningNode) => Promise<void>
}

/** A screen of the demo company. */
export const screen = (name: string, path: string, prepare: Screen['prepare']): Screen => ({
  name,
  path,
  of: 'demo',
  prepare,
})

export const firstRow = (page: Page): Promise<void> => page.locator('.grid-row').first().waitFor()

export async function openFirst(page: Page): Promise<void> {
  await firstRow(page)
  await page.locator('[role=grid]').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}
