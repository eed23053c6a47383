import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { NODE_FLAGS } from './memory.ts'
import { THREAD_LIMITS } from './thread.ts'

/** Fills and drops until the room for young objects is as large as it gets; says how large, in MB. */
const CHURN = `let kept = []
  for (let i = 0; i < 3e6; i++) { kept.push({ i }); if (kept.length > 300_000) kept = [] }
  const young = v8.getHeapSpaceStatistics().find((one) => one.space_name === 'new_space').space_size / 1e6`

const PROGRAM = `
  import v8 from 'node:v8'
  import { Worker } from 'node:worker_threads'
  import { keepMemoryLow } from ${JSON.stringify(new URL('./memory.ts', import.meta.url).href)}
  keepMemoryLow()
  ${CHURN}
  const source = \`const v8 = require('node:v8'); ${CHURN.replaceAll('`', '')}; require('node:worker_threads').parentPort.postMessage(young)\`
  const thread = new Worker(source, { eval: true, execArgv: [], resourceLimits: ${JSON.stringify(THREAD_LIMITS)} })
  thread.on('message', (ofThread) => console.log(JSON.stringify({ young, ofThread })))
`

test('a node serves with a small young generation, and its threads plan with a large one', () => {
  const words = [...NODE_FLAGS, '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', PROGRAM]
  const { young, ofThread } = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as {
    young: number
    ofThread: number
  }
  expect(young).toBeLessThan(20)
  expect(ofThread).toBeGreaterThan(60)
})
