import type { Database } from '../../platform/database.ts'
import { type OutboxCursor, type OutboxItem, readOutbox } from './outbox.store.ts'

/** What a partner is told that fetches what it misses: JSON, receipts and envelopes byte by byte as they were signed. */
export interface OutboxAnswer {
  readonly status: 200 | 403 | 404 | 409 | 410 | 503
  readonly text: string
}

export async function serveOutbox(database: Database, cursor: OutboxCursor): Promise<OutboxAnswer> {
  const { transferPid, after } = cursor
  const box = await readOutbox(database, cursor)
  if (!box) return refuse(404, 'NotFound', `transferPid (${transferPid}) should be one of a transfer between us`)
  const { state, head, isProven, isTooLate, oldest, items } = box
  if (state === 'closed')
    return refuse(403, 'Ended', `transfer ${transferPid} has ended: nothing of it is sent any more`)
  if (!isProven)
    return refuse(403, 'NotProven', 'this node asks for a proof of membership: call it for its catalogue, and give one')
  if (state === 'suspended') return refuse(503, 'Suspended', `transfer ${transferPid} is suspended`)
  if (after > head) return refuse(409, 'FutureCursor', `after (${after}) should be at most ${head}, the last message`)
  if (isTooLate)
    return refuse(
      410,
      'ConsumerTooSlow',
      `messages after ${after} are not kept any more; the first that is kept is ${oldest}`,
    )
  return { status: 200, text: `{"head":${head},"messages":[${items.map(itemText).join(',')}]}` }
}

const refuse = (status: OutboxAnswer['status'], code: string, reason: string): OutboxAnswer => ({
  status,
  text: JSON.stringify({ code, reason }),
})

function itemText({ content, signature, receipt, receiptSignature }: OutboxItem): string {
  const proof = receipt === null ? '' : `,"receipt":${receipt},"receiptSignature":"${receiptSignature}"`
  return `{"envelope":${content},"signature":"${signature}"${proof}}`
}
