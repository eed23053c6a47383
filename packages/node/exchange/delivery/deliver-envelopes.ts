import type { Transaction } from '../../platform/database.ts'
import { gathering } from '../../platform/gathering.ts'
import { mirrorLeaves, type PlacedRecord } from '../evidence/record-log.store.ts'
import { noteIncident } from '../identity/incident.store.ts'
import { type CallEnd, callPartner, type PartnerAnswer } from './call-partner.ts'
import type { CourierFacts } from './courier-facts.ts'
import { type Delivered, markDelivered, markTried, type StreamHead, type WaitingMessage } from './outgoing.store.ts'
import { type ProvenAnswer, type Refusal, readAnswers } from './read-answers.ts'

/** Bytes of one request: what a partner surely takes. */
const MOST_BYTES = 768 * 1024

/** Sends the envelopes at the head of a stream in one request and keeps the receipts that came back. */
export async function deliverEnvelopes(courier: CourierFacts, head: StreamHead): Promise<CallEnd> {
  const messages = fitting(head.messages.slice(0, head.mostAtOnce))
  const body = `{"messages":[${messages.map((one) => `{"envelope":${one.content},"signature":"${one.signature}"}`).join(',')}]}`
  const answer = await callPartner(courier, { did: head.did, url: head.endpoint!, body })
  const { proven, refusal } = await readAnswers(courier.identity, { did: head.did, messages, answer })
  if (proven.length > 0) await courier.keepReceipts(broughtBy(head, messages, proven))
  if (refusal) await keepRefusal(courier, messages[proven.length]!, { refusal, answer })
  const isWhole = refusal === null && messages.length === Math.min(head.mostAtOnce, head.messages.length)
  return { answer, isSettled: refusal === null || refusal.isFinal, isWhole }
}

function fitting(messages: readonly WaitingMessage[]): readonly WaitingMessage[] {
  let bytes = 0
  const end = messages.findIndex((one) => {
    bytes += one.content.length
    return bytes > MOST_BYTES
  })
  return end < 0 ? messages : messages.slice(0, Math.max(1, end))
}

/** What one request has brought, with whom the receipts came from. */
export interface BroughtReceipts {
  readonly partner: string
  readonly did: string
  readonly delivered: readonly Delivered[]
  readonly leaves: readonly PlacedRecord[]
}

/** Keeps receipts of many requests in one transaction: under load they would else wait for the disk one after the other. */
export const receiptKeeper = (
  facts: Pick<CourierFacts, 'database' | 'identity' | 'now'>,
): CourierFacts['keepReceipts'] =>
  gathering(async (requests: readonly BroughtReceipts[]) => {
    await facts.database.transaction(async (transaction) => {
      const delivered = requests.flatMap((one) => one.delivered)
      await markDelivered(transaction, new Date(facts.now()), delivered)
      for (const [, ofPartner] of Map.groupBy(requests, (one) => one.did)) await mirror(facts, transaction, ofPartner)
    })
    return requests.map(() => undefined)
  }, MOST_REQUESTS)

const MOST_REQUESTS = 64

async function mirror(
  { identity }: Pick<CourierFacts, 'identity'>,
  transaction: Transaction,
  requests: readonly BroughtReceipts[],
): Promise<void> {
  const { did, partner } = requests[0]!
  const leaves = requests.flatMap((one) => one.leaves)
  const { conflicts } = await mirrorLeaves(transaction, { sender: identity.did, receiver: did }, leaves)
  if (conflicts.length === 0) return
  await noteIncident(transaction, {
    kind: 'place-given-twice',
    partner,
    what: `The partner gave place ${conflicts[0]} of the log to two messages`,
    detail: { places: conflicts, receipts: requests.flatMap((one) => one.delivered.map((kept) => kept.receipt)) },
  })
}

function broughtBy(
  head: StreamHead,
  messages: readonly WaitingMessage[],
  proven: readonly ProvenAnswer[],
): BroughtReceipts {
  return {
    partner: head.partner,
    did: head.did,
    delivered: proven.map(({ receipt, text, signature }, i) => ({
      id: messages[i]!.id,
      status: TAKEN,
      receipt: text,
      receiptSignature: signature,
      leafIndex: receipt.leafIndex,
    })),
    leaves: proven.map(({ receipt }, i) => ({ index: receipt.leafIndex!, record: Buffer.from(messages[i]!.content) })),
  }
}

const TAKEN = 202

async function keepRefusal(
  courier: CourierFacts,
  message: WaitingMessage,
  { refusal, answer }: { readonly refusal: Refusal; readonly answer: PartnerAnswer },
): Promise<void> {
  await markTried(courier.database, [message.id], {
    at: new Date(courier.now()),
    status: answer.status,
    answer: refusal.reason.slice(0, KEPT_REASON),
    isDead: refusal.isFinal,
  })
}

const KEPT_REASON = 4_096
