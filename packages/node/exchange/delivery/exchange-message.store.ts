import type { Session } from '../../platform/database.ts'
import { IS_PROVEN } from '../credentials/membership.store.ts'
import { countIn } from './exchange-streams.ts'

export interface KeptMessage {
  readonly [column: string]: unknown
  readonly content: string | null
  readonly signature: string | null
  readonly receipt: string | null
  readonly receiptSignature: string | null
  readonly leafIndex: number | null
  readonly tries: readonly { readonly at: string; readonly status: number | null; readonly answer: string }[]
  /** Where it goes. */
  readonly url: string | null
  readonly waitingSince: Date | null
  readonly partnerState: string
  readonly stream: string
  readonly streamState: string
  /** Until when its partner is left alone; null: it is called. */
  readonly pausedUntil: Date | null
  /** Its partner has proven the membership that the owner demands. */
  readonly isProven: boolean
  /** An envelope before it that was given up. */
  readonly isHeldUp: boolean
}

/** A message whole, with what stands in its way; undefined: there is none. */
export async function findMessage(session: Session, id: string): Promise<KeptMessage | undefined> {
  const isSent = id.startsWith('o')
  const rows = await session.query<KeptMessage>({
    text: `select m.content, m.signature, m.receipt, m.receipt_signature as "receiptSignature", m.leaf_index as "leafIndex",
                  ${isSent ? SENT : RECEIVED}, p.state as "partnerState", s.id::text as stream, s.state as "streamState",
                  (s.kind = 'control' or ${IS_PROVEN}) as "isProven", b.until as "pausedUntil"
           from ${isSent ? 'outgoing' : 'incoming'} m join message_stream s on s.id = m.stream join partner p on p.id = s.partner
           left join partner_breaker b on b.partner = p.id and b.state <> 'closed' where m.id = $1`,
    values: [id.slice(1)],
  })
  return rows[0]
}

const SENT = `m.tries, coalesce(m.url, s.endpoint) as url, m.waiting_since as "waitingSince",
  s.kind = 'envelopes' and exists (select from outgoing d where d.stream = m.stream and d.state = 'dead' and d.id < m.id) as "isHeldUp"`
const RECEIVED = `'[]'::jsonb as tries, null as url, null as "waitingSince", false as "isHeldUp"`

/** Messages that were given up wait again, with those behind them; answers how many, and of which streams. */
export async function replayDead(
  session: Session,
  which: { readonly id: string } | { readonly partner: string },
): Promise<{ readonly messages: number; readonly streams: readonly number[] }> {
  const rows = await session.query<{ stream: number }>({
    text: `update outgoing o set state = 'waiting', ended = null, waiting_since = now() from message_stream s
           where s.id = o.stream and o.state = 'dead' and o.content is not null and not (${IS_ENDED})
             and ${'id' in which ? 'o.id = $1::bigint' : 's.partner = $1::uuid'} returning o.stream`,
    values: ['id' in which ? which.id.slice(1) : which.partner],
  })
  return { messages: rows.length, streams: [...new Set(rows.map((one) => one.stream))] }
}

/** The partner that a sent message waits for, by the id of the message; undefined: it does not wait. */
export async function partnerWaitedFor(session: Session, id: string): Promise<string | undefined> {
  const rows = await session.query<{ partner: string }>({
    text: `select s.partner from outgoing o join message_stream s on s.id = o.stream where o.id = $1::bigint and o.state = 'waiting'`,
    values: [id.slice(1)],
  })
  return rows[0]?.partner
}

/** A message `o` of a stream `s` is of a process that was ended: of such a one nothing but its end is sent again. */
const IS_ENDED = `s.kind = 'control' and o.type not like '%TerminationMessage' and s.pid in (
  select id::text from negotiation where state = 'TERMINATED' union all select id::text from transfer where state = 'TERMINATED')`

/** Streams that lead to partners for this transfer. */
export const outStreamsOf = (session: Session, transfer: string, partner: string | null) =>
  session.query<{ id: number }>({
    text: `select id from message_stream where direction = 'out' and kind = 'envelopes' and pid = $1
             and ($2::uuid is null or partner = $2) limit 2`,
    values: [transfer, partner],
  })

/** The type of the dataset of ours that a transfer is of; undefined: it is of none that we know. */
export async function agreedType(session: Session, transfer: string): Promise<string | undefined> {
  const rows = await session.query<{ aspect: string }>({
    text: `select d.aspect from transfer t join agreement a on a.id = t.agreement join dataset d on d.id = a.target
           where t.role = 'provider' and t.id::text = $1`,
    values: [transfer],
  })
  return rows[0]?.aspect
}

/** Whether we are the consumer of a transfer, by either side's name for it. */
export async function bringsToUs(session: Session, transfer: string): Promise<boolean> {
  const found = await session.query({
    text: `select 1 from message_stream where direction = 'in' and kind = 'envelopes' and pid = $1
           union all
           select 1 from transfer where role = 'consumer' and $1 in (id::text, partner_pid) limit 1`,
    values: [transfer],
  })
  return found.length > 0
}

/** What goes between us and a partner. */
export interface Traffic {
  readonly partner: string
  /** When the newest message came or was queued. */
  readonly lastMessage: Date | null
  readonly waiting: number
  readonly dead: number
  /** Until when the partner is left alone; null: it is called. */
  readonly pausedUntil: Date | null
}

/** Of every partner to whom, or from whom, a stream leads. The newest message is of envelopes the last number of a stream, of a process one of its few. */
export const listTraffic = (session: Session): Promise<readonly Traffic[]> =>
  session.query<Traffic & { [column: string]: unknown }>({
    text: `select s.partner, max(m.at) as "lastMessage", sum(${countIn('waiting')})::int as waiting, sum(${countIn('dead')})::int as dead,
                  max(b.until) as "pausedUntil"
           from message_stream s left join partner_breaker b on b.partner = s.partner and b.state <> 'closed'
           cross join lateral (
             select max(at) as at from (
               select queued as at from outgoing where stream = s.id and seq = s.seq
               union all select queued from outgoing where stream = s.id and seq is null and s.kind = 'control'
               union all select received from incoming where stream = s.id and seq = s.seq) one) m
           group by s.partner`,
  })
