import { createHash } from 'node:crypto'
import type { Database } from '../../platform/database.ts'
import { forgetTokens, spendTokens, type UsedToken } from './used-token.store.ts'

/** Keeps that a token was used; false: it was before. */
export type SpendToken = (token: {
  readonly iss: string
  readonly jti: string
  readonly expires: number
}) => Promise<boolean>

interface Waiting extends UsedToken {
  readonly done: (isNew: boolean) => void
  readonly fail: (error: unknown) => void
}

/** Most tokens of one statement; those that have run out go after so many statements, so many at a time. */
const MOST = 256
const CLEAN_EVERY = 64
const CLEANED = MOST * CLEAN_EVERY
/** Of two processes on one database the one ahead does not forget what the other would still take. */
const CLOCKS_APART_MS = 60_000

/**
 * Lets each token be used once, over all processes on the database: kept before its call goes on. Calls that come while a statement is
 * under way share the next one, so that many calls at once cost one write to the disk.
 */
export function spendTokenOn(database: Database, machine: () => number): SpendToken {
  const waiting: Waiting[] = []
  let running = false
  let statements = 0
  const drain = async (): Promise<void> => {
    running = true
    for (let batch = waiting.splice(0, MOST); batch.length > 0; batch = waiting.splice(0, MOST)) {
      await keep(database, batch)
      statements += 1
      if (statements % CLEAN_EVERY === 1)
        await forgetTokens(database, { now: machine() - CLOCKS_APART_MS, most: CLEANED }).catch(() => {})
    }
    running = false
  }
  return ({ iss, jti, expires }) =>
    new Promise((done, fail) => {
      waiting.push({ hash: createHash('sha256').update(`${iss}\n${jti}`).digest(), expires, done, fail })
      if (!running) void drain()
    })
}

async function keep(database: Database, batch: readonly Waiting[]): Promise<void> {
  try {
    const isNew = new Set(await spendTokens(database, batch))
    // Of two equal tokens in one statement the first one is let in.
    for (const { hash, done } of batch) done(isNew.delete(hash.toString('hex')))
  } catch (error) {
    for (const { fail } of batch) fail(error)
  }
}
