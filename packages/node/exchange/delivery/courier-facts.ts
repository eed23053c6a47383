import type { Database, Transaction } from '../../platform/database.ts'
import type { Log } from '../../platform/log.ts'
import type { OutboundFetch } from '../../platform/outbound-fetch.ts'
import type { PlacedRecord } from '../evidence/record-log.store.ts'
import type { Identity } from '../identity/identity.ts'
import type { Breakers } from './breaker.store.ts'
import type { Delivered } from './outgoing.store.ts'
import type { PaceCalls } from './pace-calls.ts'

/** How a control message ended. */
export interface SettledControl {
  readonly messageId: string
  /** Id and DID. */
  readonly partner: string
  readonly did: string
  /** Own id of the negotiation or transfer. */
  readonly stream: string
  readonly type: string
  readonly outcome: 'delivered' | 'dead'
  /** Null: no answer ever came. */
  readonly status: number | null
  /** Body of the answer, or why there was none. */
  readonly answer: string
}

/** Learns how a message ended, in the transaction that keeps it. */
export type SettleControl = (transaction: Transaction, settled: SettledControl) => Promise<void>

/** What one request has brought, with whom the receipts came from. */
export interface BroughtReceipts {
  readonly partner: string
  readonly did: string
  readonly delivered: readonly Delivered[]
  readonly leaves: readonly PlacedRecord[]
}

/** All that a courier works with; time and chance are arguments, so that tests decide them. */
export interface CourierFacts {
  readonly database: Database
  readonly identity: Pick<Identity, 'did' | 'verify' | 'tokenFor'>
  readonly fetch: OutboundFetch
  readonly breakers: Breakers
  readonly pace: PaceCalls
  readonly settleControl: SettleControl
  /** Answers how many of them, from the first on, were kept: one whose place in the log another message has is not. */
  readonly keepReceipts: (receipts: BroughtReceipts) => Promise<number>
  /** Whether a stream may still be sent from, by what is committed when it is asked. */
  readonly maySend: (stream: number) => Promise<boolean>
  /** The machine's clock, in milliseconds. */
  readonly now: () => number
  readonly chance: () => number
  readonly log: Log
}
