import { createHash } from 'node:crypto'
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { copyOut } from '../platform/copy.ts'
import type { Database, Transaction } from '../platform/database.ts'
import { CANONICAL, partitions, sequences, tables } from './catalogue.ts'
import { frameHead, type Head, type Letter, MARK, type SchemaStep, type TableProof } from './container.ts'

export interface BackupOrder {
  readonly database: Database
  readonly file: string
  /** Milliseconds since 1970 by the machine's clock. */
  readonly now: number
  readonly onTable?: (done: TableCount) => void
  /** Aborted: nothing is left. */
  readonly signal?: AbortSignal
}

export interface TableCount extends TableProof {
  readonly table: string
}

export interface BackupSummary {
  readonly file: string
  readonly bytes: number
  readonly rows: number
  readonly tables: readonly TableCount[]
}

/** Much smaller than the text, and as fast as the database reads. */
const GZIP_LEVEL = 4

/**
 * Writes every table, as it was at one moment, into one file; work on the database goes on meanwhile. The file gets its name when it is
 * whole and on disk. The same content gives the same tables, byte for byte, on every server. Memory stays flat.
 */
export async function backup({ database, file, now, onTable, signal }: BackupOrder): Promise<BackupSummary> {
  const part = `${file}.part`
  const counts: TableCount[] = []
  try {
    await database.transaction(
      async (transaction) => {
        await transaction.query({ text: CANONICAL })
        const noted = (count: TableCount) => {
          counts.push(count)
          onTable?.(count)
        }
        await pipeline(
          frames(transaction, now, noted),
          createGzip({ level: GZIP_LEVEL }),
          createWriteStream(part, { mode: 0o600 }),
          ...(signal ? [{ signal }] : []),
        )
      },
      { isolation: 'repeatable read', readOnly: true },
    )
    await toDisk(part)
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
  return { file, bytes: (await stat(file)).size, rows: counts.reduce((sum, one) => sum + one.rows, 0), tables: counts }
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  await handle.sync()
  await handle.close()
}

async function* frames(
  transaction: Transaction,
  now: number,
  noted: (count: TableCount) => void,
): AsyncGenerator<Buffer> {
  const whole = createHash('sha256')
  const out = (bytes: Buffer) => {
    whole.update(bytes)
    return bytes
  }
  yield out(Buffer.from(MARK, 'latin1'))
  yield out(json('H', await head(transaction, now)))
  for (const table of await tables(transaction)) {
    yield out(json('T', { table: table.table, columns: table.columns }))
    const proof = proofOf()
    for await (const piece of copyOut(transaction, table.query(table.columns)) as AsyncIterable<Buffer>) {
      proof.add(piece)
      yield out(frameHead('D', piece.length))
      yield out(piece)
    }
    const end = proof.end()
    noted({ table: table.table, ...end })
    yield out(json('E', end))
  }
  yield out(json('S', await sequences(transaction)))
  yield json('Z', { sha256: whole.digest('hex') })
}

function json(letter: Letter, value: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(value), 'utf8')
  return Buffer.concat([frameHead(letter, body.length), body])
}

async function head(transaction: Transaction, now: number): Promise<Head> {
  const schema = await transaction.query<SchemaStep & Record<string, unknown>>({
    text: 'select version, name, sha256 from schema_migration order by version',
  })
  const [queue] = await transaction.query<{ newest: number }>({
    text: 'select max(id) as newest from graphile_worker.migrations',
  })
  return {
    made: new Date(now).toISOString(),
    schema,
    queueSchema: queue?.newest ?? 0,
    partitions: await partitions(transaction),
  }
}

const NEW_LINE = 10

/** Counts the rows of a COPY text, where a row is a line, and hashes it. */
export function proofOf(): { readonly add: (piece: Buffer) => void; readonly end: () => TableProof } {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add: (piece) => {
      hash.update(piece)
      for (let at = piece.indexOf(NEW_LINE); at !== -1; at = piece.indexOf(NEW_LINE, at + 1)) rows += 1
    },
    end: () => ({ rows, sha256: hash.digest('hex') }),
  }
}

/** Reads columns of a table back and counts and hashes them, as a backup does. */
export async function proofOfTable(transaction: Transaction, query: string): Promise<TableProof> {
  const proof = proofOf()
  for await (const piece of copyOut(transaction, query) as AsyncIterable<Buffer>) proof.add(piece)
  return proof.end()
}
