import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A conformance suite as its makers publish it: coordinates of Maven Central. */
export interface SuiteArtefacts {
  /** Names its folder below .headwater/tck. */
  readonly name: string
  /** `group:artefact:version` */
  readonly artefacts: readonly string[]
}

/** Of what a suite was published as, the first that can be had; throws what was wrong with the first where none can. */
export function fetchFirst<Suite extends SuiteArtefacts>(
  project: string,
  suites: readonly Suite[],
): { readonly suite: Suite; readonly classpath: string } {
  let first: SuiteUnreachable | undefined
  for (const suite of suites) {
    try {
      const classpath = fetchSuite(project, suite)
      if (first) console.log(`${suites[0]!.name} cannot be had here, ${suite.name} can: it is run instead`)
      return { suite, classpath }
    } catch (error) {
      if (!(error instanceof SuiteUnreachable)) throw error
      first ??= error
    }
  }
  throw first ?? new Error('there should be a suite to fetch')
}

/** The suite cannot be had here; the message says what was tried and what it said. */
export class SuiteUnreachable extends Error {}

/** Fetches a suite with all that it needs, once; answers the class path for Java. Throws SuiteUnreachable. */
export function fetchSuite(project: string, { name, artefacts }: SuiteArtefacts): string {
  const folder = join(project, '.headwater', 'tck', name)
  const jars = join(folder, 'jars')
  mkdirSync(jars, { recursive: true })
  needJava()
  const isThere = artefacts.every((one) => readdirSync(jars).includes(jarOf(one)))
  if (!isThere) {
    if (spawnSync('mvn', ['-version'], { stdio: 'ignore' }).status !== 0)
      throw new SuiteUnreachable('mvn should be on the path: install Maven 3.8 or newer. The suite was not run.')
    const found = copyJars(folder, pomOf(artefacts))
    const [junit, okhttp] = [mixedJunit(found), emptyOkhttp(found)]
    if (junit !== undefined || okhttp !== undefined) copyJars(folder, pomOf(artefacts, { junit, okhttp }))
    // Whole or not at all: what is there is not fetched again.
    rmSync(jars, { recursive: true })
    renameSync(join(folder, FETCHING), jars)
  }
  return join(jars, '*')
}

/** `group:artefact:version` → `artefact-version.jar`. */
const jarOf = (artefact: string): string => `${artefact.split(':').slice(1).join('-')}.jar`

/**
 * JUnit runs with one version of all its parts, its launcher too. Maven takes of each part the version that is named nearest, the suite's
 * own build the newest: where they differ, or the launcher is missing, the newest is to be taken for all.
 */
function mixedJunit(jars: readonly string[]): string | undefined {
  const parts = jars.flatMap((one) => /^junit-(?:jupiter|platform)(?:-[a-z]+)*-(\d.*)\.jar$/.exec(one)?.[1] ?? [])
  const [newest] = parts.toSorted((one, other) => other.localeCompare(one, 'en', { numeric: true }))
  const isWhole = parts.every((one) => one === newest) && jars.includes(`junit-platform-launcher-${newest}.jar`)
  return isWhole ? undefined : newest
}

/** From version 5 on the jar of this name is empty: Gradle, which builds the suites, puts another one in its place, Maven does not. */
function emptyOkhttp(jars: readonly string[]): string | undefined {
  const [version] = jars.flatMap((one) => /^okhttp-([5-9].*)\.jar$/.exec(one)?.[1] ?? [])
  return jars.includes(`okhttp-jvm-${version}.jar`) ? undefined : version
}

const FETCHING = 'fetching'

/** Answers the names of the jars. */
function copyJars(folder: string, pom: string): readonly string[] {
  const [file, jars] = [join(folder, 'pom.xml'), join(folder, FETCHING)]
  writeFileSync(file, pom)
  rmSync(jars, { recursive: true, force: true })
  mkdirSync(jars)
  const words = ['-q', '-B', '-f', file, 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`]
  const { status, stdout, stderr } = spawnSync('mvn', words, { encoding: 'utf8', timeout: 600_000 })
  if (status !== 0)
    throw new SuiteUnreachable(
      `${/<artifactId>(?!tck)([^<]*)/.exec(pom)![1]} could not be fetched with Maven: ${firstError(stdout + stderr)}\n` +
        'The suite was not run. It needs Maven Central, or a mirror named in ~/.m2/settings.xml.',
    )
  return readdirSync(jars)
}

/** `openjdk version "17.0.15" 2025-04-15`; before version 9 it began with 1. */
function needJava(): void {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' })
  const found = /version "(?:1\.)?(\d+)/.exec(stderr ?? '')?.[1]
  if (found === undefined || Number(found) < 17)
    throw new SuiteUnreachable(
      `java (${found ?? 'none'}) should be on the path, of version 17 or newer: install it. The suite was not run.`,
    )
}

const firstError = (text: string): string => /^.*ERROR.*$/m.exec(text)?.[0].slice(0, 500) ?? 'it gave no reason'

/** Versions of what Maven does not find by itself. */
interface Told {
  readonly junit: string | undefined
  readonly okhttp: string | undefined
}

function pomOf(
  artefacts: readonly string[],
  { junit, okhttp }: Told = { junit: undefined, okhttp: undefined },
): string {
  const launcher = junit === undefined ? [] : [`org.junit.platform:junit-platform-launcher:${junit}`]
  const client = okhttp === undefined ? [] : [`com.squareup.okhttp3:okhttp-jvm:${okhttp}`]
  const bom = dependency(`org.junit:junit-bom:${junit}`, '<type>pom</type><scope>import</scope>')
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>headwater</groupId><artifactId>tck</artifactId><version>1</version>
${junit === undefined ? '' : `<dependencyManagement><dependencies>${bom}</dependencies></dependencyManagement>\n`}<dependencies>
${[...artefacts, ...launcher, ...client].map((one) => dependency(one)).join('\n')}
</dependencies></project>\n`
}

function dependency(artefact: string, more = ''): string {
  const [group, name, version] = artefact.split(':')
  const coordinates = `<groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version>`
  return `<dependency>${coordinates}${more}</dependency>`
}
