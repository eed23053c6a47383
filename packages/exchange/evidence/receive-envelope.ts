import type { Envelope } from './envelope.ts'

/** An envelope with the hashes of its bytes, as the receiver has computed them. */
export interface HashedEnvelope {
  readonly envelope: Envelope
  readonly envelopeHash: string
  readonly bodyHash: string
}

/** What a receiver knows of the transfer and of a message id before it looks at an envelope. */
export interface InboxView {
  /** The DIDs of the agreement, as the receiver sees them. */
  readonly sender: string
  readonly receiver: string
  readonly agreementId: string
  readonly transferPid: string
  /** Of the last envelope kept; 0 and null: none. */
  readonly lastSeq: number
  readonly lastHash: string | null
  /** Hash of what was received under the same id before, or null. */
  readonly known: string | null
}

export type Reception =
  /** Keep it, and answer with a new receipt. */
  | { readonly kind: 'store' }
  /** The same message again: the first receipt again, and no second effect. */
  | { readonly kind: 'repeat' }
  /** Other bytes under a used id: refused, and kept as evidence. */
  | { readonly kind: 'conflict'; readonly reason: string }
  /** Something before it is missing: ask for what comes after `after`. */
  | { readonly kind: 'gap'; readonly after: number }
  | { readonly kind: 'reject'; readonly reason: string }

/**
 * What to do with an envelope whose signature is good. Decides nothing by the order of arrival: the same view and envelope give the same
 * answer. A message that is not for this transfer, whose body is not what was hashed, or that rewrites the chain, is refused.
 */
export function receiveEnvelope({ envelope, envelopeHash, bodyHash }: HashedEnvelope, view: InboxView): Reception {
  if (view.known !== null)
    return view.known === envelopeHash
      ? { kind: 'repeat' }
      : { kind: 'conflict', reason: `messageId (${envelope.messageId}) was used for another message` }
  const wrong = wrongAddress(envelope, view)
  if (wrong) return { kind: 'reject', reason: wrong }
  if (bodyHash !== envelope.bodyHash)
    return { kind: 'reject', reason: `bodyHash (${envelope.bodyHash}) should be ${bodyHash}, the hash of the body` }
  if (!Number.isSafeInteger(envelope.seq) || envelope.seq < 1)
    return { kind: 'reject', reason: `seq (${envelope.seq}) should be a whole number from 1` }
  if (envelope.seq > view.lastSeq + 1) return { kind: 'gap', after: view.lastSeq }
  if (envelope.seq <= view.lastSeq)
    return { kind: 'conflict', reason: `seq (${envelope.seq}) was used for another message of this transfer` }
  if (envelope.prev !== view.lastHash)
    return { kind: 'conflict', reason: `prev (${envelope.prev}) should be ${view.lastHash}, the message before` }
  return { kind: 'store' }
}

function wrongAddress(envelope: Envelope, view: InboxView): string | null {
  for (const name of ['sender', 'receiver', 'agreementId', 'transferPid'] as const)
    if (envelope[name] !== view[name]) return `${name} (${envelope[name]}) should be ${view[name]}`
  return null
}
