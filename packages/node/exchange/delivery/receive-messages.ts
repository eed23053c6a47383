import { canonicalJson } from '@headwater/exchange/evidence/canonical-json'
import { asJson, type Receipt } from '@headwater/exchange/evidence/envelope'
import { type InboxView, type Reception, receiveEnvelope } from '@headwater/exchange/evidence/receive-envelope'
import type { Database, Transaction } from '../../platform/database.ts'
import type { CallingPartner } from '../../platform/partner-guard.ts'
import { appendLeaves } from '../evidence/record-log.store.ts'
import type { Identity } from '../identity/identity.ts'
import { noteConflict } from './conflict.store.ts'
import { type InStream, insertIncoming, type KnownMessage, knownMessages, lockInStreams } from './incoming.store.ts'
import type { FirstReceipt, ReadMessage } from './read-messages.ts'
import { handOver, type TakeInByType } from './take-in.ts'

export interface ReceiverFacts {
  readonly database: Database
  readonly identity: Pick<Identity, 'did' | 'sign' | 'verify'>
  /** The machine's clock, in milliseconds. */
  readonly now: () => number
  readonly takeIn: TakeInByType
}

/** What is said of one message; `receipt` in its canonical text. */
export type Outcome =
  | { readonly status: 'stored' | 'repeated'; readonly receipt: string; readonly signature: string }
  | { readonly status: 'conflict' | 'rejected'; readonly reason: string }
  | { readonly status: 'gap'; readonly reason: string; readonly after: number }
  /** The stream is suspended, or what is missing before is being fetched: nothing is wrong with the message. */
  | { readonly status: 'later' }

interface Planned {
  readonly message: ReadMessage
  readonly stream: InStream
}

/** What was decided of each message; one that is kept gets its receipt when its place in the log is known. */
type Decision = Reception | { readonly kind: 'later' }

export interface Received {
  readonly requests: readonly (readonly ReadMessage[])[]
  /** We have asked for them. */
  readonly isFetched?: boolean
}

/**
 * Takes messages of a partner in one transaction: each request up to its first message that is not taken. Every message has its effect once,
 * however often it comes; the same message always gets its first receipt.
 */
export function receiveMessages(
  facts: ReceiverFacts,
  partner: CallingPartner,
  { requests, isFetched = false }: Received,
): Promise<readonly (readonly Outcome[])[]> {
  return facts.database.transaction(async (transaction) => {
    const all = requests.flat()
    const pids = [...new Set(all.map((one) => one.envelope.transferPid))]
    const streams = new Map((await lockInStreams(transaction, partner.id, pids)).map((one) => [one.pid, one]))
    const ids = all.map((one) => one.envelope.messageId)
    const known = new Map((await knownMessages(transaction, partner.id, ids)).map((one) => [one.messageId, one]))
    const desk = new Desk({ sender: partner.did, receiver: facts.identity.did, isFetched }, streams, known)
    const decided = requests.map((messages) => desk.decide(messages))
    const receipts = await keep(facts, { transaction, partner }, desk.planned)
    await handOver(transaction, { partner, messages: desk.planned.map((one) => one.message) }, facts.takeIn)
    for (const { message, reason } of desk.conflicts) await noteConflict(transaction, partner.id, { message, reason })
    return decided.map((list) =>
      list.map(({ message, decision }) => outcomeOf(decision, receipts.get(idOf(message)) ?? known.get(idOf(message)))),
    )
  })
}

const idOf = ({ envelope }: ReadMessage): string => envelope.messageId

type Parties = Pick<InboxView, 'sender' | 'receiver'> & { readonly isFetched: boolean }

/** Decides message by message, as if each had been kept before the next is looked at. */
class Desk {
  readonly planned: Planned[] = []
  readonly conflicts: { readonly message: ReadMessage; readonly reason: string }[] = []
  readonly #parties: Parties
  readonly #streams: Map<string, InStream>
  readonly #hashes: Map<string, string>

  constructor(parties: Parties, streams: Map<string, InStream>, known: ReadonlyMap<string, KnownMessage>) {
    this.#parties = parties
    this.#streams = streams
    this.#hashes = new Map([...known].map(([id, one]) => [id, one.hash]))
  }

  /** Up to the first that is not taken. */
  decide(messages: readonly ReadMessage[]): readonly { readonly message: ReadMessage; readonly decision: Decision }[] {
    const list: { message: ReadMessage; decision: Decision }[] = []
    for (const message of messages) {
      const decision = this.#decideOne(message)
      list.push({ message, decision })
      if (decision.kind === 'conflict') this.conflicts.push({ message, reason: decision.reason })
      if (decision.kind !== 'store' && decision.kind !== 'repeat') break
    }
    return list
  }

  #decideOne(message: ReadMessage): Decision {
    const { envelope, envelopeHash } = message
    const stream = this.#streams.get(envelope.transferPid)
    if (!stream) return reject(`transferPid (${envelope.transferPid}) should be one of a transfer between us`)
    const known = this.#hashes.get(envelope.messageId) ?? null
    if (known === null && stream.state === 'closed') return reject(`transfer ${stream.pid} has ended`)
    const isHeld = stream.state === 'suspended' || (stream.isFetching && !this.#parties.isFetched)
    if (known === null && isHeld) return { kind: 'later' }
    const decision = receiveEnvelope(message, {
      ...this.#parties,
      agreementId: stream.agreementId,
      transferPid: stream.pid,
      lastSeq: stream.seq,
      lastHash: stream.lastHash,
      known,
    })
    if (decision.kind !== 'store') return decision
    this.planned.push({ message, stream })
    this.#hashes.set(envelope.messageId, envelopeHash)
    this.#streams.set(stream.pid, { ...stream, seq: envelope.seq, lastHash: envelopeHash })
    return decision
  }
}

const reject = (reason: string): Decision => ({ kind: 'reject', reason })

interface SignedReceipt {
  readonly receipt: string
  readonly receiptSignature: string
}

/** Gives the messages their places in the log, signs their receipts and stores them. */
async function keep(
  { identity, now }: ReceiverFacts,
  { transaction, partner }: { readonly transaction: Transaction; readonly partner: CallingPartner },
  planned: readonly Planned[],
): Promise<ReadonlyMap<string, SignedReceipt>> {
  const receipts = new Map<string, SignedReceipt>()
  if (planned.length === 0) return receipts
  const log = { sender: partner.did, receiver: identity.did }
  const records = planned.map(({ message }) => Buffer.from(message.content))
  const { first } = await appendLeaves(transaction, log, records)
  const received = new Date(now())
  const sign = (receipt: Receipt): FirstReceipt => {
    const text = canonicalJson(asJson(receipt))
    return { receipt, text, signature: identity.sign(Buffer.from(text)) }
  }
  const rows = planned.map(({ message, stream }, i) => {
    const { envelope, envelopeHash: hash, bodyHash, content, signature } = message
    const { messageId, seq, type } = envelope
    const leafIndex = first + i
    const given: Receipt = { messageId, bodyHash, receivedAt: received.toISOString(), verdict: 'stored', leafIndex }
    const { text, signature: by } = message.first?.receipt.leafIndex === leafIndex ? message.first : sign(given)
    const signed = { receipt: text, receiptSignature: by }
    receipts.set(messageId, signed)
    return { ...signed, stream: stream.id, messageId, seq, type, content, hash, bodyHash, signature, leafIndex }
  })
  await insertIncoming(transaction, { partner: partner.id, received }, rows)
  return receipts
}

function outcomeOf(decision: Decision, signed: SignedReceipt | undefined): Outcome {
  switch (decision.kind) {
    case 'store':
    case 'repeat':
      return {
        status: decision.kind === 'store' ? 'stored' : 'repeated',
        receipt: signed!.receipt,
        signature: signed!.receiptSignature,
      }
    case 'gap':
      return { status: 'gap', after: decision.after, reason: `messages after ${decision.after} are missing` }
    case 'later':
      return { status: 'later' }
    default:
      return { status: decision.kind === 'reject' ? 'rejected' : 'conflict', reason: decision.reason }
  }
}
