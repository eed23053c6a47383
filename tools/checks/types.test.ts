import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plantTree } from './planted-tree.ts'
import { checkTypes } from './types.ts'

const FAR = { 'packages/domain/items/far.ts': 'export const far = 1\n' }

test('a tree that type-checks has no finding and every file was read', async () => {
  const root = plantTree({
    ...FAR,
    'packages/engine/planning/near.ts':
      "import { far } from '@headwater/domain/items/far'\nexport const near: number = far\n",
  })
  expect(await checkTypes(root)).toEqual({ read: 2, findings: [] })
})

test.each([
  ['a wrong type', 'export const far: string = 1\n', /far\.ts.*TS2322/],
  ['an enum', 'export enum Colour {\n  red,\n}\n', /far\.ts.*TS1294/],
  ["Node's process in a package without Node", 'export const far = process.pid\n', /far\.ts.*TS2\d+/],
  ["the browser's document in a package without a screen", 'export const far = document.title\n', /far\.ts.*TS2\d+/],
])('%s is found', async (_what, text, finding) => {
  const { findings } = await checkTypes(plantTree({ 'packages/domain/items/far.ts': text }))
  expect(findings).toEqual([expect.stringMatching(finding)])
})

test('a file outside every project is found', async () => {
  const root = plantTree(FAR)
  const settings = join(root, 'packages/domain/tsconfig.json')
  writeFileSync(settings, readFileSync(settings, 'utf8').replace('**/*.ts', 'orders/*.ts'))
  const { findings } = await checkTypes(root)
  expect(findings).toContain('packages/domain/items/far.ts: tsc did not read this file')
})
