import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkLint } from './lint.ts'
import { plantTree } from './planted-tree.ts'

const CLEAN = { 'packages/node/orders/take.ts': 'export const take = async (): Promise<number> => 1\n' }

test('a clean tree has no finding', async () => {
  expect((await checkLint(plantTree(CLEAN))).findings).toEqual([])
})

test.each([
  [
    'a forgotten await, which needs types to be seen',
    'no-floating-promises',
    "import { take } from './take.ts'\nexport const lose = (): void => {\n  take()\n}\n",
  ],
  ['any', 'noExplicitAny', 'export const lose = (given: any): number => given\n'],
  [
    'a case that a union has and a switch lacks',
    'switch-exhaustiveness-check',
    "export const lose = (way: 'in' | 'out'): number => {\n  switch (way) {\n    case 'in':\n      return 1\n  }\n  return 0\n}\n",
  ],
])('%s is found', async (_what, rule, text) => {
  const { findings } = await checkLint(plantTree({ ...CLEAN, 'packages/node/orders/lose.ts': text }))
  expect(findings).toEqual([expect.stringMatching(new RegExp(`^packages/node/orders/lose\\.ts:\\d+: .*${rule}`))])
})

test('a linter that looks nowhere is found', async () => {
  const root = plantTree(CLEAN)
  writeFileSync(join(root, '.oxlintrc.json'), '{ "ignorePatterns": ["**"] }\n')
  expect((await checkLint(root)).findings.join('\n')).toMatch(/oxlint read 0 files|oxlint gave no report/)
})
