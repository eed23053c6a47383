import type { Envelope, Receipt } from '@headwater/exchange/evidence/envelope'
import { wireCheck } from '../../platform/wire-schemas.ts'

/** A message as it travels. */
export interface SignedEnvelope {
  readonly envelope: Envelope
  readonly signature: string
}

export interface InboxRequest {
  readonly messages: readonly SignedEnvelope[]
}

/** What an inbox says of one message. */
export interface InboxAnswer {
  readonly status: 'stored' | 'repeated' | 'conflict' | 'gap' | 'rejected'
  readonly receipt?: Receipt
  readonly signature?: string
  readonly reason?: string
  readonly after?: number
}

export interface InboxAnswers {
  readonly answers: readonly InboxAnswer[]
}

export interface OutboxPage {
  /** Number of the last message of the transfer. */
  readonly head: number
  readonly messages: readonly (SignedEnvelope & { readonly receipt?: Receipt; readonly receiptSignature?: string })[]
}

const inboxAnswer = wireCheck('inbox-answer')

const outboxPage = wireCheck('outbox-page')

export const isOutboxPage = (value: unknown): value is OutboxPage => outboxPage(value) === null
export const isInboxAnswer = (value: unknown): value is InboxAnswers => inboxAnswer(value) === null

/** What is wrong with a request to the inbox, or null. */
export const wrongInboxRequest = wireCheck('inbox-request')
