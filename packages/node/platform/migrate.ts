import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import type { ClientBase } from 'pg'
import type { Database } from './database.ts'
import { workerLogger } from './worker-logger.ts'

/** One step of the schema, forward only: a file migrations/NNNN-name.sql. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

export const migrationsFolder = join(import.meta.dirname, '..', 'migrations')

/** A table that stands while a restore is under way; what a killed restore left is not to be worked with. */
export const UNFINISHED = 'restore_unfinished'

/** A number that no other program should use: only one migration runs on a database at a time. */
const LOCK = 4_862_001
const FILE = /^(\d{4})-([a-z0-9-]+)\.sql$/

/** Reads the steps in order of their numbers. Throws on a name that does not fit or a number used twice. */
export function readMigrations(folder: string = migrationsFolder): readonly Migration[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  const steps = files.sort().map((file) => migration(file, readFileSync(join(folder, file), 'utf8')))
  const twice = steps.find((step, index) => steps[index - 1]?.version === step.version)
  if (twice)
    throw new Error(
      `Migration number ${twice.version} should be used once, but two files of ${folder} carry it; renumber one`,
    )
  return steps
}

/** The hash ignores how the checkout ends its lines. */
export function migration(file: string, text: string): Migration {
  const [, number, name] = FILE.exec(file) ?? []
  if (!number || !name)
    throw new Error(`Migration file (${file}) should be named like 0001-first-tables.sql; rename it`)
  const sql = text.replaceAll('\r\n', '\n')
  return { version: Number(number), name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
}

/** A schema that this program cannot work with; the message says what to do. */
export class SchemaRefused extends Error {}

/** Throws where a restore was killed half-way; then everything in the database is of no use. */
export async function refuseUnfinished(database: Database): Promise<void> {
  const [found] = await database.query<{ unfinished: boolean }>({
    text: 'select to_regclass($1) is not null as unfinished',
    values: [`public.${UNFINISHED}`],
  })
  if (!found?.unfinished) return
  throw new SchemaRefused(
    'A restore into this database was stopped before its end. Run "headwater restore FILE" again: it clears the database first',
  )
}

/** Brings the schema to the newest step of the program; returns the steps that were applied. Safe to call from many processes. */
export async function migrate(
  database: Database,
  steps: readonly Migration[] = readMigrations(),
): Promise<readonly Migration[]> {
  const client = await database.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(HISTORY_TABLE)
    const { rows } = await client.query<AppliedStep>(
      'select version, name, sha256 from schema_migration order by version',
    )
    const pending = pendingSteps(steps, rows)
    await runMigrations({ pgPool: database.pool, logger: workerLogger() })
    for (const step of pending) await apply(client, step)
    return pending
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {})
    client.release()
  }
}

/** Throws where the schema is not that of this program: a second program leaves bringing it forward to the node. */
export async function mustBeCurrent(database: Database, steps: readonly Migration[] = readMigrations()): Promise<void> {
  await refuseUnfinished(database)
  const [found] = await database.query<{ made: boolean }>({
    text: `select to_regclass('schema_migration') is not null as made`,
  })
  const applied = found?.made
    ? await database.query<AppliedStep & Record<string, unknown>>({
        text: 'select version, name, sha256 from schema_migration order by version',
      })
    : []
  const [next] = pendingSteps(steps, applied)
  if (next)
    throw new SchemaRefused(
      `The database lacks schema step ${next.version} (${next.name}), which this program needs. Start its node once with this program`,
    )
}

const HISTORY_TABLE = `create table if not exists schema_migration (
  version integer primary key, name text not null, sha256 text not null, applied timestamptz not null default now())`

export interface AppliedStep {
  readonly version: number
  readonly name: string
  readonly sha256: string
}

/** The steps still to do. Throws when the database is newer than the program, or a step was edited after it was applied. */
export function pendingSteps(steps: readonly Migration[], applied: readonly AppliedStep[]): readonly Migration[] {
  const known = new Map(steps.map((step) => [step.version, step]))
  const unknown = applied.findLast((one) => !known.has(one.version))
  if (unknown) {
    const newest = steps.at(-1)?.version ?? 0
    throw new SchemaRefused(
      `The database has schema step ${unknown.version} (${unknown.name}), but this program knows steps up to ${newest} only: ` +
        'the database was used by a newer program. Start that program, or restore a backup made by this one into a new HEADWATER_HOME.',
    )
  }
  const edited = applied.find((one) => known.get(one.version)?.sha256 !== one.sha256)
  if (edited) {
    throw new SchemaRefused(
      `Schema step ${edited.version} (${edited.name}) should be as it was when it was applied to this database, but its file differs. ` +
        'Put the file back and write the change as a new step.',
    )
  }
  const done = new Set(applied.map((one) => one.version))
  return steps.filter((step) => !done.has(step.version))
}

async function apply(client: ClientBase, step: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(step.sql)
    const values = [step.version, step.name, step.sha256]
    await client.query('insert into schema_migration (version, name, sha256) values ($1, $2, $3)', values)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(
      `Schema step ${step.version} (${step.name}) failed and was rolled back: ${(error as Error).message}`,
      { cause: error },
    )
  }
}
