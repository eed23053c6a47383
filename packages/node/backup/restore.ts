import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { quoteTable } from '../platform/copy.ts'
import type { Database, Transaction } from '../platform/database.ts'
import { type Migration, migrate, readMigrations, UNFINISHED } from '../platform/migrate.ts'
import { type BackupSummary, proofOfTable, type TableCount } from './backup.ts'
import { CANONICAL, partitions, relations, routinesAndTypes, schemas, tables } from './catalogue.ts'
import { BadBackup, type Head, type Partition, type Sequence, type TableHead } from './container.ts'
import { dropMade } from './drop-made.ts'
import { readBackup, type TableContent } from './read-backup.ts'
import { withoutConstraints } from './without-constraints.ts'

export interface RestoreOrder {
  readonly database: Database
  readonly file: string
  readonly onTable?: (done: TableCount) => void
  /** The schema steps of the program; those in its folder by default. */
  readonly steps?: readonly Migration[]
}

/** A restore that is refused: the database has something in it. */
export class DatabaseNotEmpty extends Error {}

/**
 * Brings a backup into an empty database: checks the whole file first, makes the schema of the backup, loads every table in one
 * transaction, reads all of it back, and keeps it only when each count and hash is that of the file. Then the schema goes forward to this
 * program's. After a failure, or when it was killed, nothing is left that a second restore would not clear away.
 */
export async function restore({
  database,
  file,
  onTable,
  steps = readMigrations(),
}: RestoreOrder): Promise<Omit<BackupSummary, 'bytes'>> {
  const unlock = await lockRestore(database)
  try {
    return await restoreAlone({ database, file, steps, ...(onTable ? { onTable } : {}) })
  } finally {
    await unlock()
  }
}

/** One restore at a time: each would take what the other has made for its own unfinished work, and clear it. */
async function lockRestore({ pool }: Database): Promise<() => Promise<void>> {
  const client = await pool.connect()
  try {
    await client.query(`set lock_timeout = '${PATIENCE}'`)
    await client.query(`select pg_advisory_lock(hashtext('headwater restore'))`)
  } catch (error) {
    client.release(true)
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error
    throw new DatabaseNotEmpty(
      'Another restore is writing into this database. Wait for its end, or give another database.',
    )
  }
  // The lock is the connection's and ends with it, also when this process is killed.
  return async () => client.release(true)
}

/** The server may take a moment to see that a restore was killed. */
const PATIENCE = '5s'
const LOCK_NOT_AVAILABLE = '55P03'

async function restoreAlone(
  order: RestoreOrder & Required<Pick<RestoreOrder, 'steps'>>,
): Promise<Omit<BackupSummary, 'bytes'>> {
  const { database, file, onTable, steps } = order
  await mustBeEmpty(database)
  const content = await readBackup(file)
  const past = pastSteps(content.head, steps)
  const before = await markUnfinished(database)
  try {
    await migrate(database, past)
    await noteMade(database, before)
    await mustFit(database, content.head)
    await database.transaction(async (transaction) => {
      await transaction.query({ text: CANONICAL })
      await load(transaction, file)
      await prove(transaction, content.tables, onTable)
      await freeTasks(transaction)
      await transaction.query({ text: `drop table ${UNFINISHED}` })
    })
    await database.query({ text: 'analyze' })
    await migrate(database, steps)
  } catch (error) {
    await dropMade(database)
    throw error
  }
  return { file, rows: content.rows, tables: content.tables }
}

async function mustBeEmpty(database: Database): Promise<void> {
  const held = await relations(database)
  if (held.includes(`public.${UNFINISHED}`)) {
    await dropMade(database)
    return mustBeEmpty(database)
  }
  const foreign = (await schemas(database)).filter((name) => name !== 'public').map((name) => `schema ${name}`)
  const found = [...foreign, ...held, ...(await routinesAndTypes(database))]
  if (found.length === 0) return
  throw new DatabaseNotEmpty(
    `A backup is restored into an empty database only, but this one has something in it (${found.slice(0, 3).join(', ')}${found.length > 3 ? ' …' : ''}). ` +
      'Give a new HEADWATER_HOME, or the DATABASE_URL of a new database.',
  )
}

/** Notes that a restore is under way, and which schemas were there before. */
async function markUnfinished(database: Database): Promise<ReadonlySet<string>> {
  const before = await schemas(database)
  await database.query({
    text: `create table ${UNFINISHED} (since timestamptz not null default now(), before text[] not null, made text[])`,
  })
  await database.query({ text: `insert into ${UNFINISHED} (before) values ($1)`, values: [before] })
  return new Set(before)
}

/** Only these are cleared away: another program may make schemas of its own meanwhile. */
async function noteMade(database: Database, before: ReadonlySet<string>): Promise<void> {
  const made = (await schemas(database)).filter((name) => !before.has(name))
  await database.query({ text: `update ${UNFINISHED} set made = $1`, values: [made] })
}

/** The steps that the database had when the backup was made. */
function pastSteps(head: Head, steps: readonly Migration[]): readonly Migration[] {
  const known = new Map(steps.map((step) => [step.version, step]))
  for (const step of head.schema) {
    if (known.get(step.version)?.sha256 === step.sha256) continue
    throw new BadBackup(
      `The backup was made with schema step ${step.version} (${step.name}), which this program does not have so. ` +
        'Restore it with the program that made it, or a newer one.',
    )
  }
  return steps.filter((step) => head.schema.some((one) => one.version === step.version))
}

async function mustFit(database: Database, head: Head): Promise<void> {
  const [queue] = await database.query<{ newest: number }>({
    text: 'select max(id) as newest from graphile_worker.migrations',
  })
  if ((queue?.newest ?? 0) >= head.queueSchema) return
  throw new BadBackup(
    `The backup's task queue (schema ${head.queueSchema}) is newer than this program's (${queue?.newest}); use a newer program`,
  )
}

async function load(transaction: Transaction, file: string): Promise<void> {
  let putBack = async () => {}
  let waiting: readonly Sequence[] = []
  await readBackup(file, {
    head: async (head) => {
      await makePartitions(transaction, head.partitions)
      putBack = await withoutConstraints(transaction)
    },
    table: (table, rows) => loadTable(transaction, table, rows),
    sequences: async (sequences) => {
      waiting = sequences
    },
  })
  await putBack()
  for (const { name, value, called } of waiting) {
    await transaction.query({
      text: 'select setval($1::regclass, $2::bigint, $3)',
      values: [quoteTable(name), value, called],
    })
  }
}

async function makePartitions(transaction: Transaction, wanted: readonly Partition[]): Promise<void> {
  const present = new Set((await partitions(transaction)).map((one) => one.table))
  for (const { table, parent, bound, divided } of wanted.filter((one) => !present.has(one.table))) {
    const more = divided ? ` partition by ${divided}` : ''
    await transaction.query({
      text: `create table ${quoteTable(table)} partition of ${quoteTable(parent)} ${bound}${more}`,
    })
  }
}

async function loadTable(
  transaction: Transaction,
  { table, columns }: TableHead,
  rows: AsyncIterable<Buffer>,
): Promise<void> {
  const list = columns.map((name) => pg.escapeIdentifier(name)).join(', ')
  await pipeline(Readable.from(rows), transaction.client.query(from(`copy ${quoteTable(table)} (${list}) from stdin`)))
}

async function prove(
  transaction: Transaction,
  wanted: readonly TableContent[],
  onTable?: (done: TableCount) => void,
): Promise<void> {
  const present = new Map((await tables(transaction)).map((one) => [one.table, one]))
  for (const { table, columns, rows, sha256 } of wanted) {
    const found = await proofOfTable(transaction, present.get(table)!.query(columns))
    if (found.rows !== rows || found.sha256 !== sha256) {
      throw new Error(
        `Table ${table} should have ${rows} rows with hash ${sha256.slice(0, 12)} after the restore, but has ${found.rows} with ` +
          `${found.sha256.slice(0, 12)}. Nothing was kept; please report this.`,
      )
    }
    onTable?.({ table, rows, sha256 })
  }
}

/** The workers that had tasks when the backup was made are not here: their tasks wait again. */
async function freeTasks(transaction: Transaction): Promise<void> {
  await transaction.query({
    text: `select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))`,
  })
  await transaction.query({ text: `update task_progress set state = 'queued' where state = 'running'` })
}
