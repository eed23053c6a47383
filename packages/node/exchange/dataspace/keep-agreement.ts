import { randomUUID } from 'node:crypto'
import type { Agreement } from '@headwater/exchange/dataspace/policy'
import { hashOf } from '@headwater/exchange/evidence/envelope'
import { AGREEMENT_SIGNATURE } from '@headwater/exchange/evidence/verify-log'
import { readDidDocument } from '@headwater/exchange/identity/did-document'
import type { Transaction } from '../../platform/database.ts'
import { closeStream, findStream, openStream } from '../delivery/message-stream.store.ts'
import { sendEnvelopes } from '../delivery/send-envelope.ts'
import { sha256 } from '../evidence/sha256.ts'
import { findDocument } from '../identity/document.store.ts'
import { findPartner } from '../identity/partner.store.ts'
import { insertAgreement } from './agreement.store.ts'
import type { Dataspace } from './dataspace.ts'
import type { KeptNegotiation } from './negotiation.store.ts'

/**
 * What follows from an agreement: its record is opened when it is made, each side signs it when it stands to it (the consumer by verifying,
 * the provider by finalizing), and when it is final it is kept: from here on data may flow.
 */
export async function keepAgreement(
  dataspace: Dataspace,
  transaction: Transaction,
  kept: KeptNegotiation,
): Promise<void> {
  const { agreement, state, role } = kept
  if (!agreement) return
  if (state === 'AGREED') await openRecord(transaction, kept)
  if (state === (role === 'consumer' ? 'VERIFIED' : 'FINALIZED')) await signAgreement(dataspace, transaction, kept)
  if (state === 'FINALIZED') await insertFinal(transaction, kept, agreement)
  if (state === 'TERMINATED') await closeRecord(transaction, kept)
}

const BOTH = ['out', 'in'] as const

/** A plain partner of the protocol has no evidence service, and no record. */
async function openRecord(transaction: Transaction, { partner, agreement }: KeptNegotiation): Promise<void> {
  const address = await evidenceServiceOf(transaction, partner)
  if (address === undefined) return
  const name = agreement!.id
  const endpoint = `${address.replace(/\/+$/, '')}/inbox`
  for (const direction of BOTH)
    await openStream(transaction, { partner, direction, agreementId: name, transferPid: name, endpoint })
}

/** Asked within the transaction: to wait for a second connection while one is held could be to wait for ever. */
async function evidenceServiceOf(transaction: Transaction, id: string): Promise<string | undefined> {
  const [partner, text] = [await findPartner(transaction, { id }), await findDocument(transaction, id)]
  if (!partner || text === undefined) return undefined
  const document = readDidDocument(JSON.parse(text), partner.did)
  return document.ok ? document.value.services.find((one) => one.type === 'EvidenceService')?.endpoint : undefined
}

async function signAgreement(
  { identity, machine }: Dataspace,
  transaction: Transaction,
  { partner, role, agreement }: KeptNegotiation,
): Promise<void> {
  const { id, body } = agreement!
  const stream = await findStream(transaction, { partner, direction: 'out', transferPid: id })
  if (stream === undefined) return
  const said = { agreementId: id, agreementHash: hashOf(body, sha256), role }
  const order = { stream, messages: [{ type: AGREEMENT_SIGNATURE, body: said }] }
  await sendEnvelopes(transaction, order, { identity, now: machine })
}

async function insertFinal(transaction: Transaction, kept: KeptNegotiation, agreement: Agreement): Promise<void> {
  await insertAgreement(transaction, {
    id: randomUUID(),
    name: agreement.id,
    negotiation: kept.ownPid,
    partner: kept.partner,
    role: kept.role,
    target: agreement.target,
    body: agreement.body,
    hash: hashOf(agreement.body, sha256),
    address: kept.address,
    rules: kept.rules.transfer,
  })
}

async function closeRecord(transaction: Transaction, { partner, agreement }: KeptNegotiation): Promise<void> {
  for (const direction of BOTH) {
    const stream = await findStream(transaction, { partner, direction, transferPid: agreement!.id })
    if (stream !== undefined) await closeStream(transaction, stream)
  }
}
