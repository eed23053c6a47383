import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isRoot } from './home-folder.ts'

/** The operating-system user that the embedded database runs as. */
export interface DatabaseUser {
  readonly uid: number
  readonly gid: number
  readonly name: string
}

/** PostgreSQL refuses to run as root: then it is the user postgres, or nobody. Undefined: the present user will do. */
export function databaseUser(passwd: () => string = readPasswd): DatabaseUser | undefined {
  if (!isRoot()) return undefined
  const users = passwd().split('\n').map(parseLine)
  return users.find((user) => user?.name === 'postgres') ?? users.find((user) => user?.name === 'nobody') ?? NOBODY
}

const NOBODY: DatabaseUser = { uid: 65534, gid: 65534, name: 'nobody' }

const readPasswd = (): string => readFileSync('/etc/passwd', 'utf8')

function parseLine(line: string): DatabaseUser | undefined {
  const [name, , uid, gid] = line.split(':')
  if (!name || !uid || !gid || Number(uid) === 0) return undefined
  return { name, uid: Number(uid), gid: Number(gid) }
}

/** The first folder on the way to `path` that the user may not enter, or undefined. */
export function closedFolder(path: string, user: DatabaseUser): string | undefined {
  const steps: string[] = []
  for (let step = resolve(path); ; step = dirname(step)) {
    steps.unshift(step)
    if (step === dirname(step)) break
  }
  return steps.find((step) => !mayEnter(step, user))
}

function mayEnter(folder: string, user: DatabaseUser): boolean {
  const facts = statSync(folder, { throwIfNoEntry: false })
  if (!facts) return true
  if (facts.uid === user.uid) return (facts.mode & 0o100) !== 0
  if (facts.gid === user.gid) return (facts.mode & 0o010) !== 0
  return (facts.mode & 0o001) !== 0
}
