import type { ExchangeStream } from '../../../../schemas/rest/exchange.ts'
import type { Session } from '../../platform/database.ts'
import { IS_PROVEN } from '../credentials/membership.store.ts'

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
  readonly breaker: string
  readonly partnerState: string
  readonly streamState: string
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
                  ${isSent ? SENT : RECEIVED}, p.state as "partnerState", s.state as "streamState",
                  (s.kind = 'control' or ${IS_PROVEN}) as "isProven", coalesce(b.state, 'closed') as breaker
           from ${isSent ? 'outgoing' : 'incoming'} m join message_stream s on s.id = m.stream join partner p on p.id = s.partner
           left join partner_breaker b on b.partner = p.id where m.id = $1`,
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
           where s.id = o.stream and o.state = 'dead' and o.content is not null
             and ${'id' in which ? 'o.id = $1::bigint' : 's.partner = $1::uuid'} returning o.stream`,
    values: ['id' in which ? which.id.slice(1) : which.partner],
  })
  return { messages: rows.length, streams: [...new Set(rows.map((one) => one.stream))] }
}

export const listStreams = (session: Session) =>
  session.query<ExchangeStream & Record<string, unknown>>({
    text: `select p.name as partner, p.id as "partnerId", s.direction, s.kind, s.pid as transfer, s.agreement_id as agreement, s.state,
                  s.seq, coalesce(m.waiting, 0)::int as waiting, coalesce(m.dead, 0)::int as dead,
                  case when m.waiting > 0 then ${time('s.next_attempt')} end as "nextAttempt",
                  coalesce(b.state, 'closed') as breaker,
                  case when b.state <> 'closed' then ${time('b.until')} end as "breakerUntil"
           from message_stream s join partner p on p.id = s.partner left join partner_breaker b on b.partner = p.id
           left join (select stream, count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'dead') as dead
                      from outgoing where state in ('waiting', 'dead') group by stream) m on m.stream = s.id
           order by coalesce(m.dead, 0) + coalesce(m.waiting, 0) desc, s.id desc limit ${MOST_STREAMS}`,
  })

const MOST_STREAMS = 1_000
const time = (sql: string): string => `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Streams that lead to partners for this transfer. */
export const outStreamsOf = (session: Session, transfer: string, partner: string | null) =>
  session.query<{ id: number }>({
    text: `select id from message_stream where direction = 'out' and kind = 'envelopes' and pid = $1
             and ($2::uuid is null or partner = $2) limit 2`,
    values: [transfer, partner],
  })

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

/** When the newest message of each partner came or was queued: of envelopes the last number of a stream, of a process all its few. */
export const lastMessages = (session: Session) =>
  session.query<{ partner: string; at: Date }>({
    text: `select s.partner, max(m.at) as at from message_stream s
           cross join lateral (
             select queued as at from outgoing where stream = s.id and seq = s.seq
             union all select queued from outgoing where stream = s.id and seq is null and s.kind = 'control'
             union all select received from incoming where stream = s.id and seq = s.seq) m
           group by s.partner`,
    values: [],
  })
