import { randomUUID } from 'node:crypto'
import { otherParty, pidsOf, writeNegotiation } from '@headwater/exchange/dataspace/messages'
import { type NegotiationInput, onEvent, receiveInNegotiation } from '@headwater/exchange/dataspace/negotiation'
import { isSamePolicy, type JsonObject, type Offer } from '@headwater/exchange/dataspace/policy'
import { readNegotiationMessage } from '@headwater/exchange/dataspace/read-messages'
import type { Party } from '@headwater/exchange/dataspace/transitions'
import type { Transaction } from '../../platform/database.ts'
import { Refused } from '../../platform/problem.ts'
import { settleOvertaken } from '../delivery/queue-control.ts'
import { isNameTaken } from './agreement.store.ts'
import { findOffer } from './dataset.store.ts'
import { type Dataspace, isUuid, type Partner } from './dataspace.ts'
import { keepAgreement } from './keep-agreement.ts'
import {
  asNegotiation,
  findBegun,
  findNegotiation,
  insertNegotiation,
  type KeptNegotiation,
  lockNegotiation,
  type Rules,
  updateNegotiation,
} from './negotiation.store.ts'
import { firstMessage, insertMessage } from './process-message.store.ts'
import { goOn, withProcess } from './speak-negotiation.ts'

interface Received {
  readonly partner: Partner
  /** Its schema is checked. */
  readonly body: JsonObject
}

/** A later message of a negotiation: state, log and what our rules answer are one transaction. Answers the negotiation as this message left it. */
export function receiveNegotiationMessage(
  dataspace: Dataspace,
  pid: string,
  { partner, body }: Received,
): Promise<KeptNegotiation> {
  return dataspace.database.transaction(async (transaction) => {
    const kept = isUuid(pid) ? await lockNegotiation(transaction, pid) : undefined
    if (kept?.partner !== partner.id) throw unknown(pid)
    const input = readNegotiationMessage(body, otherParty(kept.role))
    if (input.ownPid !== pid) throw new Refused('invalid', `${kept.role}Pid (${input.ownPid}) should be ${pid}`)
    const received = receiveInNegotiation(asNegotiation(kept), input)
    if (!received.ok) throw new Refused(received.failure.reason, received.failure.message)
    refuseOtherParties({ provider: partner.did, consumer: dataspace.identity.did }, input)
    await refuseKnownAgreement(transaction, partner, input)
    await settleOvertaken(transaction, { partner: partner.id, stream: pid }, new Date(dataspace.machine()))
    const now = withProcess(kept, received.value)
    await updateNegotiation(transaction, received.value)
    await insertMessage(transaction, { process: pid, direction: 'in', message: input.message, state: now.state, body })
    await keepAgreement(dataspace, transaction, now)
    await goOn(dataspace, transaction, now)
    return now
  })
}

/** Who is named as a DID is the company that speaks, or this one: else what both sign would bind somebody else. */
function refuseOtherParties(
  { provider, consumer }: { readonly provider: string; readonly consumer: string },
  { agreement }: NegotiationInput,
): void {
  if (!agreement) return
  for (const [name, said, is] of [
    ['assigner', agreement.assigner, provider],
    ['assignee', agreement.assignee, consumer],
  ] as const)
    if (said.startsWith('did:') && said !== is)
      throw new Refused('invalid', `agreement.${name} (${said.slice(0, 300)}) should be ${is}`)
}

/** The name of an agreement is its provider's to give, once: else an old agreement could be passed off as a new one. */
async function refuseKnownAgreement(
  transaction: Transaction,
  partner: Partner,
  { message, agreement }: NegotiationInput,
): Promise<void> {
  if (message === 'agreement' && agreement && (await isNameTaken(transaction, partner.id, agreement.id)))
    throw new Refused('invalid', `agreement.@id (${agreement.id}) should be new`)
}

/**
 * The first message of a negotiation. The same again, its answer lost, finds what it began; another one under a pid that is used is refused.
 */
export function beginNegotiation(dataspace: Dataspace, { partner, body }: Received): Promise<KeptNegotiation> {
  const by: Party = body['@type'] === 'ContractRequestMessage' ? 'consumer' : 'provider'
  const { partnerPid, offer } = readNegotiationMessage(body, by)
  const address = body.callbackAddress
  if (typeof address !== 'string')
    throw new Refused(
      'invalid',
      'A first message should have a callbackAddress; a later one goes to the address of its process',
    )
  const role = otherParty(by)
  return dataspace.database.transaction(async (transaction) => {
    const begun = await findBegun(transaction, { partner: partner.id, role, partnerPid })
    if (begun) return sameAgain(transaction, begun, body)
    const known =
      role === 'provider' ? await askedOffer(transaction, partner, offer!) : { policy: offer!.policy, rules: NO_RULES }
    const fresh: KeptNegotiation = {
      role,
      ownPid: randomUUID(),
      partner: partner.id,
      partnerPid,
      address: address.replace(/\/+$/, ''),
      state: role === 'provider' ? 'REQUESTED' : 'OFFERED',
      ours: { ...offer!, policy: known.policy },
      offer: offer!,
      agreement: null,
      rules: known.rules,
      todo: [],
      note: '',
    }
    const kept = withProcess(fresh, onEvent(asNegotiation(fresh), role === 'provider' ? 'requested' : 'offered'))
    if (!(await insertNegotiation(transaction, kept)))
      return sameAgain(transaction, await sibling(transaction, kept), body)
    const message = role === 'provider' ? 'request' : 'offer'
    await insertMessage(transaction, { process: kept.ownPid, direction: 'in', message, state: kept.state, body })
    await goOn(dataspace, transaction, kept)
    return kept
  })
}

/** An offer that nobody of us has asked for waits for a person. */
const NO_RULES: Rules = { negotiation: [], transfer: [] }

async function askedOffer(transaction: Transaction, partner: Partner, { id, target }: Offer) {
  const found = await findOffer(transaction, { partner: partner.id, id })
  if (!found) throw new Refused('invalid', `offer.@id (${id}) should be one of our catalogue`)
  if (found.dataset !== target) throw new Refused('invalid', `offer.target (${target}) should be ${found.dataset}`)
  return found
}

/** Two of the same at once: the other one was committed while this one waited. */
async function sibling(transaction: Transaction, kept: KeptNegotiation): Promise<KeptNegotiation> {
  const found = await findBegun(transaction, kept)
  if (!found) throw new Error('what stood in the way of a negotiation should be there')
  return found
}

async function sameAgain(transaction: Transaction, begun: KeptNegotiation, body: JsonObject): Promise<KeptNegotiation> {
  const first = await firstMessage(transaction, begun.ownPid)
  const [was, is] = [first, body].map((one) => readNegotiationMessage(one!, otherParty(begun.role)).offer!)
  if (was!.id !== is!.id || was!.target !== is!.target || !isSamePolicy(was!.policy, is!.policy))
    throw new Refused(
      'invalid',
      `${otherParty(begun.role)}Pid (${begun.partnerPid}) should be new: a negotiation has it`,
    )
  return begun
}

/** A negotiation of this partner; refused `not-found` where it is another's. */
export async function readNegotiation(dataspace: Dataspace, partner: Partner, pid: string): Promise<KeptNegotiation> {
  const kept = isUuid(pid) ? await findNegotiation(dataspace.database, pid) : undefined
  if (kept?.partner !== partner.id) throw unknown(pid)
  return kept
}

const unknown = (pid: string): Refused => new Refused('not-found', `negotiation (${pid}) should exist`)

/** What we say of a negotiation to the partner. */
export const negotiationView = ({ role, ownPid, partnerPid, state }: KeptNegotiation): JsonObject =>
  writeNegotiation(pidsOf(role, ownPid, partnerPid ?? 'unknown'), state)
