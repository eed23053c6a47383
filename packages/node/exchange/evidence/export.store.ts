import type { Json } from '@headwater/exchange/evidence/canonical-json'
import type { Session, Transaction } from '../../platform/database.ts'
import type { LogName } from './record-log.store.ts'

/** A leaf of a log with what is kept of its record. */
export interface ExportedLeaf {
  readonly [column: string]: unknown
  /** In hexadecimal. */
  readonly leaf: string
  /** Canonical text of the envelope; null: its time is over. */
  readonly content: string | null
  readonly signature: string | null
  readonly receipt: string | null
  readonly receiptSignature: string | null
}

const AT_ONCE = 500
/** Where the records of a log are kept, by whether this node is the receiver. */
const RECORDS = {
  in: 'select * from incoming i where i.partner = $3',
  out: 'select o.* from outgoing o join message_stream s on s.id = o.stream where s.partner = $3 and o.leaf_index is not null',
} as const

/** The first `size` leaves of a log in their order, some hundred at a time, in the caller's transaction. */
export async function* exportedLeaves(
  transaction: Transaction,
  { sender, receiver }: LogName,
  { partner, direction, size }: { readonly partner: string; readonly direction: 'in' | 'out'; readonly size: number },
): AsyncGenerator<readonly ExportedLeaf[]> {
  const cursor = `exported_${direction}`
  await transaction.query({
    text: `declare ${cursor} no scroll cursor for
           select encode(leaf.hash, 'hex') as leaf, one.content, one.signature, one.receipt,
                  one.receipt_signature as "receiptSignature"
           from record_log log join record_leaf leaf on leaf.log = log.id
           left join (${RECORDS[direction]}) one on one.leaf_index = leaf.index
           where log.sender = $1 and log.receiver = $2 and leaf.index < $4 order by leaf.index`,
    values: [sender, receiver, partner, size],
  })
  for (;;) {
    const rows = await transaction.query<ExportedLeaf>({ text: `fetch ${AT_ONCE} from ${cursor}` })
    if (rows.length === 0) break
    yield rows
  }
  await transaction.query({ text: `close ${cursor}` })
}

/** What a partner did that it should not have, oldest first. */
export const allIncidents = (session: Session, partner: string) =>
  session.query<{ kind: string; what: string; detail: string; at: Date }>({
    text: 'select kind, what, detail::text as detail, at from incident where partner = $1 order by id',
    values: [partner],
  })

/** Every agreement that was ever made with a partner, as it was sent: those that ended before they were final too, because one side signed. */
export const allAgreements = (session: Session, partner: string) =>
  session.query<{ id: string; body: { readonly [name: string]: Json } }>({
    text: `select distinct on (id) id, body from (
             select agreement ->> 'id' as id, agreement -> 'body' as body, begun as at from negotiation
             where partner = $1 and agreement is not null
             union all select name, body, finalized from agreement where partner = $1 and negotiation is null
           ) as one order by id, at`,
    values: [partner],
  })
