import { randomUUID } from 'node:crypto'
import type { Session } from '../../platform/database.ts'
import { controlStream, wakeStreams, wakeStreamsAt } from './message-stream.store.ts'
import { insertOutgoing } from './outgoing.store.ts'

/** A message of the Dataspace Protocol to a partner. */
export interface ControlMessage {
  /** Id of the partner. */
  readonly partner: string
  /** Own id of the negotiation or transfer: its messages keep their order. */
  readonly stream: string
  readonly url: string
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * Queues a message in the caller's transaction: it leaves if, and only if, that is committed, after those of the same process that were
 * queued before. Resolves with its id, under which its handler is told how it ended.
 */
export async function queueControl(
  session: Session,
  { partner, stream: pid, url, body }: ControlMessage,
): Promise<{ readonly messageId: string }> {
  const stream = await controlStream(session, partner, pid)
  const messageId = randomUUID()
  const type = typeof body['@type'] === 'string' ? body['@type'] : 'message'
  await insertOutgoing(session, stream, [{ messageId, type, url, content: JSON.stringify(body) }])
  await wakeStreams(session, [stream])
  return { messageId }
}

/** The partner's next message of a process shows that it has taken what was on its way, or goes on without what was given up: nothing of that is sent again. */
export async function settleOvertaken(
  session: Session,
  { partner, stream }: Pick<ControlMessage, 'partner' | 'stream'>,
  at: Date,
): Promise<void> {
  const rows = await session.query<{ stream: number }>({
    name: 'settle-overtaken',
    text: `update outgoing o set ended = $3, state = case o.state when 'dead' then 'withdrawn' else 'delivered' end,
             answer = case o.state when 'dead' then o.answer else 'The partner went on from it' end
           from message_stream s
           where s.id = o.stream and s.partner = $1 and s.direction = 'out' and s.kind = 'control' and s.pid = $2
             and o.state in ('waiting', 'dead') returning o.stream`,
    values: [partner, stream, at],
  })
  if (rows.length > 0) await wakeStreamsAt(session, [rows[0]!.stream], at)
}

/** A process was ended here before the partner has answered: nothing of it leaves any more, and what was given up needs nobody. */
export async function withdrawMessages(
  session: Session,
  { partner, stream }: Pick<ControlMessage, 'partner' | 'stream'>,
  at: Date,
): Promise<void> {
  await session.query({
    name: 'withdraw-messages',
    text: `update outgoing o set state = 'withdrawn', ended = $3
           from message_stream s
           where s.id = o.stream and s.partner = $1 and s.direction = 'out' and s.kind = 'control' and s.pid = $2
             and o.state in ('waiting', 'dead')`,
    values: [partner, stream, at],
  })
}
