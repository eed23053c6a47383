import { randomUUID } from 'node:crypto'
import { openingOf } from '@headwater/exchange/dataspace/negotiation'
import { mayDo } from '@headwater/exchange/dataspace/negotiation-rules'
import type { NegotiationDecision, NegotiationDetail, NewNegotiation } from '../../../../schemas/rest/dataspace.ts'
import { Refused } from '../../platform/problem.ts'
import { queueControl } from '../delivery/queue-control.ts'
import { type Dataspace, ownAddress } from './dataspace.ts'
import {
  asNegotiation,
  findNegotiation,
  insertNegotiation,
  type KeptNegotiation,
  lockNegotiation,
} from './negotiation.store.ts'
import { readRules, readTerms } from './offer-datasets.ts'
import { addressOf } from './partner-address.ts'
import { insertMessage, listMessages } from './process-message.store.ts'
import { speak } from './speak-negotiation.ts'
import { withdrawNegotiation } from './withdraw-process.ts'

/** A person begins a negotiation: as consumer by a request, as provider by an offer. */
export async function startNegotiation(dataspace: Dataspace, order: NewNegotiation): Promise<{ readonly id: string }> {
  const { partner, role = 'consumer', offer, rules } = order
  const kept: KeptNegotiation = {
    role,
    ownPid: randomUUID(),
    partner,
    partnerPid: null,
    address: await addressOf(dataspace, partner),
    state: role === 'consumer' ? 'REQUESTED' : 'OFFERED',
    ours: { ...offer, policy: readTerms(offer.policy) },
    offer: { ...offer, policy: readTerms(offer.policy) },
    agreement: null,
    rules: readRules(rules, role),
    todo: [],
    note: '',
  }
  return begin(dataspace, kept)
}

/** Keeps a negotiation of ours and queues its first message, in one transaction. */
export async function begin(dataspace: Dataspace, kept: KeptNegotiation): Promise<{ readonly id: string }> {
  const { path, body } = openingOf(asNegotiation(kept), ownAddress(dataspace))
  await dataspace.database.transaction(async (transaction) => {
    await insertNegotiation(transaction, kept)
    const message = kept.role === 'consumer' ? 'request' : 'offer'
    await insertMessage(transaction, { process: kept.ownPid, direction: 'out', message, state: kept.state, body })
    const { partner, ownPid: stream } = kept
    await queueControl(transaction, { partner, stream, url: `${kept.address}${path}`, body })
  })
  return { id: kept.ownPid }
}

/** A person takes a step; refused `conflict` where the protocol has none, and nothing changes. */
export async function decideNegotiation(
  dataspace: Dataspace,
  id: string,
  decision: NegotiationDecision,
): Promise<void> {
  const { action, code, reason, policy } = decision
  await dataspace.database.transaction(async (transaction) => {
    const kept = await lockNegotiation(transaction, id)
    if (!kept) throw unknown(id)
    const why = { ...(code === undefined ? {} : { code }), ...(reason === undefined ? {} : { reason: [reason] }) }
    const offer = policy && { ...kept.offer, policy: readTerms(policy) }
    if (offer && action !== 'offer' && action !== 'request')
      throw new Refused('invalid', 'policy should come with offer or request alone')
    if (action === 'terminate' && kept.partnerPid === null && kept.state !== 'TERMINATED')
      return withdrawNegotiation(dataspace, transaction, { kept, reason: why })
    await speak(dataspace, transaction, { kept, step: { action, reason: why, ...(offer ? { offer } : {}) } })
  })
}

/** All that was said, and what may be done now. */
export async function detailNegotiation({ database }: Dataspace, id: string): Promise<NegotiationDetail> {
  const kept = await findNegotiation(database, id)
  if (!kept) throw unknown(id)
  const { ownPid, address: _address, todo: _todo, rules: _rules, ...shown } = kept
  return {
    ...shown,
    id: ownPid,
    mayDo: [...mayDo(kept.state, kept.role)],
    ...(await listMessages(database, id)),
  }
}

const unknown = (id: string): Refused => new Refused('not-found', `negotiation (${id}) should exist`)
