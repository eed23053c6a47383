import { canonicalJson } from '@headwater/exchange/evidence/canonical-json'
import { asJson, type Receipt } from '@headwater/exchange/evidence/envelope'
import { readJson } from '@headwater/exchange/evidence/read-json'
import type { Identity } from '../identity/identity.ts'
import type { PartnerAnswer } from './call-partner.ts'
import type { WaitingMessage } from './outgoing.store.ts'
import { isInboxAnswer } from './wire.ts'

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

interface Posted {
  readonly did: string
  readonly messages: readonly WaitingMessage[]
  readonly answer: PartnerAnswer
}

export interface ReadAnswers {
  /** One for each message from the first on. */
  readonly proven: readonly ProvenAnswer[]
  /** Null: all were taken. */
  readonly refusal: Refusal | null
}

/** Bodies that the partner cannot read will not be read the next time either. */
const FINAL: readonly number[] = [400, 413, 422]

/** Believes of an answer only what the partner has signed: receipts of its own for the bytes that were sent, in their order. */
export async function readAnswers(
  identity: Pick<Identity, 'verify'>,
  { did, messages, answer }: Posted,
): Promise<ReadAnswers> {
  const { status, text } = answer
  const answers = status === 202 || status === 409 || status === 400 ? readBody(text) : undefined
  if (!answers) return { proven: [], refusal: { reason: text, isFinal: status !== null && FINAL.includes(status) } }
  const proven: ProvenAnswer[] = []
  for (const [i, message] of messages.entries()) {
    const one = answers[i]
    if (!one) return again(proven, 'The partner answered for fewer messages than were sent')
    if (one.status !== 'stored' && one.status !== 'repeated')
      return {
        proven,
        refusal:
          one.status === 'gap'
            ? { reason: `The partner misses what comes after ${one.after}`, isFinal: false }
            : { reason: `${one.status}: ${one.reason}`, isFinal: true },
      }
    const receipt = one.receipt as Receipt
    const wrong = wrongReceipt(receipt, message)
    if (wrong) return again(proven, wrong)
    const canonical = canonicalJson(asJson(receipt))
    const verified = await identity.verify(Buffer.from(canonical), one.signature!, did)
    if (!verified.ok) return again(proven, `The receipt is not signed by the partner: ${verified.failure.message}`)
    proven.push({ receipt, text: canonical, signature: one.signature! })
  }
  return { proven, refusal: null }
}

const again = (proven: readonly ProvenAnswer[], reason: string): ReadAnswers => ({
  proven,
  refusal: { reason, isFinal: false },
})

function readBody(text: string) {
  try {
    const value = readJson(text)
    return isInboxAnswer(value) ? value.answers : undefined
  } catch {
    return undefined
  }
}

function wrongReceipt(receipt: Receipt, message: WaitingMessage): string | null {
  if (receipt.messageId !== message.messageId)
    return `The receipt is for ${receipt.messageId}, not for ${message.messageId}`
  if (receipt.bodyHash !== message.bodyHash) return `The receipt is for a body of ${receipt.bodyHash}`
  if (receipt.verdict !== 'stored' || receipt.leafIndex === null) return 'The receipt does not say that it was stored'
  return null
}
