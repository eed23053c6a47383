import type { Session } from '../../platform/database.ts'

/** Messages whose bodies go at once: few enough that nobody waits for them. */
const BATCH = 1_000

/**
 * Takes away bodies whose agreement does not have them kept any longer; hashes, signatures and receipts stay, so that a repeated message
 * still gets its first receipt. What was not delivered yet is kept. Answers how many went.
 */
export async function forgetBodies(session: Session, now: Date): Promise<number> {
  const sent = await session.query({ text: FORGET_SENT, values: [now] })
  const received = await session.query({ text: FORGET_RECEIVED, values: [now] })
  const gone = sent.length + received.length
  return sent.length < BATCH && received.length < BATCH ? gone : gone + (await forgetBodies(session, now))
}

const forget = (table: string, ended: string, more: string): string =>
  `update ${table} set content = null where id in (
     select m.id from ${table} m join message_stream s on s.id = m.stream
     where m.content is not null and m.${ended} < $1::timestamptz - make_interval(days => s.retention_days) ${more} limit ${BATCH})
   returning 1`

const FORGET_SENT = forget('outgoing', 'ended', `and m.state = 'delivered'`)
const FORGET_RECEIVED = forget('incoming', 'received', '')
