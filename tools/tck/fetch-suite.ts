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
  const isThere = artefacts.every((one) => readdirSync(jars).includes(jarOf(one)))
  if (!isThere) {
    need('java', ['-version'], 'Java 17 or newer')
    need('mvn', ['-version'], 'Maven 3.8 or newer')
    copyJars(folder, artefacts)
  }
  const launcher = missingLauncher(readdirSync(jars))
  if (launcher !== undefined) copyJars(folder, [...artefacts, launcher])
  return join(jars, '*')
}

/** `group:artefact:version` → `artefact-version.jar`. */
const jarOf = (artefact: string): string => `${artefact.split(':').slice(1).join('-')}.jar`

/** JUnit runs with one version of all its parts: the launcher has to be that of the engine which the suite brings, not one of our choice. */
function missingLauncher(jars: readonly string[]): string | undefined {
  const engine = jars.map((one) => /^junit-platform-engine-(.+)\.jar$/.exec(one)?.[1]).find((one) => one !== undefined)
  const launcher = `org.junit.platform:junit-platform-launcher:${engine}`
  return engine === undefined || jars.includes(jarOf(launcher)) ? undefined : launcher
}

function copyJars(folder: string, artefacts: readonly string[]): void {
  const pom = join(folder, 'pom.xml')
  writeFileSync(pom, pomOf(artefacts))
  const words = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'jars')}`]
  const { status, stdout, stderr } = spawnSync('mvn', words, { encoding: 'utf8', timeout: 600_000 })
  if (status !== 0)
    throw new SuiteUnreachable(
      `${artefacts[0]!} could not be fetched with Maven: ${firstError(stdout + stderr)}\n` +
        'The suite was not run. It needs Maven Central, or a mirror named in ~/.m2/settings.xml.',
    )
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
