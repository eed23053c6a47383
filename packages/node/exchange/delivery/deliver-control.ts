import { judgeAnswer } from '@headwater/exchange/delivery/judge-answer'
import { callPartner, type PartnerAnswer } from './call-partner.ts'
import type { CourierFacts, SettledControl } from './courier-facts.ts'
import { markDead, markDelivered, markTried, readHead, type StreamHead } from './outgoing.store.ts'
import { mayLeave, noteCall, type Turn, waitAfter } from './take-turn.ts'

/** Longer answers are cut where they are kept; the handler gets them whole. */
const KEPT_ANSWER = 16_384

/** Sends the one message at the head of a process. */
export async function deliverControl(courier: CourierFacts, head: StreamHead): Promise<Turn> {
  if ((await courier.pace(head.partner)) && !(await isStillHead(courier, head))) return 'looks-again'
  const leave = await mayLeave(courier, head)
  if (leave.kind === 'waits') return 'waits'
  if (leave.kind === 'too-old') return giveUp(courier, head)
  const message = head.messages[0]!
  const answer = await callPartner(courier, { did: head.did, url: message.url!, body: message.content })
  const isSettled = await keepAnswer(courier, head, answer)
  await noteCall(courier, head, answer)
  return isSettled ? 'looks-again' : waitAfter(courier, head, answer)
}

/** Whether it was not withdrawn or overtaken, and its stream not stopped, while it waited for the pace of the partner. */
const isStillHead = async ({ database }: CourierFacts, { stream, messages }: StreamHead): Promise<boolean> =>
  (await readHead(database, { stream }))?.messages[0]?.id === messages[0]!.id

/** Whether the message has come to its end. */
async function keepAnswer(courier: CourierFacts, head: StreamHead, answer: PartnerAnswer): Promise<boolean> {
  const message = head.messages[0]!
  const at = new Date(courier.now())
  const judged = judgeAnswer({ status: answer.status, ageMs: at.getTime() - message.waitingSince.getTime() })
  const kept = answer.text.slice(0, KEPT_ANSWER)
  // The process before its message, as one that the partner speaks to locks them: the other way round the two would wait for each other.
  await courier.database.transaction(async (transaction) => {
    if (judged === 'delivered') {
      await courier.settleControl(transaction, settledOf(head, 'delivered', answer))
      return markDelivered(transaction, at, [{ id: message.id, status: answer.status!, answer: kept }])
    }
    const isDead = judged === 'refused'
    if (isDead) await courier.settleControl(transaction, settledOf(head, 'dead', answer))
    await markTried(transaction, [message.id], { at, status: answer.status, answer: kept, isDead })
  })
  return judged === 'delivered' || judged === 'refused'
}

/** The message at the head is too old: those behind it get their turn. */
async function giveUp(courier: CourierFacts, head: StreamHead): Promise<Turn> {
  await courier.database.transaction(async (transaction) => {
    await courier.settleControl(transaction, settledOf(head, 'dead', { status: null, text: 'It waited too long' }))
    await markDead(transaction, [head.messages[0]!.id], new Date(courier.now()))
  })
  return 'looks-again'
}

function settledOf(
  { partner, did, pid, messages }: StreamHead,
  outcome: SettledControl['outcome'],
  { status, text }: Pick<PartnerAnswer, 'status' | 'text'>,
): SettledControl {
  const { messageId, type } = messages[0]!
  return { messageId, partner, did, stream: pid, type, outcome, status, answer: text }
}
