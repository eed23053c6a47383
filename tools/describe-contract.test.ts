import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONTRACT_PAGE, describeContract } from './describe-contract.ts'

test('the reference of the files says what the contract says', () => {
  expect(readFileSync(CONTRACT_PAGE, 'utf8')).toBe(describeContract())
})
