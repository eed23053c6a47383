import { canonicalJson } from '@headwater/exchange/evidence/canonical-json'
import { asJson, type Receipt } from '@headwater/exchange/evidence/envelope'
import { readJson } from '@headwater/exchange/evidence/read-json'
import type { Identity } from '../identity/identity.ts'
import type { PartnerAnswer } from './call-partner.ts'
import type { WaitingMessage } from './outgoing.store.ts'
import { firstForged } from './verify-all.ts'
import { type InboxAnswer, isInboxAnswer } from './wire.ts'

/** A receipt whose signature is the partner's, for the very message that was sent. */
export interface ProvenAnswer {
  readonly receipt: Receipt
  /** Canonical. */
  readonly text: string
  readonly signature: string
}

/** Why the message after the proven ones was not taken. */
export interface Refusal {
  readonly reason: string
  /** False: it is sent again later. */
  readonly isFinal: boolean
}

export interface ProvenAnswers {
  /** One for each message from the first on. */
  readonly proven: readonly ProvenAnswer[]
  /** Null: all were taken. */
  readonly refusal: Refusal | null
}

/** Bodies that the partner cannot read will not be read the next time either. */
const FINAL: readonly number[] = [400, 413, 422]

/** What a partner claims of each message; undefined: it did not answer as an inbox does. */
export function readAnswers({ status, text }: PartnerAnswer): readonly InboxAnswer[] | undefined {
  if (status !== 202 && status !== 409 && status !== 400) return undefined
  try {
    const value = readJson(text)
    return isInboxAnswer(value) ? value.answers : undefined
  } catch {
    return undefined
  }
}

export const claimsAll = (answers: readonly InboxAnswer[] | undefined, count: number): boolean =>
  answers?.length === count && answers.every(isTaken)

const isTaken = ({ status }: InboxAnswer): boolean => status === 'stored' || status === 'repeated'

interface Posted {
  readonly did: string
  readonly messages: readonly WaitingMessage[]
  readonly answer: PartnerAnswer
  readonly answers: readonly InboxAnswer[] | undefined
  /** Place in the log of the message before these; null: none is known. */
  readonly lastLeaf: number | null
}

/** Believes of an answer only what the partner has signed: receipts of its own for the bytes that were sent, in their order. */
export async function proveAnswers(
  identity: Pick<Identity, 'verify'>,
  { did, messages, answer, answers, lastLeaf }: Posted,
): Promise<ProvenAnswers> {
  const { status, text } = answer
  if (!answers) return { proven: [], refusal: { reason: text, isFinal: status !== null && FINAL.includes(status) } }
  const claimed: ProvenAnswer[] = []
  let refusal: Refusal | null = null
  let last = lastLeaf ?? -1
  for (const [i, message] of messages.entries()) {
    const one = answers[i]
    refusal = refusalIn(one, message, last)
    if (refusal) break
    const receipt = one!.receipt as Receipt
    last = receipt.leafIndex!
    claimed.push({ receipt, text: canonicalJson(asJson(receipt)), signature: one!.signature! })
  }
  const signed = claimed.map(({ text: canonical, signature, receipt }) => ({
    bytes: Buffer.from(canonical),
    signature,
    at: receipt.receivedAt,
  }))
  const forged = await firstForged(identity, did, signed)
  if (!forged) return { proven: claimed, refusal }
  const reason = `The receipt is not signed by the partner: ${forged.failure.message}`
  return { proven: claimed.slice(0, forged.index), refusal: { reason, isFinal: false } }
}

/** Why a message was not taken, as far as the answer says it without its signature. */
function refusalIn(one: InboxAnswer | undefined, message: WaitingMessage, last: number): Refusal | null {
  if (!one) return { reason: 'The partner answered for fewer messages than were sent', isFinal: false }
  if (one.status === 'gap') return { reason: `The partner misses what comes after ${one.after}`, isFinal: false }
  if (!isTaken(one)) return { reason: `${one.status}: ${one.reason}`, isFinal: true }
  const wrong = wrongReceipt(one.receipt as Receipt, message, last)
  return wrong === null ? null : { reason: wrong, isFinal: false }
}

function wrongReceipt(receipt: Receipt, message: WaitingMessage, last: number): string | null {
  if (receipt.messageId !== message.messageId)
    return `The receipt is for ${receipt.messageId}, not for ${message.messageId}`
  if (receipt.bodyHash !== message.bodyHash) return `The receipt is for a body of ${receipt.bodyHash}`
  if (receipt.verdict !== 'stored' || receipt.leafIndex === null) return 'The receipt does not say that it was stored'
  if (receipt.leafIndex <= last)
    return `The receipt gives place ${receipt.leafIndex} of the log, which should be after ${last}, that of the message before`
  return null
}
