import { callPartner, type PartnerAnswer } from './call-partner.ts'
import type { BroughtReceipts, CourierFacts } from './courier-facts.ts'
import { markDead, markTried, readHead, type StreamHead, type WaitingMessage } from './outgoing.store.ts'
import { claimsAll, type ProvenAnswer, proveAnswers, type Refusal, readAnswers } from './read-answers.ts'
import { mayLeave, noteCall, type Turn, type Turns, waitAfter } from './take-turn.ts'
import type { InboxAnswer } from './wire.ts'

/** Bytes of one request: what a partner surely takes. */
const MOST_BYTES = 768 * 1024

/** What went out in one request and what came back. */
interface Posted {
  readonly head: StreamHead
  readonly messages: readonly WaitingMessage[]
  readonly answer: PartnerAnswer
  /** As the partner claims, nothing of it proven; undefined: it did not answer as an inbox does. */
  readonly answers: readonly InboxAnswer[] | undefined
}

/**
 * Sends the envelopes of a stream, request after request, as long as the partner says that it takes all of them. The receipts of a request
 * are proven and kept while the next one is under way: what is not proven still waits, and is sent again.
 */
export async function deliverEnvelopes(courier: CourierFacts, first: StreamHead, turns: Turns): Promise<Turn> {
  let keeping = Promise.resolve<Kept>({ turn: 'taken', lastLeaf: first.lastLeaf })
  for (let head: StreamHead | undefined = first; head; ) {
    // Stopped while it waited for the pace of the partner.
    if ((await courier.pace(head.partner)) && !(await courier.maySend(head.stream)))
      return worse((await keeping).turn, 'looks-again')
    const leave = await mayLeave(courier, head)
    if (leave.kind === 'too-old') await giveUp(courier, leave.messages)
    if (leave.kind !== 'leaves') return worse((await keeping).turn, leave.kind === 'waits' ? 'waits' : 'looks-again')
    const posted = await post(courier, head)
    const before = await keeping
    // Messages are delivered in their order: receipts of those behind come again with their own.
    if (before.turn !== 'taken') return before.turn
    keeping = keepAnswers(courier, posted, before.lastLeaf)
    // It is waited for further on; until then a failure is not one that nobody looks at.
    keeping.catch(() => {})
    if (!claimsAll(posted.answers, posted.messages.length) || turns.stopping?.aborted) break
    head = await nextHead(courier, posted, turns)
  }
  return (await keeping).turn
}

/** What a request has come to, and the place in the log of its last message. */
interface Kept {
  readonly turn: Turn
  readonly lastLeaf: number | null
}

const worse = (one: Turn, other: Turn): Turn => (one === 'taken' ? other : one)

async function post(courier: CourierFacts, head: StreamHead): Promise<Posted> {
  const messages = fitting(head.messages.slice(0, head.mostAtOnce))
  const body = `{"messages":[${messages.map((one) => `{"envelope":${one.content},"signature":"${one.signature}"}`).join(',')}]}`
  const answer = await callPartner(courier, { did: head.did, url: head.endpoint!, body })
  await noteCall(courier, head, answer)
  return { head, messages, answer, answers: readAnswers(answer) }
}

function fitting(messages: readonly WaitingMessage[]): readonly WaitingMessage[] {
  let bytes = 0
  const end = messages.findIndex((one) => {
    bytes += one.content.length
    return bytes > MOST_BYTES
  })
  return end < 0 ? messages : messages.slice(0, Math.max(1, end))
}

/** What comes after the messages that are under way: as it was read ahead, unless somebody has stopped the stream since, or as it waits now. */
async function nextHead(
  courier: CourierFacts,
  { head, messages }: Posted,
  { isOver }: Turns,
): Promise<StreamHead | undefined> {
  const { stream } = head
  const rest = head.messages.slice(messages.length)
  if (rest.length > 0) return (await courier.maySend(stream)) ? { ...head, messages: rest } : undefined
  return isOver?.() ? undefined : readHead(courier.database, { stream, after: messages.at(-1)!.id })
}

/** Keeps the receipts that are proven, and why the message after them was not taken. */
async function keepAnswers(
  courier: CourierFacts,
  { head, messages, answer, answers }: Posted,
  lastLeaf: number | null,
): Promise<Kept> {
  const { did } = head
  const read = await proveAnswers(courier.identity, { did, messages, answer, answers, lastLeaf })
  const { proven } = read
  const kept = proven.length > 0 ? await courier.keepReceipts(broughtBy(head, messages, proven)) : 0
  const refusal = kept < proven.length ? placeIsTaken(proven[kept]!) : read.refusal
  const last = proven[kept - 1]?.receipt.leafIndex ?? lastLeaf
  if (!refusal) return { turn: 'taken', lastLeaf: last }
  await markTried(courier.database, [messages[kept]!.id], {
    at: new Date(courier.now()),
    status: answer.status,
    answer: refusal.reason.slice(0, KEPT_REASON),
    isDead: refusal.isFinal,
  })
  return { turn: refusal.isFinal ? 'looks-again' : await waitAfter(courier, head, answer), lastLeaf: last }
}

const placeIsTaken = ({ receipt }: ProvenAnswer): Refusal => ({
  reason: `The receipt gives place ${receipt.leafIndex} of the log, which another message has`,
  isFinal: false,
})

const KEPT_REASON = 4_096

function broughtBy(
  { partner, did }: StreamHead,
  messages: readonly WaitingMessage[],
  proven: readonly ProvenAnswer[],
): BroughtReceipts {
  return {
    partner,
    did,
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

async function giveUp(courier: CourierFacts, messages: readonly WaitingMessage[]): Promise<void> {
  const ids = messages.map((one) => one.id)
  await markDead(courier.database, ids, new Date(courier.now()))
}
