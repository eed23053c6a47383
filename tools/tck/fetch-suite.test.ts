import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetchSuite, SuiteUnreachable } from './fetch-suite.ts'

/** Copies what the pom names and what the suite brings with it, as Maven does; says what was asked of it. */
const MAVEN = `#!/bin/sh
[ "$1" = -version ] && exit 0
pom=$4; jars=$(echo "$6" | cut -d= -f2)
grep -o '<dependency>.*' "$pom" | sed 's/<\\/dependency>/\\n/g' |
  sed -n 's/.*<artifactId>\\(.*\\)<\\/artifactId><version>\\(.*\\)<\\/version>/\\1-\\2/p' |
  while read -r one; do touch "$jars/$one.jar"; done
touch "$jars/junit-platform-engine-6.1.1.jar"
`
const SUITE = { name: 'any-1.0.1', artefacts: ['org.example:suite:1.0.1', 'org.example:parts:1.0.1'] }

const path = process.env.PATH
let project: string
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'headwater-fetch-'))
  process.env.PATH = `${project}:${path}`
  program('java', '#!/bin/sh\n')
})
afterEach(() => {
  process.env.PATH = path
  rmSync(project, { recursive: true, force: true })
})
const program = (name: string, text: string): void => writeFileSync(join(project, name), text, { mode: 0o755 })
const fetched = (): readonly string[] => readdirSync(join(project, '.headwater/tck/any-1.0.1/jars')).sort()

test('a suite is fetched once, with the launcher of its own engine', () => {
  program('mvn', MAVEN)
  expect(fetchSuite(project, SUITE)).toBe(join(project, '.headwater/tck/any-1.0.1/jars/*'))
  const jars = [
    'junit-platform-engine-6.1.1.jar',
    'junit-platform-launcher-6.1.1.jar',
    'parts-1.0.1.jar',
    'suite-1.0.1.jar',
  ]
  expect(fetched()).toEqual(jars)
  program('mvn', '#!/bin/sh\nexit 1\n')
  fetchSuite(project, SUITE)
  expect(fetched()).toEqual(jars)
})

test('a suite that cannot be had is told from one that failed', () => {
  program('mvn', '#!/bin/sh\n[ "$1" = -version ] || { echo "[ERROR] no such artefact"; exit 1; }\n')
  expect(() => fetchSuite(project, SUITE)).toThrow(SuiteUnreachable)
  expect(() => fetchSuite(project, SUITE)).toThrow(/org\.example:suite:1\.0\.1.*no such artefact/)
})
