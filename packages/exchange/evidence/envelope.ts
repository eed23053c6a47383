import { canonicalJson, type Json } from './canonical-json.ts'
import type { Sha256 } from './merkle-log.ts'
import { utf8Bytes } from './utf8.ts'

/** One message of a transfer as both sides keep it (our evidence profile over the Dataspace Protocol). */
export interface Envelope {
  /** Never reused. */
  readonly messageId: string
  /** Aspect and its version, as `week_based_material_demand:3.0.1`. */
  readonly type: string
  readonly agreementId: string
  readonly transferPid: string
  /** DIDs. */
  readonly sender: string
  readonly receiver: string
  /** Of this transfer, from 1. */
  readonly seq: number
  /** Hash of the envelope before it in this transfer; null: it is the first. */
  readonly prev: string | null
  /** ISO 8601 with Z. */
  readonly sentAt: string
  readonly relatedMessageId?: string
  readonly expectedResponseBy?: string
  /** Of the canonical text of the body. */
  readonly bodyHash: string
  readonly body: Json
}

/** Why a receiver did not keep a message. */
export type Verdict = 'stored' | 'rejected'

/** What a receiver says of a message, signed; the same again for the same message. */
export interface Receipt {
  readonly messageId: string
  readonly bodyHash: string
  readonly receivedAt: string
  readonly verdict: Verdict
  readonly reason?: string
  /** Place of the message in the receiver's log. */
  readonly leafIndex: number | null
}

/** The bytes that are signed and hashed. */
export const canonicalBytes = (value: Json): Uint8Array => utf8Bytes(canonicalJson(value))

/** `sha-256:` and the hash in lower-case hexadecimal. */
export const hashOf = (value: Json, sha256: Sha256): string =>
  `sha-256:${Array.from(sha256(canonicalBytes(value)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`

export const envelopeHash = (envelope: Envelope, sha256: Sha256): string => hashOf(asJson(envelope), sha256)

/** Envelopes and receipts are JSON already; optional members that are left out stay out. */
export const asJson = (record: Envelope | Receipt): Json => ({ ...record }) as unknown as Json
