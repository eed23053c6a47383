import { expect, test } from 'vitest'
import { plantTree } from './planted-tree.ts'
import { checkPurity } from './purity.ts'

const PURE = `import type { Item } from '@headwater/domain/items/item'
import { step } from './step.ts'

interface Clock {
  readonly performance: number
  now(): number
}

export const day = (ms: number): string => new Date(ms).toISOString()
export const noon = Date.UTC(2026, 0, 1)
export const { floor } = Math
export const largest = (values: readonly number[]): number => Math.max(...values)
export const text = (clock: Clock): string => new Intl.NumberFormat('en').format(clock.performance)
export const history = (item: Item, location: string): unknown => ({ fetch: item.crypto, process: location, step })
`

test('arithmetic, given dates, named locales and properties of any name are pure', () => {
  const root = plantTree({
    'packages/engine/planning/pure.ts': PURE,
    'packages/domain/items/item.ts': 'export interface Item {\n  readonly crypto: string\n}\n',
  })
  expect(checkPurity(root)).toEqual({ read: 2, findings: [] })
})

test.each([
  'export const x = Date.now()',
  'export const x = new Date()',
  'export const x = Date()',
  'const D = Date\nexport const x = D.now()',
  "export const x = Date['now']()",
  'export const { now } = Date',
  'export const x = Math.random()',
  "export const x = Math['random']()",
  'export const { random } = Math',
  'export const { ...m } = Math',
  'const m = Math\nexport const x = m.random()',
  'export const x = globalThis.Date.now()',
  'export const x = performance.now()',
  'export const x = crypto.randomUUID()',
  "export const x = fetch('a')",
  'export const x = process.env',
  'export const x = { process }',
  'export const x = [Date]',
  'export const x = new Map([[Date, 1]])',
  'export const x = (process as unknown)',
  "export const x = Buffer.from('a')",
  "export const x = require('fs')",
  "export const x = await import('node:fs')",
  "import fs from 'node:fs'\nexport const x = fs",
  "import fs from 'fs/promises'\nexport const x = fs",
  "export { sql } from 'kysely'",
  "import type { Pool } from 'pg'\nexport type X = Pool",
  'export const x = import.meta.url',
  'setTimeout(() => 1, 1)',
  'console.log(1)',
  'export const x = document.title',
  'export const x = localStorage',
  "export const x = eval('1')",
  'export const x = new Intl.DateTimeFormat()',
  'export const x = (1).toLocaleString()',
  'const f = (process: number) => process\nexport const x = f',
])('%s is found', (text) => {
  for (const name of ['domain', 'engine', 'exchange']) {
    const file = `packages/${name}/planning/impure.ts`
    expect(checkPurity(plantTree({ [file]: `${text}\n` })).findings, name).toContainEqual(
      expect.stringMatching(/^packages\/\w+\/planning\/impure\.ts:\d+: /),
    )
  }
})

test('files may use npm packages, and neither Node nor a clock', () => {
  expect(
    checkPurity(plantTree({ 'packages/files/read.ts': "export { parse } from 'csv-parse/sync'\n" })).findings,
  ).toEqual([])
  for (const text of [
    "export { join } from 'node:path'",
    "export { join } from 'path'",
    'export const x = Date.now()',
    'export const x = Buffer',
  ]) {
    expect(checkPurity(plantTree({ 'packages/files/read.ts': `${text}\n` })).findings).toHaveLength(1)
  }
})

test('tests and other packages may ask the clock', () => {
  const root = plantTree({
    'packages/domain/items/item.test.ts': 'Date.now()\n',
    'packages/node/platform/clock.ts': 'Date.now()\n',
  })
  expect(checkPurity(root)).toEqual({ read: 0, findings: [] })
})
