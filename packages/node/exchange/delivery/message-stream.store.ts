import type { Database, Session } from '../../platform/database.ts'
import { gathering } from '../../platform/gathering.ts'
import { IS_PROVEN } from '../credentials/membership.store.ts'

export type Direction = 'out' | 'in'

/** What opens a stream of envelopes. */
export interface StreamOrder {
  /** Id of the partner. */
  readonly partner: string
  readonly direction: Direction
  readonly agreementId: string
  readonly transferPid: string
  /** The partner's inbox; needed to send. */
  readonly endpoint?: string
  /** Days for which the agreement has bodies kept. */
  readonly retentionDays?: number
  /** Most envelopes in one request. */
  readonly mostAtOnce?: number
}

/** Opens a stream, or opens one of the same transfer again; resolves with its id. */
export async function openStream(session: Session, order: StreamOrder): Promise<number> {
  const { partner, direction, agreementId, transferPid, endpoint = null, retentionDays = 365, mostAtOnce = 64 } = order
  const rows = await session.query<{ id: number }>({
    text: `insert into message_stream (partner, direction, kind, pid, agreement_id, endpoint, retention_days, most_at_once)
           values ($1, $2, 'envelopes', $3, $4, $5, $6, $7)
           on conflict (partner, direction, kind, pid) do update
             set state = 'open', endpoint = coalesce(excluded.endpoint, message_stream.endpoint) returning id`,
    values: [partner, direction, transferPid, agreementId, endpoint, retentionDays, mostAtOnce],
  })
  return rows[0]!.id
}

/** The stream of a process's control messages, made with its first. */
export async function controlStream(session: Session, partner: string, pid: string): Promise<number> {
  const rows = await session.query<{ id: number }>({
    name: 'control-stream',
    text: `insert into message_stream (partner, direction, kind, pid) values ($1, 'out', 'control', $2)
           on conflict (partner, direction, kind, pid) do update set pid = excluded.pid returning id`,
    values: [partner, pid],
  })
  return rows[0]!.id
}

/** Id of the stream of a transfer; undefined: there is none. */
export async function findStream(
  session: Session,
  { partner, direction, transferPid }: Pick<StreamOrder, 'partner' | 'direction' | 'transferPid'>,
): Promise<number | undefined> {
  const rows = await session.query<{ id: number }>({
    name: 'find-stream',
    text: `select id from message_stream where partner = $1 and direction = $2 and kind = 'envelopes' and pid = $3`,
    values: [partner, direction, transferPid],
  })
  return rows[0]?.id
}

/** Nothing leaves, or is taken in, until it is opened again. */
export const suspendStream = (session: Session, stream: number): Promise<void> => setState(session, stream, 'suspended')

/** Nothing leaves, or is taken in, any more; what waits stays, and can be seen. */
export const closeStream = (session: Session, stream: number): Promise<void> => setState(session, stream, 'closed')

/** What waited leaves. */
export async function resumeStream(session: Session, stream: number): Promise<void> {
  await setState(session, stream, 'open')
  await wakeStreams(session, [stream])
}

async function setState(session: Session, stream: number, state: string): Promise<void> {
  await session.query({ text: 'update message_stream set state = $2 where id = $1', values: [stream, state] })
}

/** Of a stream `s` to a partner `p`: what is in it may be sent. */
export const MAY_SEND = `s.direction = 'out' and s.state = 'open' and p.state = 'active'
  and (s.kind = 'control' or ${IS_PROVEN})`

/** Asks whether a stream may be sent from; those who ask at the same time share a query that begins after they asked. */
export const sendingAsker = (database: Database): ((stream: number) => Promise<boolean>) =>
  gathering(async (streams: readonly number[]) => {
    const rows = await database.query<{ id: number }>({
      name: 'may-send',
      text: `select s.id from message_stream s join partner p on p.id = s.partner where s.id = any ($1) and ${MAY_SEND}`,
      values: [streams],
    })
    const open = new Set(rows.map((one) => one.id))
    return streams.map((one) => open.has(one))
  }, MOST_ASKED)

const MOST_ASKED = 64

export const DELIVER_JOB = 'deliver'
/** The queue itself never gives up: what is given up, and when, is decided for each message. */
const NEVER = 32_767

/** Has streams looked after, in the caller's transaction; one that waits for its next attempt goes on waiting. */
export async function wakeStreams(session: Session, streams: readonly number[]): Promise<void> {
  await session.query({
    name: 'wake-streams',
    text: `select graphile_worker.add_job('${DELIVER_JOB}', json_build_object('stream', id, 'partner', partner), job_key := 'deliver:' || id,
             job_key_mode := 'preserve_run_at', max_attempts := ${NEVER})
           from (select id, partner from message_stream where id = any ($1) order by id) as one`,
    values: [streams],
  })
}

/** Has streams looked after at a time that replaces the one they waited for. */
export async function wakeStreamsAt(session: Session, streams: readonly number[], at: Date): Promise<void> {
  await session.query({
    name: 'wake-streams-at',
    // Locked in one order: those who wake a partner's streams at the same time would wait for each other.
    text: `with own as (select id from message_stream where id = any ($1) order by id for update),
             waiting as (update message_stream set next_attempt = $2 where id in (select id from own) returning id, partner)
           select graphile_worker.add_job('${DELIVER_JOB}', json_build_object('stream', id, 'partner', partner), job_key := 'deliver:' || id,
             run_at := $2, max_attempts := ${NEVER})
           from (select id, partner from waiting order by id) as one`,
    values: [streams, at],
  })
}

/** A partner is there again: all its streams in which something waits go on now. Answers how many. */
export async function wakePartner(session: Session, partner: string, at: Date): Promise<number> {
  const rows = await session.query<{ id: number }>({
    name: 'waiting-streams',
    text: `select id from message_stream s where partner = $1 and direction = 'out' and state = 'open'
             and exists (select from outgoing o where o.stream = s.id and o.state = 'waiting')`,
    values: [partner],
  })
  const streams = rows.map((one) => one.id)
  if (streams.length > 0) await wakeStreamsAt(session, streams, at)
  return streams.length
}
