import type { Json } from '@headwater/exchange/evidence/canonical-json'
import { canonicalJson } from '@headwater/exchange/evidence/canonical-json'
import { asJson, type Receipt } from '@headwater/exchange/evidence/envelope'
import { readJson } from '@headwater/exchange/evidence/read-json'
import type { HashedEnvelope } from '@headwater/exchange/evidence/receive-envelope'
import { sha256 } from '../evidence/sha256.ts'
import type { Identity } from '../identity/identity.ts'
import { firstForged } from './verify-all.ts'
import { type InboxRequest, type SignedEnvelope, wrongInboxRequest } from './wire.ts'

/** A message whose bytes were read without doubt and whose signature is the partner's. */
export interface ReadMessage extends HashedEnvelope {
  /** Canonical text. */
  readonly content: string
  readonly signature: string
  /** The receipt that we gave for it once, when it comes back from its sender. */
  readonly first?: FirstReceipt | undefined
}

/** A receipt of our own with our signature. */
export interface FirstReceipt {
  readonly receipt: Receipt
  /** Canonical. */
  readonly text: string
  readonly signature: string
}

export interface ReadMessages {
  readonly messages: readonly ReadMessage[]
  /** Why the one after them cannot be believed; null: all can. */
  readonly fault: string | null
}

/** What is wrong with a request as a whole: nothing of it was looked at. */
export class WrongRequest extends Error {}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads a request so that two readers could not take it differently. Throws WrongRequest with the reason. */
export function readInboxRequest(bytes: Uint8Array): InboxRequest {
  let value: Json
  try {
    value = readJson(utf8.decode(bytes))
  } catch (error) {
    throw new WrongRequest(`The request cannot be read: ${(error as Error).message}`)
  }
  const wrong = wrongInboxRequest(value)
  if (wrong !== null) throw new WrongRequest(wrong)
  return value as unknown as InboxRequest
}

/** Checks the signatures in their order, up to the first that is not the partner's. */
export async function readMessages(
  identity: Pick<Identity, 'verify'>,
  did: string,
  signed: readonly SignedEnvelope[],
): Promise<ReadMessages> {
  const read = signed.map(({ envelope, signature }) => {
    const content = canonicalJson(asJson(envelope))
    return { envelope, signature, content, bytes: Buffer.from(content), at: envelope.sentAt }
  })
  const forged = await firstForged(identity, did, read)
  const messages = read.slice(0, forged?.index).map(
    ({ bytes, at: _at, ...one }): ReadMessage => ({
      ...one,
      envelopeHash: hashText(bytes),
      bodyHash: hashText(Buffer.from(canonicalJson(one.envelope.body))),
    }),
  )
  if (!forged) return { messages, fault: null }
  const { messageId } = signed[forged.index]!.envelope
  return { messages, fault: `signature of ${messageId}: ${forged.failure.message.slice(0, 300)}` }
}

/** `sha-256:` and the hash in lower-case hexadecimal. */
export const hashText = (bytes: Uint8Array): string => `sha-256:${Buffer.from(sha256(bytes)).toString('hex')}`

/** Whether a receipt is one that this node has signed for the message. */
export async function provenFirst(
  identity: Pick<Identity, 'did' | 'verify'>,
  { envelope }: ReadMessage,
  { receipt, signature }: { readonly receipt: Receipt; readonly signature: string },
): Promise<FirstReceipt | undefined> {
  if (receipt.messageId !== envelope.messageId || receipt.bodyHash !== envelope.bodyHash) return undefined
  const text = canonicalJson(asJson(receipt))
  const verified = await identity.verify(Buffer.from(text), signature, identity.did, {
    atKeysOf: new Date(receipt.receivedAt),
  })
  return verified.ok && receipt.leafIndex !== null ? { receipt, text, signature } : undefined
}
