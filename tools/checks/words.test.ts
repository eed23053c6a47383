import { expect, test } from 'vitest'
import { plantTree } from './planted-tree.ts'
import { checkWords } from './words.ts'

const findingsOf = (file: string, text: string) => checkWords(plantTree({ [file]: text })).findings

test('plain prose, routes and Chinese with its own punctuation pass', () => {
  const text =
    '见 `docs/work/a.md`，再看 [GET](https://example.org/work/orders)：好；state in /var/lib/headwater and the temporary folder.\n'
  expect(findingsOf('docs/guide/start.md', text)).toEqual([])
  expect(findingsOf('docs/guide/items.csv', '连衣裙,红\n')).toEqual([])
})

const joined = (...parts: string[]) => parts.join('')
test.each([
  ['the path of a work folder', 'docs/a.md', joined('see ', '/wo', 'rk/main/a.ts')],
  ["root's home", 'packages/node/a.ts', joined("export const a = '/ro", "ot/.cache'")],
  ["a person's home", 'tools/a.mjs', joined("export const a = '/ho", "me/ann/x'")],
  ['a temporary file', 'docs/a.md', joined('see /t', 'mp/out.txt')],
  ['a registry', 'docs/a.md', joined('from https://regis', 'try.npmjs.org/pg')],
  ['a registry in the lock file', 'package-lock.json', joined('{ "resol', 'ved": "https://mirror.example/pg.tgz" }')],
  ['a half-width comma after Chinese', 'docs/a.md', joined('先看', ', 再做')],
  ['a half-width colon after Chinese', 'packages/web/orders/a.tsx', joined("export const a = '交期", ": 3'")],
  ['a half-width comma before Chinese', 'packages/web/locales/zh.po', joined('msgstr "a,', '再做"')],
])('%s is found', (_what, file, text) => {
  expect(findingsOf(file, `${text}\n`)).toEqual([expect.stringMatching(new RegExp(`^${file}:1: `))])
})

test('every text file is read', () => {
  const outcome = checkWords(plantTree({ 'docs/a.md': 'a\n', 'packs/garment/pack.json': '{}\n' }))
  expect(outcome.read).toBeGreaterThanOrEqual(2 + 8)
})
