import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkFormat } from './biome.ts'
import { plantTree } from './planted-tree.ts'

const TIDY = { 'packages/domain/items/tidy.ts': 'export const tidy = 1\n' }
const inSources = (findings: readonly string[]) => findings.filter((line) => /\.ts:/.test(line))

test('a formatted source has no finding', async () => {
  expect(inSources((await checkFormat(plantTree(TIDY))).findings)).toEqual([])
})

test('an unformatted source is found', async () => {
  const { findings } = await checkFormat(
    plantTree({ 'packages/domain/items/untidy.ts': 'export const   untidy = "1";\n' }),
  )
  expect(inSources(findings)).toEqual([expect.stringContaining('packages/domain/items/untidy.ts:1:')])
})

test('a formatter that looks nowhere is found', async () => {
  const root = plantTree(TIDY)
  writeFileSync(join(root, 'biome.json'), '{ "files": { "includes": ["nowhere/**"] } }\n')
  expect((await checkFormat(root)).findings.join('\n')).toContain('biome format read 0 files, should be 1')
})
