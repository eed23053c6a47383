import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
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

/** What still runs then hangs: a whole suite takes a minute. */
const LONGEST_MS = 900_000

/** Runs a suite of the dataspace TCKs beside the node; what it says goes to our own output too. */
export async function runSuite({ classpath, mainClass, settings }: SuiteRun): Promise<SuiteResult> {
  await needPort(Number(settings['dataspacetck.port']), settings['dataspacetck.host']!)
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
    timeout: LONGEST_MS,
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

/** Throws where somebody else listens already: the suite would end with every test failed. */
async function needPort(port: number, host: string): Promise<void> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch {
    throw new Error(`port ${port} of ${host} should be free for the suite: end what listens there`)
  }
  await new Promise((done) => server.close(done))
}

/** The suite of DSP counts at its end, that of DCP does not; both say of each test how it ended. Whichever count is worse is believed. */
export function readResult(said: string): SuiteResult {
  const counted = (name: string): number | undefined => {
    const found = new RegExp(`${name} tests: (\\d+)`).exec(said)?.[1]
    return found === undefined ? undefined : Number(found)
  }
  const ended = (how: string): number => said.match(new RegExp(`^(\\[[^\\]]*\\] )?(${how}): `, 'gm'))?.length ?? 0
  const passed = ended('SUCCESSFUL')
  return {
    passed: Math.min(passed, counted('Passed') ?? passed),
    failed: Math.max(ended('FAILED|ABORTED'), counted('Failed') ?? 0),
    isComplete: /test run complete/i.test(said),
  }
}

/** A file of properties takes : = # ! and a backslash for its own. */
const escaped = (value: string): string => value.replaceAll(/[\\:=#!]/g, '\\$&')
