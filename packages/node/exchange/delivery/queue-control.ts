import { randomUUID } from 'node:crypto'
import type { Session } from '../../platform/database.ts'
import { controlStream, wakeStreams } from './message-stream.store.ts'
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
