import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import type { Transaction } from './database.ts'

/** A value of one cell. Objects and arrays are written as JSON; a list for an array column must be given as its text '{…}'. */
export type CopyValue = string | number | bigint | boolean | Date | Uint8Array | object | null | undefined
export type CopyRow = readonly CopyValue[]

export interface CopyTarget {
  /** May carry its schema: 'history.sale'. */
  readonly table: string
  readonly columns: readonly string[]
}

/** Rows are joined into pieces of about this many characters before they go to the socket. */
const PIECE = 65_536

/**
 * Writes rows by COPY inside a transaction, twice as fast as any insert; resolves with the number of rows. Memory stays flat: rows are
 * pulled as fast as the database takes them. If the rows throw, the COPY and so the transaction fails with what they threw.
 */
export const copyIn = (
  transaction: Transaction,
  target: CopyTarget,
  rows: Iterable<CopyRow> | AsyncIterable<CopyRow>,
): Promise<number> => copyTextIn(transaction, target, pieces(rows, target.columns))

/** The same of rows that are text already, as `copyText` writes it. */
export async function copyTextIn(
  transaction: Transaction,
  target: CopyTarget,
  text: Iterable<string | Uint8Array> | AsyncIterable<string>,
): Promise<number> {
  const columns = target.columns.map(pg.escapeIdentifier).join(', ')
  const stream = transaction.client.query(from(`copy ${quoteTable(target.table)} (${columns}) from stdin`))
  await pipeline(Readable.from(text, { objectMode: true, highWaterMark: 2 }), stream)
  return stream.rowCount
}

/** Reads a query by COPY as bytes in PostgreSQL's text format: one line a row, tabs between, \\N for null. */
export const copyOut = (transaction: Transaction, query: string): Readable =>
  transaction.client.query(to(`copy (${query}) to stdout`))

export const quoteTable = (name: string): string => name.split('.').map(pg.escapeIdentifier).join('.')

async function* pieces(
  rows: Iterable<CopyRow> | AsyncIterable<CopyRow>,
  columns: readonly string[],
): AsyncGenerator<string> {
  const writer = new PieceWriter(columns)
  for await (const row of rows) if (writer.add(row)) yield writer.take()
  yield writer.take()
}

/** Rows as pieces of text in PostgreSQL's COPY format, for a thread that has the rows but not the database. */
export function* copyText(rows: Iterable<CopyRow>, columns: readonly string[]): Generator<string> {
  const writer = new PieceWriter(columns)
  for (const row of rows) if (writer.add(row)) yield writer.take()
  yield writer.take()
}

class PieceWriter {
  readonly #columns: readonly string[]
  #piece = ''
  #number = 0

  constructor(columns: readonly string[]) {
    this.#columns = columns
  }

  /** Whether there is enough for a piece. */
  add(row: CopyRow): boolean {
    const columns = this.#columns
    this.#number += 1
    if (row.length !== columns.length)
      throw new Error(
        `Row ${this.#number} should have ${columns.length} values (${columns.join(', ')}), but has ${row.length}`,
      )
    this.#piece += line(row, columns, this.#number)
    return this.#piece.length >= PIECE
  }

  take(): string {
    const piece = this.#piece
    this.#piece = ''
    return piece
  }
}

function line(row: CopyRow, columns: readonly string[], number: number): string {
  let text = ''
  for (let index = 0; index < row.length; index += 1) {
    if (index > 0) text += '\t'
    const cell = cellText(row[index])
    if (cell.includes('\0')) {
      throw new Error(`Row ${number}, ${columns[index]}: the text should have no zero character (U+0000); remove it`)
    }
    text += cell
  }
  return `${text}\n`
}

const SPECIAL = /[\\\n\r\t]/g
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function cellText(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escapeText(value)
  if (typeof value !== 'object') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  return escapeText(JSON.stringify(value))
}

const escapeText = (text: string): string => text.replace(SPECIAL, (one) => ESCAPED[one] ?? one)
