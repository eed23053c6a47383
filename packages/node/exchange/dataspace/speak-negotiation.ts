import { randomUUID } from 'node:crypto'
import type { Reason } from '@headwater/exchange/dataspace/messages'
import { type Negotiation, type OwnAction, speakInNegotiation } from '@headwater/exchange/dataspace/negotiation'
import { MESSAGE_OF } from '@headwater/exchange/dataspace/negotiation-rules'
import type { Offer } from '@headwater/exchange/dataspace/policy'
import type { Transaction } from '../../platform/database.ts'
import { Refused } from '../../platform/problem.ts'
import { queueControl } from '../delivery/queue-control.ts'
import { findPartner } from '../identity/partner.store.ts'
import type { Dataspace } from './dataspace.ts'
import { keepAgreement } from './keep-agreement.ts'
import { asNegotiation, type KeptNegotiation, updateNegotiation } from './negotiation.store.ts'
import { insertMessage } from './process-message.store.ts'

export interface Step {
  readonly action: OwnAction
  readonly reason?: Reason
  /** Other terms than those on the table. */
  readonly offer?: Offer
}

/** Takes our own step: state, log and message are one transaction. */
export async function speak(
  dataspace: Dataspace,
  transaction: Transaction,
  { kept, step }: { readonly kept: KeptNegotiation; readonly step: Step },
): Promise<KeptNegotiation> {
  const partner = await findPartner(transaction, { id: kept.partner })
  if (!partner) throw new Refused('not-found', `partner (${kept.partner}) should exist`)
  const spoken = speakInNegotiation(asNegotiation(kept), step.action, {
    now: new Date(dataspace.machine()).toISOString(),
    newId: `urn:uuid:${randomUUID()}`,
    self: dataspace.identity.did,
    partner: partner.did,
    ...(step.reason ? { reason: step.reason } : {}),
    ...(step.offer ? { offer: step.offer } : {}),
  })
  if (!spoken.ok) throw new Refused(spoken.failure.reason, spoken.failure.message)
  const { after, path, body } = spoken.value
  await updateNegotiation(transaction, after)
  const message = {
    process: kept.ownPid,
    direction: 'out',
    message: MESSAGE_OF[step.action],
    state: after.state,
    body,
  } as const
  await insertMessage(transaction, message)
  await queueControl(transaction, { partner: partner.id, stream: kept.ownPid, url: `${kept.address}${path}`, body })
  const now = withProcess(kept, after)
  await keepAgreement(dataspace, transaction, now)
  return now
}

/** Takes the next step that the rules want, where there is one. */
export async function goOn(dataspace: Dataspace, transaction: Transaction, kept: KeptNegotiation): Promise<void> {
  const [action] = kept.todo
  if (action) await speak(dataspace, transaction, { kept, step: { action } })
}

export const withProcess = (kept: KeptNegotiation, process: Negotiation): KeptNegotiation => ({
  ...kept,
  ...process,
  rules: kept.rules,
})
