import { expect, test } from 'vitest'
import { readResult } from './run-suite.ts'

test('a suite ended as it says, whatever its exit code', () => {
  const said = 'There were failing tests\nPassed tests: 18\nFailed tests: 2\nTest run complete\n'
  expect(readResult(said)).toEqual({ passed: 18, failed: 2, isComplete: true })
  expect(readResult('java.lang.NoClassDefFoundError')).toEqual({ passed: 0, failed: 0, isComplete: false })
})
