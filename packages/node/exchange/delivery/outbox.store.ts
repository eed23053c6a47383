import type { Session } from '../../platform/database.ts'
import { IS_PROVEN } from '../credentials/membership.store.ts'

export interface OutboxItem {
  readonly seq: number
  readonly content: string
  readonly signature: string
  /** The first receipt of the partner, if it gave one. */
  readonly receipt: string | null
  readonly receiptSignature: string | null
}

export interface Outbox {
  readonly state: 'open' | 'suspended' | 'closed'
  /** The membership that the owner demands is proven. */
  readonly isProven: boolean
  /** Number of the last message. */
  readonly head: number
  /** Number of the first after the cursor whose body is kept. */
  readonly oldest: number | null
  /** What comes next is not kept any more. */
  readonly isTooLate: boolean
  readonly items: readonly OutboxItem[]
}

export interface OutboxCursor {
  readonly partner: string
  readonly transferPid: string
  readonly after: number
  readonly limit: number
}

/** Bytes of a page beyond its first message. */
const MOST_BYTES = 1024 * 1024

/** The messages of a transfer after a place, in their order; undefined: there is no such transfer to this partner. */
export async function readOutbox(
  session: Session,
  { partner, transferPid, after, limit }: OutboxCursor,
): Promise<Outbox | undefined> {
  const [stream] = await session.query<Pick<Outbox, 'state' | 'head' | 'isProven'> & { id: number }>({
    name: 'outbox-stream',
    text: `select s.id, s.state, s.seq as head, ${IS_PROVEN} as "isProven"
           from message_stream s join partner p on p.id = s.partner
           where s.partner = $1 and s.direction = 'out' and s.kind = 'envelopes' and s.pid = $2`,
    values: [partner, transferPid],
  })
  if (!stream) return undefined
  const rows = await session.query<OutboxItem & Record<string, unknown>>({
    name: 'outbox-page',
    text: `select seq, content, signature, receipt, receipt_signature as "receiptSignature" from (
             select *, sum(coalesce(length(content), 0)) over (order by seq) - coalesce(length(content), 0) as before from (
               select seq, content, signature, receipt, receipt_signature from outgoing
               where stream = $1 and seq > $2 order by seq limit $3) page) sized
           where before <= ${MOST_BYTES} order by seq`,
    values: [stream.id, after, limit],
  })
  const end = rows.findIndex((one) => one.content === null)
  const items = end < 0 ? rows : rows.slice(0, end)
  const isTooLate = end === 0
  return { ...stream, items, isTooLate, oldest: isTooLate ? await oldestKept(session, stream.id, after) : null }
}

async function oldestKept(session: Session, stream: number, after: number): Promise<number | null> {
  const [row] = await session.query<{ oldest: number | null }>({
    text: 'select min(seq) as oldest from outgoing where stream = $1 and seq > $2 and content is not null',
    values: [stream, after],
  })
  return row!.oldest
}
