import { randomUUID } from 'node:crypto'
import { writeSingleDataset } from '@headwater/exchange/dataspace/catalogue'
import { negotiationRulesFault } from '@headwater/exchange/dataspace/negotiation-rules'
import type { Policy } from '@headwater/exchange/dataspace/policy'
import { transferRulesFault } from '@headwater/exchange/dataspace/transfer-rules'
import type { Party } from '@headwater/exchange/dataspace/transitions'
import type { DatasetMade, NewDataset, NewOffer, PolicyBody, RulesBody } from '../../../../schemas/rest/dataspace.ts'
import { Refused } from '../../platform/problem.ts'
import { wireCheck } from '../../platform/wire-schemas.ts'
import { insertDataset, insertOffer, isOffered, withdrawDataset, withdrawOffer } from './dataset.store.ts'
import type { Dataspace } from './dataspace.ts'
import type { Rules } from './negotiation.store.ts'

const FORMATS = ['HttpData-PUSH']

/** Offers a dataset to partners, with its first offer. */
export async function offerDataset({ database }: Dataspace, order: NewDataset): Promise<DatasetMade> {
  const { id = `urn:uuid:${randomUUID()}`, title, aspect, formats = FORMATS, partners = null, offer } = order
  const made = offerOf({ ...offer, dataset: id })
  return database.transaction(async (transaction) => {
    if (!(await insertDataset(transaction, { id, title: title.trim(), aspect, formats, partners })))
      throw new Refused('conflict', `id (${id}) should be new: a dataset has or had it`)
    if (!(await insertOffer(transaction, made))) throw taken(made.id)
    return { id, offer: made.id }
  })
}

/** Another offer for a dataset; those before it stay until they are withdrawn. */
export async function addOffer({ database }: Dataspace, order: NewOffer): Promise<{ readonly id: string }> {
  const made = offerOf(order)
  return database.transaction(async (transaction) => {
    if (!(await isOffered(transaction, made.dataset)))
      throw new Refused('not-found', `dataset (${made.dataset}) should be one that is offered`)
    if (!(await insertOffer(transaction, made))) throw taken(made.id)
    return { id: made.id }
  })
}

const taken = (id: string): Refused => new Refused('conflict', `offer.id (${id}) should be new: an offer has or had it`)

function offerOf({ id = `urn:uuid:${randomUUID()}`, dataset, policy, rules }: NewOffer) {
  return { id, dataset, policy: readTerms(policy), rules: readRules(rules, 'provider') }
}

/** Terms as the protocol can carry them. */
export function readTerms(body: PolicyBody): Policy {
  const policy = body as Policy
  const shown = { id: 'dataset', title: '', aspect: '', formats: FORMATS, offers: [{ id: 'offer', policy }] }
  const fault = wireCheck('dataspace/dataset')(
    writeSingleDataset(shown, { participantId: 'did:web:us', address: 'https://us' }),
  )
  if (fault !== null) throw new Refused('invalid', fault.replace('/hasPolicy/0', 'policy'))
  return policy
}

/** Rules of a side, each of which leads along edges of the protocol. */
export function readRules({ negotiation = [], transfer = [] }: RulesBody = {}, role: Party): Rules {
  const fault = negotiationRulesFault(negotiation, role) ?? transferRulesFault(transfer, role)
  if (fault !== null) throw new Refused('invalid', fault)
  return { negotiation, transfer }
}

/** No partner sees it any more; what was agreed about it stays. */
export async function endDataset({ database }: Dataspace, id: string): Promise<void> {
  if (!(await withdrawDataset(database, id)))
    throw new Refused('not-found', `dataset (${id}) should be one that is offered`)
}

/** Nobody may ask for it any more; a negotiation that has begun goes on. */
export async function endOffer({ database }: Dataspace, id: string): Promise<void> {
  if (!(await withdrawOffer(database, id))) throw new Refused('not-found', `offer (${id}) should be one that is open`)
}
