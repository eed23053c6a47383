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
