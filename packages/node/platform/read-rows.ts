import type { QueryResultRow } from 'pg'
import type { Statement, Transaction } from './database.ts'

const BATCH = 1_000

/** Reads a large answer row by row through a cursor, inside one transaction; one cursor at a time in a transaction. */
export async function* readRows<Row extends QueryResultRow>(
  transaction: Transaction,
  statement: Statement,
): AsyncGenerator<Row> {
  await transaction.query({
    text: `declare large_answer no scroll cursor for ${statement.text}`,
    values: statement.values ?? [],
  })
  for (;;) {
    const rows = await transaction.query<Row>({ text: `fetch ${BATCH} from large_answer` })
    yield* rows
    if (rows.length < BATCH) break
  }
  await transaction.query({ text: 'close large_answer' })
}
