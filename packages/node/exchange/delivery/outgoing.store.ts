import type { Session } from '../../platform/database.ts'
import { MAY_SEND } from './message-stream.store.ts'

export interface NewOutgoing {
  readonly messageId: string
  readonly type: string
  readonly content: string
  readonly url?: string
  readonly seq?: number
  readonly signature?: string
  readonly bodyHash?: string
}

/** Queues messages of one stream, in their order. */
export async function insertOutgoing(
  session: Session,
  stream: number,
  messages: readonly NewOutgoing[],
): Promise<void> {
  const column = <Name extends keyof NewOutgoing>(name: Name) => messages.map((one) => one[name] ?? null)
  await session.query({
    name: 'insert-outgoing',
    text: `insert into outgoing (stream, message_id, type, content, url, seq, signature, body_hash, queued, waiting_since)
           select $1, message_id, type, content, url, seq, signature, body_hash, now(), now()
           from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[])
             with ordinality as one (message_id, type, content, url, seq, signature, body_hash, place) order by place`,
    values: [
      stream,
      column('messageId'),
      column('type'),
      column('content'),
      column('url'),
      column('seq'),
      column('signature'),
      column('bodyHash'),
    ],
  })
}

/** What stands at the head of a stream, and to whom it goes. */
export interface StreamHead {
  readonly stream: number
  readonly kind: 'control' | 'envelopes'
  readonly partner: string
  readonly did: string
  readonly endpoint: string | null
  readonly pid: string
  readonly nextAttempt: Date | null
  /** Place in the log of the message before; null: there is none, or it is under way. */
  readonly lastLeaf: number | null
  /** Most envelopes in one request; more may have been read ahead. */
  readonly mostAtOnce: number
  readonly messages: readonly WaitingMessage[]
}

export interface WaitingMessage {
  readonly id: number
  readonly messageId: string
  readonly seq: number | null
  readonly type: string
  readonly url: string | null
  readonly content: string
  readonly signature: string | null
  readonly bodyHash: string | null
  readonly attempts: number
  readonly waitingSince: Date
}

/** Envelopes read at once where few go into a request. */
const AHEAD = 16

type HeadRow = Omit<StreamHead, 'messages'> & WaitingMessage & { readonly [column: string]: unknown }

/**
 * The messages that leave next, in their order: one control message, or as many envelopes as go into a request. None where the stream or
 * its partner is suspended, or an envelope before them was given up, because those behind it cannot be taken without it. `after`: id of a
 * message up to which all are under way.
 */
export async function readHead(
  session: Session,
  { stream, after = 0 }: { readonly stream: number; readonly after?: number },
): Promise<StreamHead | undefined> {
  const rows = await session.query<HeadRow>({
    name: 'read-head',
    text: `select s.id as stream, s.kind, s.partner, p.did, s.endpoint, s.pid, s.next_attempt as "nextAttempt", s.most_at_once as "mostAtOnce",
                  o.id, o.message_id as "messageId", o.seq, o.type, o.url, o.content, o.signature, o.body_hash as "bodyHash",
                  o.attempts, o.waiting_since as "waitingSince", before.leaf_index as "lastLeaf"
           from message_stream s join partner p on p.id = s.partner
           cross join lateral (
             select * from outgoing o where o.stream = s.id and o.state = 'waiting' and o.id > $2
             order by o.id limit case s.kind when 'control' then 1 else greatest(s.most_at_once, ${AHEAD}) end) o
           left join outgoing before on before.stream = s.id and before.seq = o.seq - 1
           where s.id = $1 and ${MAY_SEND}
             and not (s.kind = 'envelopes' and exists (
               select from outgoing d where d.stream = s.id and d.state = 'dead' and d.id < o.id))
           order by o.id`,
    values: [stream, after],
  })
  const first = rows[0]
  if (!first) return undefined
  const { kind, partner, did, endpoint, pid, nextAttempt, mostAtOnce, lastLeaf } = first
  return { stream, kind, partner, did, endpoint, pid, nextAttempt, mostAtOnce, lastLeaf, messages: rows }
}

export interface Delivered {
  readonly id: number
  readonly status: number
  /** The answer to a control message. */
  readonly answer?: string
  /** Canonical text. */
  readonly receipt?: string
  readonly receiptSignature?: string
  readonly leafIndex?: number | null
}

/** Marks messages as taken by the partner; only those that wait still. */
export async function markDelivered(session: Session, at: Date, messages: readonly Delivered[]): Promise<void> {
  const column = <Name extends keyof Delivered>(name: Name) => messages.map((one) => one[name] ?? null)
  await session.query({
    name: 'mark-delivered',
    text: `update outgoing o set state = 'delivered', ended = $1, attempts = attempts + 1, status = one.status, answer = one.answer,
                  receipt = one.receipt, receipt_signature = one.receipt_signature, leaf_index = one.leaf_index
           from unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[])
             as one (id, status, answer, receipt, receipt_signature, leaf_index)
           where o.id = one.id and o.state = 'waiting'`,
    values: [
      at,
      column('id'),
      column('status'),
      column('answer'),
      column('receipt'),
      column('receiptSignature'),
      column('leafIndex'),
    ],
  })
}

export interface FailedTry {
  readonly at: Date
  readonly status: number | null
  /** What the partner said, or why nothing came. */
  readonly answer: string
}

const KEPT_TRIES = 20

/** Keeps that messages were not taken, and why; `isDead`: they are given up. */
export async function markTried(
  session: Session,
  ids: readonly number[],
  { at, status, answer, isDead }: FailedTry & { readonly isDead: boolean },
): Promise<void> {
  await session.query({
    name: 'mark-tried',
    text: `update outgoing set attempts = attempts + 1, status = $3, answer = $4,
                  tries = (case when jsonb_array_length(tries) >= ${KEPT_TRIES} then tries - 0 else tries end)
                    || jsonb_build_object('at', $2::timestamptz, 'status', $3::int, 'answer', $4::text),
                  state = case when $5 then 'dead' else state end, ended = case when $5 then $2 end
           where id = any ($1) and state = 'waiting'`,
    // The database keeps no zero character, and one in an answer would leave the message waiting for ever.
    values: [ids, at, status, answer.replaceAll('\0', ''), isDead],
  })
}

/** Gives messages up without another attempt: they are too old. */
export async function markDead(session: Session, ids: readonly number[], at: Date): Promise<void> {
  await session.query({
    name: 'mark-dead',
    text: `update outgoing set state = 'dead', ended = $2 where id = any ($1) and state = 'waiting'`,
    values: [ids, at],
  })
}

/** Streams that have something to send and nobody who looks after them. */
export async function forgottenStreams(session: Session): Promise<readonly number[]> {
  const rows = await session.query<{ id: number }>({
    name: 'forgotten-streams',
    text: `select s.id from message_stream s join partner p on p.id = s.partner
           where ${MAY_SEND}
             and exists (select from outgoing o where o.stream = s.id and o.state = 'waiting')
             and not exists (select from graphile_worker._private_jobs j where j.key = 'deliver:' || s.id
                             and (j.attempts = 0 or j.locked_by is not null))`,
  })
  return rows.map((one) => one.id)
}
