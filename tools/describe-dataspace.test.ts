import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DATASPACE_PAGE, describeDataspace } from './describe-dataspace.ts'

test('the reference of the files says what the contract says', () => {
  expect(readFileSync(DATASPACE_PAGE, 'utf8')).toBe(describeDataspace())
})
