import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SuiteRun {
  readonly classpath: string
  readonly mainClass: string
  readonly settings: Readonly<Record<string, string>>
}

/** How the suite ended, by its own words: its exit code is 0 either way. */
export interface SuiteResult {
  readonly passed: number
  readonly failed: number
  readonly isComplete: boolean
}

/** Runs a suite of the dataspace TCKs beside the node; what it says goes to our own output too. */
export async function runSuite({ classpath, mainClass, settings }: SuiteRun): Promise<SuiteResult> {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-tck-'))
  const config = join(folder, 'suite.properties')
  writeFileSync(
    config,
    Object.entries(settings)
      .map(([key, value]) => `${key}=${escaped(value)}\n`)
      .join(''),
  )
  const child = spawn('java', ['-cp', classpath, mainClass, '-config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    process.stdout.write(text)
  })
  await once(child, 'close')
  rmSync(folder, { recursive: true, force: true })
  return readResult(said)
}

export function readResult(said: string): SuiteResult {
  const count = (name: string): number => Number(new RegExp(`${name} tests: (\\d+)`).exec(said)?.[1] ?? 0)
  return { passed: count('Passed'), failed: count('Failed'), isComplete: /test run complete/i.test(said) }
}

/** A file of properties takes : = # ! and a backslash for its own. */
const escaped = (value: string): string => value.replaceAll(/[\\:=#!]/g, '\\$&')
