import { expect, test } from 'vitest'
import { checkDocs } from './docs.ts'
import { plantTree } from './planted-tree.ts'

const DECISION =
  '# One store\n\n## Decision\n\nOne.\n\n## Rationale\n\nOne.\n\n## Approach\n\nOne.\n\n## What would undo it\n\nTwo.\n'
const CLEAN = {
  'README.md':
    '# Head\n\n[house](ARCHITECTURE.md) [arrows](ARCHITECTURE.md#the-arrows) [here](#head) [out](https://example.org/x) [folder](docs/decisions)\n\n```\n[not](a-link.md)\n```\n',
  'ARCHITECTURE.md': '# House\n\n## The arrows\n\n`[not](a-link.md)`\n',
  'docs/decisions/README.md': '- [one](2026-01-01-one-store.md)\n',
  'docs/decisions/2026-01-01-one-store.md': DECISION,
}
const GUIDE = {
  'packages/web/plan/words/en.po':
    'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "Apply {count}"\nmsgstr "Apply {count}"\n\nmsgid "{0}"\nmsgstr "{0}"\n',
  'packages/web/plan/words/zh.po':
    'msgid "Apply {count}"\nmsgstr "采纳 {count} 条"\n\nmsgid "{rows, plural, one {Import # row} other {Import # rows}}"\nmsgstr "{rows, plural, other {导入 # 行}}"\n',
  'docs/guide/owner.md': 'Press **Apply 3**, or `**not**`.\n',
  'docs/guide/owner.zh-CN.md': '按**采纳 3\n条**，再按**导入 40 行**。\n',
}
const findingsOf = (pages: Record<string, string>) => checkDocs(plantTree({ ...CLEAN, ...pages })).findings

test('pages whose links lead somewhere pass, and each was read', () => {
  expect(checkDocs(plantTree(CLEAN))).toEqual({ read: 4, findings: [] })
})

test('words of the guide that a screen says, with a value or a plural in their places, pass', () => {
  expect(findingsOf(GUIDE)).toEqual([])
})

test.each([
  ['a link to no file', { 'docs/a.md': '[a](b.md)\n' }],
  ['a picture that is not there', { 'docs/a.md': '![a](b.png)\n' }],
  ['a link to no heading', { 'docs/a.md': '[a](../ARCHITECTURE.md#the-walls)\n' }],
  ['a link out of the repository', { 'docs/a.md': '[a](../../b.md)\n' }],
  [
    'a decision without a part',
    { 'docs/decisions/2026-01-01-one-store.md': DECISION.replace('## Approach', 'Approach') },
  ],
  ['a decision of too many words', { 'docs/decisions/2026-01-01-one-store.md': DECISION + 'word '.repeat(400) }],
  ['a decision that is not listed', { 'docs/decisions/2026-01-02-two.md': DECISION }],
  ['a word of the guide that no screen says', { ...GUIDE, 'docs/guide/planner.md': '**Accept 3**\n' }],
  ['a word of the guide that no screen says in Chinese', { ...GUIDE, 'docs/guide/planner.zh-CN.md': '按**应用**\n' }],
  ['a style page too long', { 'STYLE.md': 'a\n'.repeat(151) }],
])('%s is found', (_what, pages) => {
  expect(findingsOf(pages)).toHaveLength(1)
})
