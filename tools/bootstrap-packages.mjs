import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { megabytesSince } from './bootstrap-cache.mjs'
import { needRoom } from './bootstrap-machine.mjs'
import { readJson, runNpm } from './bootstrap-npm.mjs'
import { project } from './bootstrap-run.mjs'

const STAMP = join('node_modules', '.headwater-stamp')
/** Room on disk for the packages with and without development tools, and npm's cache of them. */
const ROOM_MB = { dev: 1_500, plain: 1_100 }
/** The share of the time that goes by until everything is fetched; unpacking and scripts follow. */
const FETCH_SHARE = 0.8

/**
 * Installs the packages of the lock file, unless they are there: a stamp is written after success only, so an installation that was
 * killed is done again, from npm's cache. An installation with development tools does for `npm start` too.
 */
export async function installPackages(step, { dev, onStart }) {
  const lockText = readFileSync(join(project, 'package-lock.json'))
  const lock = JSON.parse(lockText)
  const wanted = {
    lock: createHash('sha256').update(lockText).digest('hex'),
    system: `${process.platform}-${process.arch}`,
    dev,
  }
  if (isInstalled(wanted)) return
  if (isComplete(lock, dev)) return stamp(wanted)
  needRoom(dev ? ROOM_MB.dev : ROOM_MB.plain)
  const packages = packagesOf(lock, dev)
  const since = Date.now()
  let fetched = 0
  step.report({ note: `${packages.length} packages${dev ? ', development tools too' : ''}`, fraction: 0 })
  await runNpm(['ci', ...(dev ? ['--include=dev'] : ['--omit=dev'])], {
    cwd: project,
    onStart,
    onFetch: () => step.report({ fraction: (++fetched / packages.length) * FETCH_SHARE }),
  })
  stamp(wanted)
  const megabytes = megabytesSince(since)
  step.report({ note: `${packages.length} packages${megabytes === undefined ? '' : `, ${megabytes} MB downloaded`}` })
}

function isInstalled(wanted) {
  const found = readJson(join(project, STAMP))
  return (
    found !== undefined && found.lock === wanted.lock && found.system === wanted.system && (found.dev || !wanted.dev)
  )
}

function stamp(wanted) {
  mkdirSync(join(project, 'node_modules'), { recursive: true })
  writeFileSync(join(project, STAMP), JSON.stringify(wanted))
}

/** The packages of a lock file that this system installs. */
export function packagesOf(lock, dev) {
  return Object.entries(lock.packages)
    .filter(([path, one]) => path.includes('node_modules/') && !one.link && (dev || !one.dev) && fitsSystem(one))
    .map(([path, one]) => ({ path, ...one }))
}

const fitsSystem = (one) =>
  allows(one.os, process.platform) && allows(one.cpu, process.arch) && allows(one.libc, 'glibc')

function allows(list, value) {
  if (!list) return true
  return list.includes(value) || (list.every((one) => one.startsWith('!')) && !list.includes(`!${value}`))
}

/** Did somebody run npm by hand? npm writes its own note of what is installed last of all. */
export function isComplete(lock, dev, installed = readJson(join(project, 'node_modules', '.package-lock.json'))) {
  if (!installed) return false
  return packagesOf(lock, dev).every(({ path, version, optional }) => {
    const found = installed.packages[path]
    return found ? found.version === version : optional
  })
}
