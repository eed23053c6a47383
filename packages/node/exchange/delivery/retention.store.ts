import { AGREEMENT_SIGNATURE } from '@headwater/exchange/evidence/verify-log'
import type { Session } from '../../platform/database.ts'

/** Streams, and messages of each, whose bodies go at once: few enough that nobody waits for them. */
const STREAMS = 64
const MESSAGES = 1_000

/**
 * Takes away bodies whose agreement does not have them kept any longer; hashes, signatures and receipts stay, so that a repeated message
 * still gets its first receipt, and so do signatures of agreements: without their bodies the record would look as if nobody had signed.
 * What waits still is kept. Answers how many went.
 */
export async function forgetBodies(session: Session, now: Date): Promise<number> {
  let gone = 0
  for (const text of [FORGET_SENT, FORGET_RECEIVED])
    for (;;) {
      const [row] = await session.query<{ streams: number; gone: number }>({ text, values: [now] })
      gone += row!.gone
      if (row!.streams === 0) break
    }
  return gone
}

/** Messages of a stream end in their order, so that those whose time is over are the first behind the last that went. */
const forget = ({ table, direction, ended, rest }: Forgotten): string => `
  with due as (
    select id, faded_seq, due_by.old from message_stream s
    cross join lateral (select $1::timestamptz - make_interval(days => s.retention_days) as old) due_by
    where s.kind = 'envelopes' and s.direction = '${direction}'
      and exists (select from ${table} m where m.stream = s.id and m.seq = s.faded_seq + 1 and m.${ended} < due_by.old)
    order by id limit ${STREAMS} for update of s skip locked
  ), looked as (
    select due.id as stream, m.id, m.seq, m.type, coalesce(m.${ended} < due.old, false) as is_old from due
    cross join lateral (
      select id, seq, type, ${ended} from ${table} where stream = due.id and seq > due.faded_seq order by seq limit ${MESSAGES}) m
  ), last as (
    select stream, coalesce(min(seq) filter (where not is_old) - 1, max(seq)) as seq from looked group by stream
  ), moved as (
    update message_stream s set faded_seq = last.seq from last where s.id = last.stream returning 1
  ), faded as (
    update ${table} m set content = null ${rest} from looked join last using (stream)
    where m.id = looked.id and looked.seq <= last.seq and m.content is not null and m.type <> '${AGREEMENT_SIGNATURE}' returning 1
  )
  select (select count(*)::int from moved) as streams, (select count(*)::int from faded) as gone`

interface Forgotten {
  readonly table: 'outgoing' | 'incoming'
  readonly direction: 'out' | 'in'
  readonly ended: string
  /** What else of a row has no more use. */
  readonly rest: string
}

const FORGET_SENT = forget({
  table: 'outgoing',
  direction: 'out',
  ended: 'ended',
  rest: `, answer = null, tries = '[]'`,
})
const FORGET_RECEIVED = forget({ table: 'incoming', direction: 'in', ended: 'received', rest: '' })

/** Days for which a control message that has ended is kept where it was queued; what was said stays with its process. */
const CONTROL_DAYS = 90

/** Control messages that have ended go, and their streams with the last of them. Answers how many messages went. */
export async function forgetControl(session: Session, now: Date): Promise<number> {
  let gone = 0
  for (let last = MESSAGES; last === MESSAGES; gone += last) {
    const rows = await session.query({
      text: `delete from outgoing where id in (
               select o.id from message_stream s join outgoing o on o.stream = s.id
               where s.kind = 'control' and o.ended < $1::timestamptz - make_interval(days => ${CONTROL_DAYS}) limit ${MESSAGES})
             returning 1`,
      values: [now],
    })
    last = rows.length
  }
  await session.query({
    text: `delete from message_stream s where kind = 'control' and opened < $1::timestamptz - make_interval(days => ${CONTROL_DAYS})
             and not exists (select from outgoing o where o.stream = s.id)`,
    values: [now],
  })
  return gone
}

/** Gives the room of what went to what comes; the queue of a day would else lie between. */
export async function reuseRoom(session: Session): Promise<void> {
  for (const table of ['outgoing', 'incoming']) await session.query({ text: `vacuum (truncate false) ${table}` })
}
