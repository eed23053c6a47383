import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A conformance suite as its makers publish it: coordinates of Maven Central. */
export interface SuiteArtefacts {
  /** Names its folder below .headwater/tck. */
  readonly name: string
  /** `group:artefact:version` */
  readonly artefacts: readonly string[]
}

/** The suite cannot be had here; the message says what was tried and what it said. */
export class SuiteUnreachable extends Error {}

/** Fetches a suite with all that it needs, once; answers the class path for Java. Throws SuiteUnreachable. */
export function fetchSuite(project: string, { name, artefacts }: SuiteArtefacts): string {
  const folder = join(project, '.headwater', 'tck', name)
  const jars = join(folder, 'jars')
  mkdirSync(jars, { recursive: true })
  writeFileSync(join(folder, 'pom.xml'), pomOf(artefacts))
  const isThere = artefacts.every((one) => readdirSync(jars).includes(`${one.split(':').slice(1).join('-')}.jar`))
  if (!isThere) {
    need('java', ['-version'], 'Java 17 or newer')
    need('mvn', ['-version'], 'Maven 3.8 or newer')
    const words = [
      '-q',
      '-B',
      '-f',
      join(folder, 'pom.xml'),
      'dependency:copy-dependencies',
      `-DoutputDirectory=${jars}`,
    ]
    const { status, stdout, stderr } = spawnSync('mvn', words, { encoding: 'utf8', timeout: 600_000 })
    if (status !== 0)
      throw new SuiteUnreachable(
        `${artefacts[0]!} could not be fetched with Maven: ${firstError(stdout + stderr)}\n` +
          'The suite was not run. It needs Maven Central, or a mirror named in ~/.m2/settings.xml.',
      )
  }
  return join(jars, '*')
}

function need(command: string, words: readonly string[], what: string): void {
  if (spawnSync(command, words, { stdio: 'ignore' }).status !== 0)
    throw new SuiteUnreachable(`${command} should be on the path: install ${what}. The suite was not run.`)
}

const firstError = (text: string): string => /^.*ERROR.*$/m.exec(text)?.[0].slice(0, 500) ?? 'it gave no reason'

function pomOf(artefacts: readonly string[]): string {
  const dependencies = artefacts.map((one) => {
    const [group, artefact, version] = one.split(':')
    return `<dependency><groupId>${group}</groupId><artifactId>${artefact}</artifactId><version>${version}</version></dependency>`
  })
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>headwater</groupId><artifactId>tck</artifactId><version>1</version>
<dependencies>${dependencies.join('')}</dependencies></project>\n`
}
