import { expect, it } from 'vitest'
import { planIssue } from './plan-issue.ts'

it('a message quotes the beginning of a long value, which its own column holds whole', () => {
  const value = '$&'.repeat(500_000)
  const issue = planIssue({
    severity: 'error',
    code: 'not-a-number',
    value,
    message: `quantity (${value}) should be 12.5`,
  })
  expect(issue.value).toBe(value)
  expect(issue.message).toBe(`quantity (${'$&'.repeat(40)}…) should be 12.5`)
})
