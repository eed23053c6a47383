import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { project } from './bootstrap-run.mjs'

/** A reason to stop that the user can do something about; its message says what. */
export class SetUpFailure extends Error {}

/** The folder for what the set-up keeps in the clone: its Node, locks, logs. */
export const keep = (...parts) => join(project, '.headwater', ...parts)

/** Looks for git and npm, and that the clone can be written. */
export function checkMachine(step) {
  if (!isFound('npm')) {
    throw new SetUpFailure(
      'npm should be installed beside Node, but it is not found. Install it (on Debian: apt-get install npm) and run the same command again.',
    )
  }
  if (!isFound('git'))
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
  step.note = `Node ${process.versions.node}`
}

/** Looks along PATH: to run a program only to see that it is there takes longer than all else of a second start. */
function isFound(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
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
