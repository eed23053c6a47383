import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'

const SCENARIOS = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'scenarios')
const CLI = join(import.meta.dirname, '..', 'headwater.mjs')
const work = mkdtempSync(join(tmpdir(), 'headwater-scenarios-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

interface Scenario {
  readonly title: string
  readonly command: 'plan' | 'schedule' | 'promise' | 'forecast' | 'run' | 'schedule rush'
  readonly today: string
  readonly exit: number
  readonly args: readonly string[]
}

/** Runs the real command line; resolves with its exit code and standard output. */
async function run(words: readonly string[]): Promise<{ code: number; stdout: string }> {
  try {
    return { code: 0, stdout: (await promisify(execFile)(process.execPath, [CLI, ...words])).stdout }
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string }
    return { code, stdout }
  }
}

function wordsOf(command: Scenario['command'], input: string): readonly string[] {
  if (command === 'schedule rush') return ['schedule', 'rush', '--folder', input]
  return command === 'run' ? ['run', input] : [command, 'run', input]
}

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )

describe('a scenario gives its expected files, whole', () => {
  for (const name of readdirSync(SCENARIOS)) {
    const folder = join(SCENARIOS, name)
    const { title, command, today, exit, args } = JSON.parse(
      readFileSync(join(folder, 'scenario.json'), 'utf8'),
    ) as Scenario
    it(`${name}: ${title}`, async () => {
      const input = join(folder, 'in')
      if (command === 'promise') {
        const { code, stdout } = await run(['promise', 'ask', input, '--today', today, '--json', ...args])
        expect(code).toBe(exit)
        expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(folder, 'expected', 'promise.json'), 'utf8')))
        return
      }
      const out = join(work, name)
      const words = wordsOf(command, input)
      expect((await run([...words, '--out', out, '--today', today, ...args])).code).toBe(exit)
      expect(filesOf(out)).toEqual(filesOf(join(folder, 'expected')))
    })
  }
})
