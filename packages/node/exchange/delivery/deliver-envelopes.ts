import { mirrorLeaves } from '../evidence/record-log.store.ts'
import { noteIncident } from '../identity/incident.store.ts'
import { type CallEnd, callPartner, type PartnerAnswer } from './call-partner.ts'
import type { CourierFacts } from './courier-facts.ts'
import { type Delivered, markDelivered, markTried, type StreamHead, type WaitingMessage } from './outgoing.store.ts'
import { type ProvenAnswer, type Refusal, readAnswers } from './read-answers.ts'

/** Bytes of one request: what a partner surely takes. */
const MOST_BYTES = 768 * 1024

/** Sends the envelopes at the head of a stream in one request and keeps the receipts that came back. */
export async function deliverEnvelopes(courier: CourierFacts, head: StreamHead): Promise<CallEnd> {
  const messages = fitting(head.messages)
  const body = `{"messages":[${messages.map((one) => `{"envelope":${one.content},"signature":"${one.signature}"}`).join(',')}]}`
  const answer = await callPartner(courier, { did: head.did, url: head.endpoint!, body })
  const { proven, refusal } = await readAnswers(courier.identity, { did: head.did, messages, answer })
  if (proven.length > 0) await keepReceipts(courier, head, { messages, proven, status: answer.status! })
  if (refusal) await keepRefusal(courier, messages[proven.length]!, { refusal, answer })
  return { answer, isSettled: refusal === null || refusal.isFinal }
}

function fitting(messages: readonly WaitingMessage[]): readonly WaitingMessage[] {
  let bytes = 0
  const end = messages.findIndex((one) => {
    bytes += one.content.length
    return bytes > MOST_BYTES
  })
  return end < 0 ? messages : messages.slice(0, Math.max(1, end))
}

interface Receipts {
  readonly messages: readonly WaitingMessage[]
  readonly proven: readonly ProvenAnswer[]
  readonly status: number
}

async function keepReceipts(courier: CourierFacts, head: StreamHead, { messages, proven, status }: Receipts) {
  const delivered = proven.map(
    ({ receipt, text, signature }, i): Delivered => ({
      id: messages[i]!.id,
      status,
      receipt: text,
      receiptSignature: signature,
      leafIndex: receipt.leafIndex,
    }),
  )
  const leaves = proven.map(({ receipt }, i) => ({
    index: receipt.leafIndex!,
    record: Buffer.from(messages[i]!.content),
  }))
  await courier.database.transaction(async (transaction) => {
    await markDelivered(transaction, new Date(courier.now()), delivered)
    const log = { sender: courier.identity.did, receiver: head.did }
    const { conflicts } = await mirrorLeaves(transaction, log, leaves)
    if (conflicts.length > 0)
      await noteIncident(transaction, {
        kind: 'place-given-twice',
        partner: head.partner,
        what: `The partner gave place ${conflicts[0]} of the log to two messages`,
        detail: { places: conflicts, receipts: proven.map(({ text, signature }) => ({ text, signature })) },
      })
  })
}

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
