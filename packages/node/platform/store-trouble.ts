/** What keeps the database from answering, in words for the user; undefined: the error is another one. */
export function storeTrouble(error: unknown): string | undefined {
  const { code = '', message = '', cause } = (error ?? {}) as { code?: string; message?: string; cause?: unknown }
  if (code === '53100' || code === 'ENOSPC')
    return 'The disk of the database is full, and nothing of this was kept. Free some space and try again'
  if (isLost(code, message))
    return 'The database does not answer now, and nothing of this was kept. Try again in a moment'
  // Two transactions waited for each other, and the database has undone this one.
  if (code === '40P01' || code === '40001')
    return 'Another change was made at the same moment, and nothing of this was kept. Try again in a moment'
  return cause === undefined ? undefined : storeTrouble(cause)
}

/** Connections that are refused, lost or told to end, as the server and the driver say it. */
const isLost = (code: string, message: string): boolean =>
  /^(08\w{3}|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code) ||
  /^(Connection terminated|timeout exceeded when trying to connect)/.test(message)
