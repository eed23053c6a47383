import { judgeAnswer } from '@headwater/exchange/delivery/judge-answer'
import { type CallEnd, callPartner, type PartnerAnswer } from './call-partner.ts'
import type { CourierFacts, SettledControl } from './courier-facts.ts'
import { markDead, markDelivered, markTried, type StreamHead } from './outgoing.store.ts'

/** Longer answers are cut where they are kept; the handler gets them whole. */
const KEPT_ANSWER = 16_384

/** Sends the one message at the head of a process. */
export async function deliverControl(courier: CourierFacts, head: StreamHead): Promise<CallEnd> {
  const message = head.messages[0]!
  const answer = await callPartner(courier, { did: head.did, url: message.url!, body: message.content })
  const at = new Date(courier.now())
  const judged = judgeAnswer({ status: answer.status, ageMs: at.getTime() - message.waitingSince.getTime() })
  if (judged === 'delivered') {
    await courier.database.transaction(async (transaction) => {
      const kept = { id: message.id, status: answer.status!, answer: answer.text.slice(0, KEPT_ANSWER) }
      await markDelivered(transaction, at, [kept])
      await courier.settleControl(transaction, settledOf(head, 'delivered', answer))
    })
    return { answer, isSettled: true }
  }
  const isDead = judged === 'refused'
  await courier.database.transaction(async (transaction) => {
    const tried = { at, status: answer.status, answer: answer.text.slice(0, KEPT_ANSWER), isDead }
    await markTried(transaction, [message.id], tried)
    if (isDead) await courier.settleControl(transaction, settledOf(head, 'dead', answer))
  })
  return { answer, isSettled: isDead }
}

/** The message at the head is too old: those behind it get their turn. */
export async function giveUpControl(courier: CourierFacts, head: StreamHead): Promise<void> {
  await courier.database.transaction(async (transaction) => {
    await markDead(transaction, [head.messages[0]!.id], new Date(courier.now()))
    await courier.settleControl(transaction, settledOf(head, 'dead', { status: null, text: 'It waited too long' }))
  })
}

function settledOf(
  { partner, did, pid, messages }: StreamHead,
  outcome: SettledControl['outcome'],
  { status, text }: Pick<PartnerAnswer, 'status' | 'text'>,
): SettledControl {
  const { messageId, type } = messages[0]!
  return { messageId, partner, did, stream: pid, type, outcome, status, answer: text }
}
