import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Database, openDatabase } from './database.ts'
import { databaseUser } from './database-user.ts'
import { type FileLock, tryFileLock } from './file-lock.ts'
import { homeFolder, makeHomeFolder } from './home-folder.ts'
import { silentLog } from './log.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { type Postgres, startPostgres } from './postgres-supervisor.ts'
import { joining } from './shared-transaction.ts'

/** A database of its own for one test file, with the whole schema, on a real server. */
export interface TestDatabase extends Database {
  readonly url: string
  /** The server's major version, 15 or 18. */
  readonly major: number
  /** Drops the database; the last one to close also stops the server. */
  readonly close: () => Promise<void>
}

export interface TestDatabaseOptions {
  /** False: an empty database without any table. */
  readonly migrated?: boolean
}

const USERS = 'headwater tests'

/**
 * Opens a fresh database on a server that all test processes of the clone share: the first starts it, the last stops it. With
 * HEADWATER_TEST_POSTGRES_BIN the server is of that installation. Takes about 50 ms when the server runs.
 */
export async function openTestDatabase({ migrated = true }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await sharedServer()
  const name = `test_${process.pid}_${createHash('sha256').update(`${Math.random()}`).digest('hex').slice(0, 12)}`
  try {
    await server.admin.query({
      text: `create database ${name} template ${migrated ? await template(server) : 'template0'}`,
    })
  } catch (error) {
    await leave(server)
    throw error
  }
  const url = server.postgres.url(name)
  const database = joining(openDatabase({ url, log: silentLog, name: USERS, connections: 10 }))
  const close = async () => {
    await database.close()
    await server.admin.query({ text: `drop database if exists ${name} with (force)` })
    await leave(server)
  }
  return { ...database, url, major: server.major, close }
}

interface TestServer {
  readonly home: string
  readonly postgres: Postgres
  readonly admin: Database
  readonly major: number
}

let shared: Promise<TestServer> | undefined
let users = 0

function sharedServer(): Promise<TestServer> {
  users += 1
  shared ??= enter()
  return shared
}

async function enter(): Promise<TestServer> {
  const given = process.env.HEADWATER_TEST_POSTGRES_BIN
  const binariesHome = homeFolder(undefined)
  const { major } = postgresBinaries({ home: binariesHome, user: databaseUser(), given })
  const home = join(binariesHome, `test-${major}`)
  const lock = await lockServer(home)
  try {
    const postgres = await startPostgres({
      home,
      binariesHome,
      binaries: given,
      log: silentLog,
      durable: false,
      revive: false,
    })
    const admin = openDatabase({ url: postgres.url('postgres'), log: silentLog, name: USERS, connections: 1 })
    await admin.query({ text: 'select 1' })
    return { home, postgres, admin, major }
  } finally {
    lock.release()
  }
}

/** Stops the server when no other test process is connected; decided under the lock, so that none can be on its way in. */
async function leave(server: TestServer): Promise<void> {
  users -= 1
  if (users > 0) return
  shared = undefined
  const lock = await lockServer(server.home)
  try {
    const others = await server.admin.query<{ others: number }>({
      text: `select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()`,
      values: [USERS],
    })
    await server.admin.close()
    if (others[0]?.others === 0) await server.postgres.stop()
    else server.postgres.leave()
  } finally {
    lock.release()
  }
}

async function lockServer(home: string): Promise<FileLock> {
  makeHomeFolder(home)
  for (;;) {
    const attempt = tryFileLock(join(home, 'entry.lock'))
    if ('lock' in attempt) return attempt.lock
    await wait(10)
  }
}

/** The migrated database that new ones are copied from; made once for each text of the migrations. */
async function template({ admin, postgres, home }: TestServer): Promise<string> {
  const steps = readMigrations()
  const name = `template_${fingerprint(steps)}`
  const exists = async () =>
    (await admin.query({ text: 'select 1 from pg_database where datname = $1', values: [name] })).length > 0
  if (await exists()) return name
  const lock = await lockServer(home)
  try {
    if (!(await exists())) await makeTemplate({ admin, postgres, name, steps })
  } finally {
    lock.release()
  }
  return name
}

interface TemplateOrder {
  readonly admin: Database
  readonly postgres: Postgres
  readonly name: string
  readonly steps: readonly Migration[]
}

async function makeTemplate({ admin, postgres, name, steps }: TemplateOrder): Promise<void> {
  const part = `${name}_part`
  await admin.query({ text: `drop database if exists ${part} with (force)` })
  await dropLeftOvers(admin)
  await admin.query({ text: `create database ${part} template template0` })
  const database = openDatabase({ url: postgres.url(part), log: silentLog, name: USERS })
  try {
    await migrate(database, steps)
  } finally {
    await database.close()
  }
  await admin.query({ text: `alter database ${part} rename to ${name}` })
}

/** Templates of older schemas, and databases of test runs that were killed. */
async function dropLeftOvers(admin: Database): Promise<void> {
  const old = await admin.query<{ datname: string }>({
    text: `select datname from pg_database d where datname ~ '^(test|template)_[0-9a-f_]+$'
            and not exists (select 1 from pg_stat_activity a where a.datname = d.datname)`,
  })
  for (const { datname } of old) await admin.query({ text: `drop database if exists ${datname}` })
}

const fingerprint = (steps: readonly Migration[]): string =>
  createHash('sha256')
    .update(steps.map((step) => `${step.version} ${step.sha256}`).join('\n'))
    .digest('hex')
    .slice(0, 16)
