import type { Session } from '../../platform/database.ts'

export interface InStream {
  readonly id: number
  readonly pid: string
  readonly agreementId: string
  readonly state: 'open' | 'suspended' | 'closed'
  readonly seq: number
  readonly lastHash: string | null
  /** What the partner's streams miss is being fetched: what is new waits, so that the log keeps its order. */
  readonly isFetching: boolean
}

/** A fetch that fails so often does not hold up what is new any more. */
const MOST_FAILED_FETCHES = 3

/** Locks a partner's streams until the transaction ends, always in the same order. */
export function lockInStreams(
  session: Session,
  partner: string,
  pids: readonly string[],
): Promise<readonly InStream[]> {
  return session.query<InStream & Record<string, unknown>>({
    name: 'lock-in-streams',
    text: `select id, pid, agreement_id as "agreementId", state, seq, last_hash as "lastHash",
             exists (select from graphile_worker._private_jobs j
                     where j.key = 'fetch:' || $1::text and j.attempts <= ${MOST_FAILED_FETCHES}) as "isFetching"
           from message_stream where partner = $1::uuid and direction = 'in' and kind = 'envelopes' and pid = any ($2) order by id for update`,
    values: [partner, pids],
  })
}

export interface KnownMessage {
  readonly messageId: string
  readonly hash: string
  readonly receipt: string
  readonly receiptSignature: string
}

/** What came from this partner under these ids before. */
export function knownMessages(
  session: Session,
  partner: string,
  messageIds: readonly string[],
): Promise<readonly KnownMessage[]> {
  return session.query<KnownMessage & Record<string, unknown>>({
    name: 'known-messages',
    text: `select message_id as "messageId", hash, receipt, receipt_signature as "receiptSignature" from incoming
           where partner = $1 and message_id = any ($2::uuid[])`,
    values: [partner, messageIds],
  })
}

export interface NewIncoming extends KnownMessage {
  readonly stream: number
  readonly seq: number
  readonly type: string
  readonly content: string
  readonly bodyHash: string
  readonly signature: string
  readonly leafIndex: number
}

/** Keeps messages and moves their streams on, in one statement. */
export async function insertIncoming(
  session: Session,
  { partner, received }: { readonly partner: string; readonly received: Date },
  messages: readonly NewIncoming[],
): Promise<void> {
  const column = <Name extends keyof NewIncoming>(name: Name) => messages.map((one) => one[name])
  await session.query({
    name: 'insert-incoming',
    text: `with one as (
             select * from unnest($3::bigint[], $4::uuid[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                                  $11::text[], $12::text[], $13::bigint[])
               as one (stream, message_id, seq, type, content, hash, body_hash, signature, receipt, receipt_signature, leaf_index)
           ), kept as (
             insert into incoming (partner, received, stream, message_id, seq, type, content, hash, body_hash, signature, receipt,
                                   receipt_signature, leaf_index)
             select $1::uuid, $2::timestamptz, one.* from one
           )
           update message_stream s set seq = last.seq, last_hash = last.hash
           from (select distinct on (stream) stream, seq, hash from one order by stream, seq desc) last where s.id = last.stream`,
    values: [
      partner,
      received,
      column('stream'),
      column('messageId'),
      column('seq'),
      column('type'),
      column('content'),
      column('hash'),
      column('bodyHash'),
      column('signature'),
      column('receipt'),
      column('receiptSignature'),
      column('leafIndex'),
    ],
  })
}

/** A partner's streams from which something may be missing. */
export const openInStreams = (session: Session, partner: string): Promise<readonly Pick<InStream, 'pid' | 'seq'>[]> =>
  session.query<Pick<InStream, 'pid' | 'seq'> & Record<string, unknown>>({
    text: `select pid, seq from message_stream
           where partner = $1 and direction = 'in' and kind = 'envelopes' and state = 'open' order by id`,
    values: [partner],
  })
