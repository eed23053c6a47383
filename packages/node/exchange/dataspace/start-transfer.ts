import { randomUUID } from 'node:crypto'
import { requestOfTransfer } from '@headwater/exchange/dataspace/transfer'
import { mayDoInTransfer } from '@headwater/exchange/dataspace/transfer-rules'
import type { NewTransfer, TransferDecision, TransferDetail } from '../../../../schemas/rest/dataspace.ts'
import { Refused } from '../../platform/problem.ts'
import { queueControl } from '../delivery/queue-control.ts'
import { agreementOf, type KeptAgreement, readAgreementRow } from './agreement.store.ts'
import { type Dataspace, ownAddress } from './dataspace.ts'
import { PUSH } from './follow-transfer.ts'
import { insertMessage, listMessages } from './process-message.store.ts'
import { speakOfTransfer } from './speak-transfer.ts'
import { refuseDisputed } from './take-signatures.ts'
import { findTransfer, insertTransfer, type KeptTransfer, lockTransfer } from './transfer.store.ts'
import { withdrawTransfer } from './withdraw-process.ts'

/** A person asks for the data of an agreement in which we are the consumer. */
export async function startTransfer(dataspace: Dataspace, order: NewTransfer): Promise<{ readonly id: string }> {
  const agreement = await readAgreementRow(dataspace.database, order.agreement)
  if (!agreement) throw new Refused('not-found', `agreement (${order.agreement}) should exist`)
  if (agreement.role !== 'consumer') throw new Refused('conflict', 'The consumer of an agreement asks for its data')
  return requestTransfer(dataspace, agreement, { format: order.format ?? PUSH, address: agreement.address })
}

/** Keeps a transfer of ours and queues its request, in one transaction. */
export async function requestTransfer(
  dataspace: Dataspace,
  agreement: KeptAgreement,
  { format, address }: { readonly format: string; readonly address: string },
): Promise<{ readonly id: string }> {
  const kept: KeptTransfer = {
    role: 'consumer',
    ownPid: randomUUID(),
    partner: agreement.partner,
    partnerPid: null,
    address,
    agreement: agreement.id,
    state: 'REQUESTED',
    format,
    dataAddress: format === PUSH ? inboxOf(dataspace) : null,
    rules: agreement.rules,
    todo: [],
    note: '',
  }
  const { path, body } = requestOfTransfer(kept, {
    agreementId: agreement.name,
    callbackAddress: ownAddress(dataspace),
  })
  await dataspace.database.transaction(async (transaction) => {
    await refuseDisputed(transaction, agreement, 'conflict')
    await insertTransfer(transaction, kept)
    await insertMessage(transaction, {
      process: kept.ownPid,
      direction: 'out',
      message: 'request',
      state: kept.state,
      body,
    })
    const { partner, ownPid: stream } = kept
    await queueControl(transaction, { partner, stream, url: `${kept.address}${path}`, body })
  })
  return { id: kept.ownPid }
}

/** Where data is pushed to: our inbox of envelopes. */
const inboxOf = ({ identity }: Dataspace) => ({
  '@type': 'DataAddress',
  endpointType: 'https://w3id.org/idsa/v4.1/HTTP',
  endpoint: `${identity.origin}/exchange/1/inbox`,
})

/** A person takes a step; refused `conflict` where the protocol has none, and nothing changes. */
export async function decideTransfer(dataspace: Dataspace, id: string, decision: TransferDecision): Promise<void> {
  const { action, code, reason } = decision
  await dataspace.database.transaction(async (transaction) => {
    const kept = await lockTransfer(transaction, id)
    if (!kept) throw unknown(id)
    const why = { ...(code === undefined ? {} : { code }), ...(reason === undefined ? {} : { reason: [reason] }) }
    if (action === 'terminate' && kept.partnerPid === null && kept.state !== 'TERMINATED')
      return withdrawTransfer(dataspace, transaction, { kept, reason: why })
    if (action === 'start') await refuseDisputed(transaction, await agreementOf(transaction, kept), 'conflict')
    await speakOfTransfer(transaction, { kept, step: { action, reason: why } })
  })
}

/** All that was said, and what may be done now. */
export async function detailTransfer({ database }: Dataspace, id: string): Promise<TransferDetail> {
  const kept = await findTransfer(database, id)
  if (!kept) throw unknown(id)
  const { ownPid, address: _address, todo: _todo, rules: _rules, dataAddress: _dataAddress, ...shown } = kept
  return {
    ...shown,
    id: ownPid,
    mayDo: [...mayDoInTransfer(kept.state, kept.role)],
    ...(await listMessages(database, id)),
  }
}

const unknown = (id: string): Refused => new Refused('not-found', `transfer (${id}) should exist`)
