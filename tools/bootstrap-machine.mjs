import { spawnSync } from 'node:child_process'
import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './bootstrap-run.mjs'

/** A reason to stop that the user can do something about; its message says what. */
export class SetUpFailure extends Error {}

/** The folder for what the set-up keeps in the clone: its Node, locks, logs. */
export const keep = (...parts) => join(project, '.headwater', ...parts)

/** Looks for git and npm, and that the clone can be written. */
export function checkMachine(step) {
  const npm = version('npm')
  if (!npm) {
    throw new SetUpFailure(
      'npm should be installed beside Node, but it is not found. Install it (on Debian: apt-get install npm) and run the same command again.',
    )
  }
  const git = version('git')
  if (!git)
    throw new SetUpFailure(
      'git should be installed, but it is not found. Install it (on Debian: apt-get install git) and run the same command again.',
    )
  try {
    mkdirSync(keep(), { recursive: true, mode: 0o700 })
    for (const folder of [project, keep()]) accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new SetUpFailure(
      `The clone (${project}) should be writable by you, but it is not (${error.code}). Clone it into a folder of yours.`,
    )
  }
  step.note = `Node ${process.versions.node}, npm ${npm}`
}

function version(program) {
  const answer = spawnSync(program, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' })
  return answer.status === 0 ? /\d[\w.-]*/.exec(answer.stdout)?.[0] : undefined
}

/** Throws when the disk of the clone has less room than the step needs. */
export function needRoom(megabytes, free = freeMegabytes()) {
  if (free === undefined || free >= megabytes) return
  throw new SetUpFailure(
    `The disk of ${project} has ${Math.floor(free)} MB free, but the packages need ${megabytes} MB. Free some space and run the same command again.`,
  )
}

function freeMegabytes() {
  if (typeof statfsSync !== 'function') return undefined
  const { bavail, bsize } = statfsSync(project)
  return (bavail * bsize) / 1e6
}
