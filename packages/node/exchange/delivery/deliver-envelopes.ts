import { type CallEnd, callPartner, type PartnerAnswer } from './call-partner.ts'
import type { BroughtReceipts, CourierFacts } from './courier-facts.ts'
import { markTried, type StreamHead, type WaitingMessage } from './outgoing.store.ts'
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
