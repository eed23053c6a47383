import type { Reason } from '@headwater/exchange/dataspace/messages'
import { type OwnTransferAction, speakInTransfer } from '@headwater/exchange/dataspace/transfer'
import { TRANSFER_MESSAGE_OF } from '@headwater/exchange/dataspace/transfer-rules'
import type { Transaction } from '../../platform/database.ts'
import { Refused } from '../../platform/problem.ts'
import { queueControl } from '../delivery/queue-control.ts'
import { findPartner } from '../identity/partner.store.ts'
import { agreementOf } from './agreement.store.ts'
import { disputedHash } from './agreement-signature.store.ts'
import { followTransfer } from './follow-transfer.ts'
import { insertMessage } from './process-message.store.ts'
import { type KeptTransfer, updateTransfer } from './transfer.store.ts'

export interface TransferStep {
  readonly action: OwnTransferAction
  readonly reason?: Reason
}

/** Takes our own step: state, log and message are one transaction. */
export async function speakOfTransfer(
  transaction: Transaction,
  { kept, step }: { readonly kept: KeptTransfer; readonly step: TransferStep },
): Promise<KeptTransfer> {
  const partner = await findPartner(transaction, { id: kept.partner })
  if (!partner) throw new Refused('not-found', `partner (${kept.partner}) should exist`)
  const spoken = speakInTransfer(kept, step.action, step.reason)
  if (!spoken.ok) throw new Refused(spoken.failure.reason, spoken.failure.message)
  const { after, path, body } = spoken.value
  await updateTransfer(transaction, after)
  const message = TRANSFER_MESSAGE_OF[step.action]
  await insertMessage(transaction, { process: kept.ownPid, direction: 'out', message, state: after.state, body })
  await queueControl(transaction, { partner: partner.id, stream: kept.ownPid, url: `${kept.address}${path}`, body })
  const now = { ...kept, ...after }
  await followTransfer(transaction, now)
  return now
}

/** Takes the next step that the rules want, where there is one. They start nothing by an agreement in dispute: nobody may. */
export async function goOnWithTransfer(transaction: Transaction, kept: KeptTransfer): Promise<void> {
  const [action] = kept.todo
  if (!action || (action === 'start' && (await isDisputed(transaction, kept)))) return
  await speakOfTransfer(transaction, { kept, step: { action } })
}

const isDisputed = async (transaction: Transaction, kept: KeptTransfer): Promise<boolean> =>
  (await disputedHash(transaction, await agreementOf(transaction, kept))) !== undefined
