import type { Session } from '../../platform/database.ts'
import { noteIncident } from '../identity/incident.store.ts'
import type { ReadMessage } from './read-messages.ts'

/** Keeps both of two messages that exclude each other as evidence: what came now, and what was kept before. The same one once. */
export async function noteConflict(
  session: Session,
  partner: string,
  { message, reason }: { readonly message: ReadMessage; readonly reason: string },
): Promise<void> {
  const { envelope, envelopeHash, content, signature } = message
  const seen = await session.query({
    text: `select from incident where partner = $1 and kind = $2 and detail ->> 'hash' = $3 limit 1`,
    values: [partner, KIND, envelopeHash],
  })
  if (seen.length > 0) return
  const [kept] = await session.query<{ content: string | null; signature: string; hash: string }>({
    text: `select i.content, i.signature, i.hash from incoming i join message_stream s on s.id = i.stream
           where i.partner = $1 and (i.message_id = $2 or (s.pid = $3 and i.seq = $4)) order by i.message_id = $2 desc limit 1`,
    values: [partner, envelope.messageId, envelope.transferPid, envelope.seq],
  })
  const detail = { messageId: envelope.messageId, hash: envelopeHash, came: { content, signature }, kept: kept ?? null }
  await noteIncident(session, {
    kind: KIND,
    partner,
    what: `Another message contradicts one that was kept: ${reason}`,
    detail,
  })
}

const KIND = 'message-conflict'
