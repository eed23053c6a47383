import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { readResult, runSuite } from './run-suite.ts'

test('a suite whose port is taken is not begun', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = String((server.address() as AddressInfo).port)
  const settings = { 'dataspacetck.host': '127.0.0.1', 'dataspacetck.port': port }
  await expect(runSuite({ classpath: '', start: { by: 'main', mainClass: 'None' }, settings })).rejects.toThrow(
    `port ${port} of 127.0.0.1`,
  )
  server.close()
})

test('the DSP suite ended as it says, whatever its exit code', () => {
  const said = `[2026-09-06T12:11:20.2] FAILED: TP:03-01
[2026-09-06T12:11:22.2] SUCCESSFUL: CN:01-01
[2026-09-06T12:11:25.6] SUCCESSFUL: CAT:01-03
[2026-09-06T12:11:25.6] Passed tests: 2
[2026-09-06T12:11:25.6] Failed tests: 1
\u001B[31m
[2026-09-06T12:11:25.6] Failures:
\u001B[0m
[2026-09-06T12:11:25.7] Test run complete
`
  expect(readResult(said)).toEqual({ passed: 2, failed: 1, failures: ['TP:03-01'], isComplete: true })
  expect(readResult(said.replace('Failed tests: 1', 'Failed tests: 4'))).toMatchObject({ failed: 4 })
  expect(readResult('java.lang.NoClassDefFoundError')).toEqual({
    passed: 0,
    failed: 0,
    failures: [],
    isComplete: false,
  })
})

test('the DCP suite counts nothing: its tests are counted as they end', () => {
  const said = `[2026-09-06T12:11:20] Started: 5.1 Verifier should accept a valid PresentationResponseMessage
[2026-09-06T12:11:20] SUCCESSFUL: 5.1 Verifier should accept a valid PresentationResponseMessage

[2026-09-06T12:11:22] FAILED: 5.4.3 Verifier should reject Presentations

[2026-09-06T12:11:23] ABORTED: 5.4.4 another

\u001B[0m
[2026-09-06T12:11:25] Test run complete
[2026-09-06T12:11:25] There were failing tests:
- 5.4.3 Verifier should reject Presentations (java.lang.AssertionError: FAILED: not at the beginning of a line)
`
  expect(readResult(said)).toEqual({
    passed: 1,
    failed: 2,
    failures: ['5.4.3 Verifier should reject Presentations', '5.4.4 another'],
    isComplete: true,
  })
})

test('a candidate run by JUnit says of each test how it ended, and counts them', () => {
  const said = `JUnit Jupiter > CN_01: Contract request > CN:01-01: Verify contract request :: STARTED
JUnit Jupiter > CN_01: Contract request > CN:01-01: Verify contract request :: SUCCESSFUL
JUnit Jupiter > CN_01: Contract request > CN:01-02: Verify another :: FAILED
\tjava.lang.AssertionError: 403 :: no end of a line

[         2 tests found           ]
[         1 tests successful      ]
[         1 tests failed          ]
`
  expect(readResult(said)).toEqual({ passed: 1, failed: 1, failures: ['CN:01-02: Verify another'], isComplete: true })
  expect(readResult(said.replace('1 tests failed', '3 tests failed'))).toMatchObject({ failed: 3 })
})
