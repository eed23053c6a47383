import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { megabytesSince } from './bootstrap-cache.mjs'
import { keep, needRoom, SetUpFailure } from './bootstrap-machine.mjs'
import { readJson, runNpm } from './bootstrap-npm.mjs'

const VERSION = '24.21.0'
const ROOM_MB = 400
/** Written once the Node that was fetched has said its version: to ask it at each start takes time. */
const PROVED = '.headwater-stamp'

/** The first Node that runs our sources as they are. */
export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}

/** The Node to go on with: this one, or npm's `node` package, installed into the clone. */
export async function provideNode(step, { onStart }) {
  if (isNewEnough(process.versions.node)) {
    step.note = `this one, ${process.versions.node}`
    return process.execPath
  }
  const node = keep('runtime', 'node_modules', 'node', 'bin', 'node')
  if (isProved(node)) {
    step.note = `${VERSION}, kept in the clone`
    return node
  }
  needRoom(ROOM_MB)
  const since = Date.now()
  step.report({ note: `fetching ${VERSION}, because this one (${process.versions.node}) is older than 22.18` })
  mkdirSync(keep('runtime'), { recursive: true })
  const wanted = { private: true, dependencies: { node: VERSION }, allowScripts: { node: true } }
  writeFileSync(keep('runtime', 'package.json'), JSON.stringify(wanted, null, 2))
  await runNpm(['install'], { cwd: keep('runtime'), onStart })
  const got = versionOf(node)
  if (got !== VERSION) throw new SetUpFailure(refusal(got))
  writeFileSync(keep('runtime', PROVED), JSON.stringify({ version: got }))
  const megabytes = megabytesSince(since)
  step.report({ note: `${VERSION}, kept in the clone${megabytes === undefined ? '' : `, ${megabytes} MB downloaded`}` })
  return node
}

function isProved(node) {
  if (readJson(keep('runtime', PROVED))?.version === VERSION) return existsSync(node)
  if (versionOf(node) !== VERSION) return false
  writeFileSync(keep('runtime', PROVED), JSON.stringify({ version: VERSION }))
  return true
}

const refusal = (got) =>
  `Node ${VERSION} was installed into ${join('.headwater', 'runtime')}, but it ${got ? `says it is ${got}` : 'does not run here'}. ` +
  'Install Node 22.18 or newer yourself and run the same command again.'

function versionOf(node) {
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim().slice(1) : undefined
}
