import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const CLI = join(import.meta.dirname, 'headwater.mjs')

test.each([['--help'], ['exchange log --help']])(
  '%s ends quietly when nobody reads its output any more',
  async (words) => {
    const child = spawn(process.execPath, [CLI, ...words.split(' ')], { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect({ said, code }).toEqual({ said: '', code: 0 })
  },
)

test('signs that steer a terminal are not printed, whoever wrote them', async () => {
  const child = spawn(process.execPath, [CLI, 'verify', 'none\u001b[2J\u202e.jsonl'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  expect({ said, code }).toEqual({
    said: expect.stringMatching(/^headwater: none \[2J \.jsonl cannot be read: [^\p{Cc}]+\n$/u),
    code: 2,
  })
})
