import { type Hash, MerkleFrontier } from '@headwater/exchange/evidence/merkle-log'
import type { Head } from '@headwater/exchange/evidence/verify-proof'
import type { Database, Transaction } from '../../platform/database.ts'
import type { LogName } from './record-log.store.ts'
import { sha256 } from './sha256.ts'

/** Leaves that one transaction takes into the tree; who appends waits for it. */
const BATCH = 1_000

/**
 * Takes all leaves without gaps into the tree of a log. The head of a log that nobody wrote in is that of an empty one.
 * Each leaf is hashed in once, however often this is asked.
 */
export async function growLog(database: Database, log: LogName): Promise<Head> {
  for (;;) {
    const { head, isGrown } = await database.transaction((transaction) => growOnce(transaction, log))
    if (isGrown) return head
  }
}

interface LogRow {
  readonly [column: string]: unknown
  readonly id: number
  readonly size: number
  readonly peaks: readonly Buffer[]
}

async function growOnce(transaction: Transaction, log: LogName): Promise<{ head: Head; isGrown: boolean }> {
  const [row] = await transaction.query<LogRow>({
    text: 'select id, size, peaks from record_log where sender = $1 and receiver = $2 for update',
    values: [log.sender, log.receiver],
  })
  if (!row) return { head: { size: 0, root: new MerkleFrontier(sha256).root() }, isGrown: true }
  const frontier = new MerkleFrontier(sha256, row.size, row.peaks)
  const leaves = await transaction.query<{ index: number; hash: Buffer }>({
    text: 'select index, hash from record_leaf where log = $1 and index >= $2 order by index limit $3',
    values: [row.id, row.size, BATCH],
  })
  const completed: { index: number; subtrees: Buffer }[] = []
  for (const { index, hash } of leaves) {
    if (index !== frontier.size) break
    const subtrees = frontier.add(hash)
    if (subtrees.length > 0) completed.push({ index, subtrees: Buffer.concat(subtrees) })
  }
  const grown = frontier.size - row.size
  if (grown > 0) await keepTree(transaction, row.id, { frontier, completed })
  return { head: { size: frontier.size, root: frontier.root() }, isGrown: grown < BATCH }
}

interface GrownTree {
  readonly frontier: MerkleFrontier
  readonly completed: readonly { readonly index: number; readonly subtrees: Buffer }[]
}

async function keepTree(transaction: Transaction, log: number, { frontier, completed }: GrownTree): Promise<void> {
  await transaction.query({
    text: `with one as (select index, subtrees from unnest($4::bigint[], $5::bytea[]) as one (index, subtrees)),
           leaf as (update record_leaf l set subtrees = one.subtrees from one where l.log = $1 and l.index = one.index)
           update record_log set size = $2, peaks = $3 where id = $1`,
    values: [
      log,
      frontier.size,
      frontier.peaks.map((one: Hash) => Buffer.from(one)),
      completed.map((one) => one.index),
      completed.map((one) => one.subtrees),
    ],
  })
}
