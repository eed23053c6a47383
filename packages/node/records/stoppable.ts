import type { Database, Transaction } from '../platform/database.ts'

/** A transaction that an aborted signal ends at once, even inside a long statement; it then throws the signal's reason. */
export async function stoppable<T>(
  database: Database,
  signal: AbortSignal | undefined,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  let stopping: Promise<unknown> = Promise.resolve()
  try {
    return await database.transaction(async (transaction) => {
      const [server] = await transaction.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' })
      const stop = () => {
        stopping = database
          .query({ text: 'select pg_cancel_backend($1)', values: [server!.pid] })
          // The work looks at the signal itself too.
          .catch(() => {})
      }
      signal?.addEventListener('abort', stop, { once: true })
      try {
        return await work(transaction)
      } finally {
        signal?.removeEventListener('abort', stop)
        // The connection must not be given to others while it may still be told to stop.
        await stopping
      }
    })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}
