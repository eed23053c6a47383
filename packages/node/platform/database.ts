import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { actorNow } from './actor.ts'
import { databaseTypes } from './database-types.ts'
import type { Log } from './log.ts'

/** Something that statements can be sent on: the pool, or one open transaction. */
export interface Session {
  /** Kysely over this session, for a slice's own table types. */
  readonly tables: <Tables>() => Kysely<Tables>
  /** Plain SQL with $1, $2 …; with a `name` it is a prepared statement, kept by the connection (twice as fast on hot paths). */
  readonly query: <Row extends pg.QueryResultRow>(statement: Statement) => Promise<readonly Row[]>
}

export interface Statement {
  readonly text: string
  readonly values?: readonly unknown[]
  readonly name?: string
}

/** One open transaction on one connection. */
export interface Transaction extends Session {
  readonly client: pg.ClientBase
}

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  readonly readOnly?: boolean
}

export interface Database extends Session {
  /** Its address, for a thread that opens a pool of its own. */
  readonly url: string
  readonly pool: pg.Pool
  /** Runs the work in one transaction: commits its result, or rolls back and throws what it threw. */
  readonly transaction: <T>(work: (transaction: Transaction) => Promise<T>, options?: TransactionOptions) => Promise<T>
  readonly close: () => Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  readonly log: Log
  /** Most connections at once; 10 by default. */
  readonly connections?: number
  /** Seen in pg_stat_activity. */
  readonly name?: string
}

/** Opens a pool. Nothing is connected until the first statement; a lost connection is replaced by the next one. */
export function openDatabase({ url, log, connections = 10, name = 'headwater' }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: name,
    types: databaseTypes,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
  })
  const onError = (error: Error) => log.warn('A database connection was lost', { error: error.message })
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  const kysely = kyselyOver(pool)
  let closing: Promise<void> | undefined
  return {
    url,
    pool,
    tables: <Tables>() => kysely as unknown as Kysely<Tables>,
    query: (statement) =>
      isNamedWrite(statement) ? inTransaction(pool, (one) => one.query(statement), {}) : send(pool, statement),
    transaction: (work, options) => inTransaction(pool, work, options ?? {}),
    close: () => {
      closing ??= pool.end()
      return closing
    },
  }
}

async function send<Row extends pg.QueryResultRow>(
  on: pg.Pool | pg.ClientBase,
  statement: Statement,
): Promise<readonly Row[]> {
  const { text, name, values } = statement
  const answer = await on.query<Row>({ text, ...(name ? { name } : {}), values: values ? [...values] : [] })
  return answer.rows
}

async function inTransaction<T>(
  pool: pg.Pool,
  work: (transaction: Transaction) => Promise<T>,
  { isolation = 'read committed', readOnly = false }: TransactionOptions,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(`begin isolation level ${isolation}${readOnly ? ' read only' : ''}`)
    if (!readOnly) await nameActor(client)
    const result = await work(transactionOn(client))
    const { command } = await client.query('commit')
    // PostgreSQL answers COMMIT with ROLLBACK when a statement failed and the work hid its error.
    if (command === 'ROLLBACK') throw new Error('A statement of the transaction failed, so nothing of it was kept')
    return result
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    client.release(broken)
  }
}

/** A single statement that writes in somebody's name: the audit log asks the transaction who it was. */
const isNamedWrite = ({ text }: Statement): boolean =>
  actorNow() !== undefined && /^\s*(with|insert|update|delete)\b/i.test(text)

async function nameActor(client: pg.ClientBase): Promise<void> {
  const actor = actorNow()
  if (!actor) return
  await client.query({
    name: 'name-actor',
    text: `select set_config('headwater.by', $1, true), set_config('headwater.via', $2, true)`,
    values: [actor.by, actor.via],
  })
}

function transactionOn(client: pg.PoolClient): Transaction {
  const kysely = kyselyOver(onlyClient(client))
  return {
    client,
    tables: <Tables>() => kysely as unknown as Kysely<Tables>,
    query: (statement) => send(client, statement),
  }
}

/** A pool of the one connection that a transaction holds: kysely's statements and COPY then share that transaction. */
function onlyClient(client: pg.PoolClient): Pick<pg.Pool, 'connect' | 'end'> {
  const lent = new Proxy(client, {
    get: (target, key) => {
      if (key === 'release') return () => {}
      const value = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { connect: async () => lent, end: async () => {} } as unknown as pg.Pool
}

const kyselyOver = (pool: Pick<pg.Pool, 'connect' | 'end'>): Kysely<unknown> =>
  new Kysely({ dialect: new PostgresDialect({ pool: pool as pg.Pool }) })
