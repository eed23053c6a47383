import type { Transaction } from '../../platform/database.ts'
import type { CallingPartner } from '../../platform/partner-guard.ts'
import type { ReadMessage } from './read-messages.ts'

/** Messages of a partner that were just kept, within the transaction that keeps them: each is handed over once. */
export interface KeptMessages {
  readonly partner: CallingPartner
  readonly messages: readonly ReadMessage[]
}

/** What messages of one type do beyond being kept and receipted. A throw keeps none of them: the partner sends them again. */
export type TakeIn = (transaction: Transaction, kept: KeptMessages) => Promise<void>

/** By type, as `agreement_signature:1.0.0`; of other types a message is kept, and that is all. */
export type TakeInByType = Readonly<Record<string, TakeIn>>

/** Hands messages over to whoever takes in their type. */
export async function handOver(
  transaction: Transaction,
  { partner, messages }: KeptMessages,
  takeIn: TakeInByType,
): Promise<void> {
  for (const [type, take] of Object.entries(takeIn)) {
    const ofType = messages.filter((one) => one.envelope.type === type)
    if (ofType.length > 0) await take(transaction, { partner, messages: ofType })
  }
}
