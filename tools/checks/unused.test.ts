import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plantTree } from './planted-tree.ts'
import { checkUnused } from './unused.ts'

const USED = {
  'packages/domain/items/item.ts': 'export const item = 1\n',
  'packages/cli/main.ts': "import { item } from '@headwater/domain/items/item'\n\nprocess.exitCode = item\n",
}
const inPackages = (findings: readonly string[]) => findings.filter((line) => line.startsWith('packages/'))

test('what is used has no finding', async () => {
  const outcome = await checkUnused(plantTree(USED))
  expect(inPackages(outcome.findings)).toEqual([])
  expect(outcome.read).toBe(Object.keys(USED).length + 1)
})

test('an export that nothing uses is found, also behind a package door', async () => {
  const root = plantTree({
    ...USED,
    'packages/domain/items/item.ts': 'export const item = 1\nexport const forgotten = 2\nexport type Lost = string\n',
  })
  expect(inPackages((await checkUnused(root)).findings)).toEqual([
    expect.stringMatching(/^packages\/domain\/items\/item\.ts:2: .*forgotten/),
    expect.stringMatching(/^packages\/domain\/items\/item\.ts:3: .*Lost/),
  ])
})

test('a file that nothing uses is found', async () => {
  const root = plantTree({
    ...USED,
    'packages/web/orders/old.tsx': 'export const old = <p />\n',
    'tools/old.ts': 'export const old = 1\n',
  })
  const { findings } = await checkUnused(root)
  expect(findings).toContainEqual(expect.stringContaining('packages/web/orders/old.tsx:1:'))
  expect(findings).toContainEqual(expect.stringContaining('tools/old.ts:1:'))
})

test('a dependency that nothing uses is found', async () => {
  expect((await checkUnused(plantTree(USED))).findings).toContainEqual(
    expect.stringMatching(/^package\.json:\d+: .*fastify$/),
  )
})

test('a search that looks nowhere is found', async () => {
  const root = plantTree(USED)
  writeFileSync(
    join(root, 'knip.json'),
    '{ "workspaces": { "packages/*": { "entry": ["nowhere.ts"], "project": ["nowhere/**"] } }, "ignore": ["**"] }\n',
  )
  writeFileSync(join(root, 'packages/domain/package.json'), '{ "name": "@headwater/domain" }\n')
  expect((await checkUnused(root)).findings).toContainEqual(
    expect.stringMatching(/knip read \d+ files, should be at least 3/),
  )
})
