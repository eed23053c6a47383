import { expect, test } from 'vitest'
import { termsFacts, termsText } from './terms-text.ts'

test('terms in words: what is allowed, forbidden and owed, and that there are conditions', () => {
  const policy = {
    permission: [{ action: 'use', constraint: [{ leftOperand: 'purpose' }] }, { action: 'display' }],
    obligation: [{ action: { id: 'pay' } }],
  }
  expect(termsFacts(policy)).toEqual([
    ['allowed', 'use, on conditions (see --json); display'],
    ['owed', '{"id":"pay"}'],
  ])
  expect(termsText({ permission: [{ action: 'use' }], prohibition: [{ action: 'sell' }] })).toBe(
    'allowed: use; forbidden: sell',
  )
})

test('one rule alone, and what is none, as a partner may write it', () => {
  expect(termsText({ permission: { action: 'use' }, prohibition: 'sell', obligation: [] })).toBe(
    'allowed: use; forbidden: sell',
  )
})
