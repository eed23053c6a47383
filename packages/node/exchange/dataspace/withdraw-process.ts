import { noteOf, type Reason } from '@headwater/exchange/dataspace/messages'
import type { Transaction } from '../../platform/database.ts'
import { withdrawMessages } from '../delivery/queue-control.ts'
import type { Dataspace } from './dataspace.ts'
import { asNegotiation, type KeptNegotiation, updateNegotiation } from './negotiation.store.ts'
import { speak } from './speak-negotiation.ts'
import { speakOfTransfer } from './speak-transfer.ts'
import { type KeptTransfer, updateTransfer } from './transfer.store.ts'

/*
 * A process that the partner has not answered has no name there under which it could be ended. A person ends it here alone, and nothing of
 * it leaves any more. Should the partner answer after all, it is told that the process has ended.
 */

export async function withdrawNegotiation(
  { machine }: Pick<Dataspace, 'machine'>,
  transaction: Transaction,
  { kept, reason }: { readonly kept: KeptNegotiation; readonly reason: Reason },
): Promise<void> {
  const after = { ...asNegotiation(kept), state: 'TERMINATED', todo: [], note: noteOf(reason) } as const
  await updateNegotiation(transaction, after)
  await withdrawMessages(transaction, { partner: kept.partner, stream: kept.ownPid }, new Date(machine()))
}

export async function withdrawTransfer(
  { machine }: Pick<Dataspace, 'machine'>,
  transaction: Transaction,
  { kept, reason }: { readonly kept: KeptTransfer; readonly reason: Reason },
): Promise<void> {
  await updateTransfer(transaction, { ...kept, state: 'TERMINATED', todo: [], note: noteOf(reason) })
  await withdrawMessages(transaction, { partner: kept.partner, stream: kept.ownPid }, new Date(machine()))
}

/** Of a process that the partner has answered only now. */
interface Answered<Kept> {
  readonly kept: Kept
  readonly partnerPid: string
}

export const isWithdrawn = ({ state, partnerPid }: Pick<KeptNegotiation | KeptTransfer, 'state' | 'partnerPid'>) =>
  state === 'TERMINATED' && partnerPid === null

export async function tellWithdrawnNegotiation(
  dataspace: Dataspace,
  transaction: Transaction,
  { kept, partnerPid }: Answered<KeptNegotiation>,
): Promise<void> {
  const begun = { ...kept, partnerPid, state: kept.role === 'consumer' ? 'REQUESTED' : 'OFFERED' } as const
  await speak(dataspace, transaction, { kept: begun, step: { action: 'terminate', reason: reasonIn(kept) } })
}

export async function tellWithdrawnTransfer(
  transaction: Transaction,
  { kept, partnerPid }: Answered<KeptTransfer>,
): Promise<void> {
  const begun = { ...kept, partnerPid, state: 'REQUESTED' } as const
  await speakOfTransfer(transaction, { kept: begun, step: { action: 'terminate', reason: reasonIn(kept) } })
}

const reasonIn = ({ note }: { readonly note: string }): Reason => (note === '' ? {} : { reason: [note] })
