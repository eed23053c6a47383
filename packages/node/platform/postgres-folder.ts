import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { closedFolder, type DatabaseUser } from './database-user.ts'
import { makeHomeFolder } from './home-folder.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { isPostgresOn } from './process-facts.ts'

/** The role that owns the embedded database. Its socket stands in a 0700 folder, which is the check of who may connect. */
export const DATABASE_ROLE = 'headwater'

/** What the file postmaster.pid says about the server that works in a data folder. */
export interface PostmasterNote {
  readonly pid: number
  readonly port: number
  readonly socketFolder: string
  readonly ready: boolean
}

export const postmasterFile = (data: string): string => join(data, 'postmaster.pid')

export function readPostmaster(data: string): PostmasterNote | undefined {
  try {
    const lines = readFileSync(postmasterFile(data), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!Number.isInteger(pid) || pid <= 0) return undefined
    return { pid, port: Number(lines[3]), socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

/** The server that is at work in this data folder, if there is one; a left-over note of a dead one does not count. */
export function runningPostmaster(data: string): PostmasterNote | undefined {
  const note = readPostmaster(data)
  return note && isPostgresOn(note.pid, data) ? note : undefined
}

export interface DataFolderOptions {
  readonly home: string
  readonly binaries: PostgresBinaries
  readonly user: DatabaseUser | undefined
  /** False only where the data may be lost, as in tests. */
  readonly durable: boolean
}

/** Makes the data folder with initdb if it is missing. It gets its name only when it is whole, so a killed start begins again. */
export async function dataFolder(options: DataFolderOptions): Promise<string> {
  const { home, binaries, user } = options
  makeHomeFolder(home)
  const closed = user && closedFolder(home, user)
  if (closed) {
    throw new Error(
      `The database user (${user.name}) should be able to enter HEADWATER_HOME (${home}), but ${closed} is closed to it. ` +
        'Choose a folder such as /var/lib/headwater, or run as a normal user.',
    )
  }
  const data = join(realpathSync(home), 'data')
  if (!existsSync(data)) await initialise(data, options)
  const made = Number(readFileSync(join(data, 'PG_VERSION'), 'utf8'))
  if (made === binaries.major) return data
  throw new Error(
    `The database in ${data} was made by PostgreSQL ${made}, but the programs in ${binaries.folder} are ${binaries.major}. ` +
      `Start with PostgreSQL ${made} (HEADWATER_POSTGRES_BIN), write a backup, and restore it into a new HEADWATER_HOME.`,
  )
}

async function initialise(data: string, { binaries, user, durable }: DataFolderOptions): Promise<void> {
  const part = `${data}.part`
  rmSync(part, { recursive: true, force: true })
  mkdirSync(part, { mode: 0o700 })
  if (user) chownSync(part, user.uid, user.gid)
  const args = [
    '--pgdata',
    part,
    '--username',
    DATABASE_ROLE,
    '--auth',
    'trust',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '--no-instructions',
  ]
  const child = spawn(join(binaries.folder, 'initdb'), durable ? args : [...args, '--no-sync'], {
    ...asUser(user),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done))
  if (code !== 0)
    throw new Error(
      `The database could not be made in ${data} (initdb ended with ${code}): ${said.trim().slice(-2000)}`,
    )
  renameSync(part, data)
}

/** Options of spawn that run a program of the database as its user, with a plain environment. */
export const asUser = (user: DatabaseUser | undefined) => ({
  ...(user ? { uid: user.uid, gid: user.gid } : {}),
  cwd: '/',
  env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
})
