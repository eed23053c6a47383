import { randomUUID } from 'node:crypto'
import type { Json } from '@headwater/exchange/evidence/canonical-json'
import { canonicalJson } from '@headwater/exchange/evidence/canonical-json'
import { asJson, type Envelope, hashOf } from '@headwater/exchange/evidence/envelope'
import type { Session } from '../../platform/database.ts'
import { Refused } from '../../platform/problem.ts'
import { sha256 } from '../evidence/sha256.ts'
import type { Identity } from '../identity/identity.ts'
import { wakeStreams } from './message-stream.store.ts'
import { insertOutgoing, type NewOutgoing } from './outgoing.store.ts'

/** Who sends, and by which clock. */
export interface Sender {
  readonly identity: Pick<Identity, 'did' | 'sign'>
  /** The machine's, in milliseconds. */
  readonly now: () => number
}

export interface EnvelopeOrder {
  /** Aspect and its version, as `week_based_material_demand:3.0.1`. */
  readonly type: string
  readonly body: Json
  readonly relatedMessageId?: string
  readonly expectedResponseBy?: string
}

export interface SentEnvelope {
  readonly messageId: string
  readonly seq: number
}

/**
 * Queues envelopes of one stream in the caller's transaction, signed and chained in this order: they leave if, and only if, that is
 * committed. Who sends on the same stream at the same time waits for the other's transaction. Refused `conflict` where the stream is not open;
 * throws NotCanonical for a body without a canonical form.
 */
export async function sendEnvelopes(
  session: Session,
  { stream, messages }: { readonly stream: number; readonly messages: readonly EnvelopeOrder[] },
  sender: Sender,
): Promise<readonly SentEnvelope[]> {
  if (messages.length === 0) return []
  const facts = await lockStream(session, stream)
  const sentAt = new Date(sender.now()).toISOString()
  const made: NewOutgoing[] = []
  let { seq, lastHash } = facts
  for (const { type, body, relatedMessageId, expectedResponseBy } of messages) {
    seq += 1
    const envelope: Envelope = {
      messageId: randomUUID(),
      type,
      agreementId: facts.agreementId,
      transferPid: facts.pid,
      sender: sender.identity.did,
      receiver: facts.did,
      seq,
      prev: lastHash,
      sentAt,
      ...(relatedMessageId === undefined ? {} : { relatedMessageId }),
      ...(expectedResponseBy === undefined ? {} : { expectedResponseBy }),
      bodyHash: hashOf(body, sha256),
      body,
    }
    const content = canonicalJson(asJson(envelope))
    const bytes = Buffer.from(content)
    lastHash = `sha-256:${Buffer.from(sha256(bytes)).toString('hex')}`
    const { messageId, bodyHash } = envelope
    made.push({ messageId, type, seq, content, signature: sender.identity.sign(bytes), bodyHash })
  }
  await insertOutgoing(session, stream, made)
  await session.query({
    name: 'advance-stream',
    text: 'update message_stream set seq = $2, last_hash = $3 where id = $1',
    values: [stream, seq, lastHash],
  })
  await wakeStreams(session, [stream])
  return made.map(({ messageId, seq: place }) => ({ messageId, seq: place! }))
}

/** The same for one envelope. */
export async function sendEnvelope(
  session: Session,
  { stream, ...message }: EnvelopeOrder & { readonly stream: number },
  sender: Sender,
): Promise<SentEnvelope> {
  const [sent] = await sendEnvelopes(session, { stream, messages: [message] }, sender)
  return sent!
}

interface OutStream {
  readonly [column: string]: unknown
  readonly state: string
  readonly did: string
  readonly agreementId: string
  readonly pid: string
  readonly seq: number
  readonly lastHash: string | null
}

async function lockStream(session: Session, stream: number): Promise<OutStream> {
  const [row] = await session.query<OutStream>({
    name: 'lock-out-stream',
    text: `select s.state, p.did, s.agreement_id as "agreementId", s.pid, s.seq, s.last_hash as "lastHash"
           from message_stream s join partner p on p.id = s.partner
           where s.id = $1 and s.direction = 'out' and s.kind = 'envelopes' and s.endpoint is not null for update of s`,
    values: [stream],
  })
  if (!row) throw new Refused('not-found', `stream (${stream}) should be one that leads to a partner`)
  if (row.state === 'closed')
    throw new Refused('conflict', `transfer (${row.pid}) has ended; nothing is sent within it any more`)
  if (row.state !== 'open')
    throw new Refused('conflict', `transfer (${row.pid}) is ${row.state}; nothing is sent until it is resumed`)
  return row
}
