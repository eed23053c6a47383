import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetchFirst, fetchSuite, SuiteUnreachable } from './fetch-suite.ts'

/**
 * Copies what the pom names and what the suite brings with it, as Maven does: of each part of JUnit the version that is named nearest,
 * without a launcher, unless the pom says which version is to be taken; and a client for HTTP whose jar is empty.
 */
const MAVEN = `#!/bin/sh
[ "$1" = -version ] && exit 0
jars=$(echo "$6" | cut -d= -f2)
sed -n '/junit-bom/d; s/.*<artifactId>\\(.*\\)<\\/artifactId><version>\\(.*\\)<\\/version><\\/dependency>/\\1-\\2/p' "$4" |
  while read -r one; do touch "$jars/$one.jar"; done
junit=$(sed -n 's/.*junit-bom<\\/artifactId><version>\\([^<]*\\).*/\\1/p' "$4")
touch "$jars/okhttp-5.4.0.jar" "$jars/junit-platform-engine-\${junit:-6.0.10}.jar" "$jars/junit-jupiter-engine-\${junit:-6.1.1}.jar"
`
const JAVA = (version: string): string => `#!/bin/sh\necho 'openjdk version "${version}" 2025-04-15' >&2\n`
const SUITE = { name: 'any-1.0.1', artefacts: ['org.example:suite:1.0.1', 'org.example:parts:1.0.1'] }

const path = process.env.PATH
let project: string
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'headwater-fetch-'))
  process.env.PATH = `${project}:${path}`
  program('java', JAVA('17.0.15'))
})
afterEach(() => {
  process.env.PATH = path
  rmSync(project, { recursive: true, force: true })
})
const program = (name: string, text: string): void => writeFileSync(join(project, name), text, { mode: 0o755 })
const fetched = (): readonly string[] => readdirSync(join(project, '.headwater/tck/any-1.0.1/jars')).sort()

test('a suite is fetched once, with all parts of JUnit of one version, its launcher, and a client that is not empty', () => {
  program('mvn', MAVEN)
  expect(fetchSuite(project, SUITE)).toBe(join(project, '.headwater/tck/any-1.0.1/jars/*'))
  const junit = ['jupiter-engine', 'platform-engine', 'platform-launcher'].map((one) => `junit-${one}-6.1.1.jar`)
  expect(fetched()).toEqual([
    ...junit,
    'okhttp-5.4.0.jar',
    'okhttp-jvm-5.4.0.jar',
    'parts-1.0.1.jar',
    'suite-1.0.1.jar',
  ])
  program('mvn', '#!/bin/sh\nexit 1\n')
  fetchSuite(project, SUITE)
  expect(fetched()).toHaveLength(7)
})

test('a suite that was half fetched is fetched again', () => {
  program('mvn', `${MAVEN}ls "$jars" | grep -q launcher && exit 1\nexit 0\n`)
  expect(() => fetchSuite(project, SUITE)).toThrow(SuiteUnreachable)
  expect(fetched()).toEqual([])
  program('mvn', MAVEN)
  fetchSuite(project, SUITE)
  expect(fetched()).toHaveLength(7)
})

test.each(['11.0.2', '1.8.0_402', ''])('Java of version (%s) is none for it', (version) => {
  program('java', JAVA(version))
  program('mvn', MAVEN)
  expect(() => fetchSuite(project, SUITE)).toThrow(SuiteUnreachable)
})

test('a suite that cannot be had is told from one that failed', () => {
  program('mvn', '#!/bin/sh\n[ "$1" = -version ] || { echo "[ERROR] no such artefact"; exit 1; }\n')
  expect(() => fetchSuite(project, SUITE)).toThrow(SuiteUnreachable)
  expect(() => fetchSuite(project, SUITE)).toThrow(/suite could not be fetched with Maven: \[ERROR\] no such artefact/)
})

test('where a release cannot be had its candidate is taken, and where neither can, the release says why', () => {
  const candidate = { name: 'any-1.0.0-RC6', artefacts: ['org.example:suite:1.0.0-RC6'] }
  program('mvn', MAVEN.replace('jars=', `grep -q '>1.0.1<' "$4" && { echo "[ERROR] no such release"; exit 1; }\njars=`))
  expect(fetchFirst(project, [SUITE, candidate])).toEqual({
    suite: candidate,
    classpath: join(project, '.headwater/tck/any-1.0.0-RC6/jars/*'),
  })
  program('mvn', '#!/bin/sh\n[ "$1" = -version ] || { echo "[ERROR] none of $4"; exit 1; }\n')
  const other = { ...candidate, name: 'other-1.0.0-RC6' }
  expect(() => fetchFirst(project, [SUITE, other])).toThrow(/none of .*any-1\.0\.1/)
})
