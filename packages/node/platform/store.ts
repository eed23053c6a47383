import pg from 'pg'
import { type Database, openDatabase } from './database.ts'
import type { Log } from './log.ts'
import { migrate, refuseUnfinished } from './migrate.ts'
import { lockDatabase, lockHome, type NodeRunning } from './node-lock.ts'
import { DATABASE_ROLE } from './postgres-folder.ts'
import { type Postgres, runningDatabaseUrl, startPostgres } from './postgres-supervisor.ts'
import { joining } from './shared-transaction.ts'

export interface StoreOptions {
  readonly home: string
  readonly databaseUrl: string | undefined
  readonly postgresBinaries: string | undefined
  readonly log: Log
  readonly connections?: number
  /** Called when another node took the database while this one's connection was down; this one must stop. */
  readonly lost?: (error: NodeRunning) => void
  /** False: the schema is left as it is, for a restore. */
  readonly migrated?: boolean
}

/** The database of a node, held by this process alone, with the schema of this program. */
export interface Store {
  readonly database: Database
  readonly url: string
  /** The embedded server; undefined when DATABASE_URL named another. */
  readonly postgres: Postgres | undefined
  /** Tells those who are refused where this node is to be found. */
  readonly note: (text: string) => void
  readonly close: () => Promise<void>
}

/** Starts or joins the database, takes its locks, and brings the schema forward. Throws NodeRunning when another node has it. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const closers: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end()
  }
  try {
    const served = options.databaseUrl ? undefined : await serve(options, closers)
    const url = options.databaseUrl ?? (await ensureDatabase(served!.postgres))
    const lock = await lockDatabase(url, options.log, options.lost ?? (() => {})).catch((error) => {
      // The holder works on this server: it must not be stopped.
      if (served) closers.splice(closers.indexOf(served.postgres.stop), 1, served.postgres.leave)
      throw error
    })
    closers.push(lock.release)
    const connections = options.connections ? { connections: options.connections } : {}
    const database = joining(openDatabase({ url, log: options.log, ...connections }))
    closers.push(database.close)
    await checkServer(database)
    if (options.migrated ?? true) {
      await refuseUnfinished(database)
      await migrate(database)
    }
    return { database, url, postgres: served?.postgres, note: (text) => served?.note(text), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function serve({ home, log, postgresBinaries }: StoreOptions, closers: (() => Promise<void> | void)[]) {
  const lock = lockHome(home)
  closers.push(lock.release)
  const postgres = await startPostgres({ home, log, binaries: postgresBinaries })
  closers.push(postgres.stop)
  return { postgres, note: lock.note }
}

/** The address of the database for a second process, such as a worker or a backup: DATABASE_URL, or the one that runs in the home. */
export const joinedUrl = (options: Pick<StoreOptions, 'home' | 'databaseUrl'>): string | undefined =>
  options.databaseUrl ?? runningDatabaseUrl(options.home, DATABASE_ROLE)

async function ensureDatabase(postgres: Postgres): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE_ROLE])
    if (rowCount === 0) await client.query(`create database ${DATABASE_ROLE}`)
  } finally {
    await client.end()
  }
  return postgres.url(DATABASE_ROLE)
}

const OLDEST = 150_000

async function checkServer(database: Database): Promise<void> {
  const [server] = await database.query<{ number: number; version: string; encoding: string }>({
    text: `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
                  current_setting('server_encoding') as encoding`,
  })
  if (!server || server.number < OLDEST) {
    throw new Error(
      `The database server (PostgreSQL ${server?.version}) should be 15 or newer. Point DATABASE_URL at a newer one`,
    )
  }
  if (server.encoding !== 'UTF8') {
    throw new Error(
      `The database's encoding (${server.encoding}) should be UTF8. Create it with: create database … encoding 'UTF8' template template0`,
    )
  }
}
