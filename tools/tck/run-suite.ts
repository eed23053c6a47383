import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SuiteRun {
  readonly classpath: string
  readonly start: SuiteStart
  readonly settings: Readonly<Record<string, string>>
}

/** Releases of a suite have a main class, candidates before them are run by JUnit's own console. */
export type SuiteStart =
  | { readonly by: 'main'; readonly mainClass: string }
  | { readonly by: 'junit'; readonly testPackage: string }

/** How the suite ended, by its own words: the exit code of its main class is 0 either way. */
export interface SuiteResult {
  readonly passed: number
  readonly failed: number
  /** Names of those that failed. */
  readonly failures: readonly string[]
  readonly isComplete: boolean
}

/** What still runs then hangs: a whole suite takes a minute. */
const LONGEST_MS = 900_000

/** Runs a suite of the dataspace TCKs beside the node; what it says goes to our own output too. */
export async function runSuite({ classpath, start, settings }: SuiteRun): Promise<SuiteResult> {
  await needPort(Number(settings['dataspacetck.port']), settings['dataspacetck.host']!)
  const folder = mkdtempSync(join(tmpdir(), 'headwater-tck-'))
  const child = spawn('java', ['-cp', classpath, ...wordsOf(start, settings, folder)], {
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

/** What follows the class path. A file holds the settings of a main class; JUnit gives them to the suite as properties of its process. */
function wordsOf(start: SuiteStart, settings: SuiteRun['settings'], folder: string): readonly string[] {
  const entries = Object.entries(settings)
  if (start.by === 'junit')
    return [
      ...entries.map(([key, value]) => `-D${key}=${value}`),
      'org.junit.platform.console.ConsoleLauncher',
      'execute',
      '--select-package',
      start.testPackage,
      '--details=testfeed',
      '--disable-banner',
      '--disable-ansi-colors',
    ]
  const config = join(folder, 'suite.properties')
  writeFileSync(config, entries.map(([key, value]) => `${key}=${escaped(value)}\n`).join(''))
  return [start.mainClass, '-config', config]
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

/**
 * The suite of DSP counts at its end, and so does JUnit; that of DCP does not. All say of each test how it ended. Whichever count is worse is
 * believed.
 */
export function readResult(said: string): SuiteResult {
  const counted = (suite: string, junit: string): number | undefined => {
    const [, one, other] = new RegExp(`${suite} tests: (\\d+)|\\[ +(\\d+) tests ${junit} `).exec(said) ?? []
    return one === undefined && other === undefined ? undefined : Number(one ?? other)
  }
  const ended = (how: string): readonly string[] =>
    Array.from(
      said.matchAll(new RegExp(`^(?:\\[[^\\]]*\\] )?(?:${how}): (.*)$|([^>]*) :: (?:${how})$`, 'gm')),
      ([, suite, junit]) => (suite ?? junit!).trim(),
    )
  const passed = ended('SUCCESSFUL').length
  const failures = ended('FAILED|ABORTED')
  return {
    passed: Math.min(passed, counted('Passed', 'successful') ?? passed),
    failed: Math.max(failures.length, counted('Failed', 'failed') ?? 0),
    failures,
    isComplete: /test run complete|\[ +\d+ tests found +\]/i.test(said),
  }
}

/** A file of properties takes : = # ! and a backslash for its own. */
const escaped = (value: string): string => value.replaceAll(/[\\:=#!]/g, '\\$&')
