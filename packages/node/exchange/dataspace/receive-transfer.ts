import { randomUUID } from 'node:crypto'
import { otherParty, pidsOf, writeTransfer } from '@headwater/exchange/dataspace/messages'
import { actionsOn } from '@headwater/exchange/dataspace/negotiation-rules'
import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import { readTransferMessage } from '@headwater/exchange/dataspace/read-messages'
import { receiveInTransfer } from '@headwater/exchange/dataspace/transfer'
import type { TransferAction, TransferEvent } from '@headwater/exchange/dataspace/transfer-rules'
import type { Transaction } from '../../platform/database.ts'
import { Refused } from '../../platform/problem.ts'
import { settleOvertaken } from '../delivery/queue-control.ts'
import { agreementOf, findAgreement, isNameTaken, readAgreementRow } from './agreement.store.ts'
import { type Dataspace, isUuid, type Partner } from './dataspace.ts'
import { followTransfer } from './follow-transfer.ts'
import { insertMessage } from './process-message.store.ts'
import { goOnWithTransfer } from './speak-transfer.ts'
import { refuseDisputed } from './take-signatures.ts'
import {
  findRequested,
  findTransfer,
  insertTransfer,
  type KeptTransfer,
  lockTransfer,
  updateTransfer,
} from './transfer.store.ts'

interface Received {
  readonly partner: Partner
  /** Its schema is checked. */
  readonly body: JsonObject
}

/** A later message of a transfer: state, log and what our rules answer are one transaction. Answers the transfer as this message left it. */
export function receiveTransferMessage(
  dataspace: Dataspace,
  pid: string,
  { partner, body }: Received,
): Promise<KeptTransfer> {
  return dataspace.database.transaction(async (transaction) => {
    const kept = isUuid(pid) ? await lockTransfer(transaction, pid) : undefined
    if (kept?.partner !== partner.id) throw unknown(pid)
    const input = readTransferMessage(body, otherParty(kept.role))
    if (input.ownPid !== pid) throw new Refused('invalid', `${kept.role}Pid (${input.ownPid}) should be ${pid}`)
    const received = receiveInTransfer(kept, input)
    if (!received.ok) throw new Refused(received.failure.reason, received.failure.message)
    // Its stream would be that of another transfer, or of the record of an agreement.
    if (kept.partnerPid === null && (await isNameTaken(transaction, partner.id, input.partnerPid)))
      throw new Refused('invalid', `${otherParty(kept.role)}Pid (${input.partnerPid}) should be new`)
    if (input.message === 'start') await refuseDisputed(transaction, await agreementOf(transaction, kept), 'invalid')
    await settleOvertaken(transaction, { partner: partner.id, stream: pid }, new Date(dataspace.machine()))
    const now = { ...kept, ...received.value }
    await updateTransfer(transaction, now)
    await insertMessage(transaction, { process: pid, direction: 'in', message: input.message, state: now.state, body })
    await followTransfer(transaction, now)
    await goOnWithTransfer(transaction, now)
    return now
  })
}

/** A consumer asks for the data of an agreement. The same request again finds what it began. */
export function beginTransfer(dataspace: Dataspace, { partner, body }: Received): Promise<KeptTransfer> {
  const { agreementId, format, callbackAddress, consumerPid, dataAddress = null } = body as unknown as TransferRequest
  return dataspace.database.transaction(async (transaction) => {
    const begun = await findRequested(transaction, { partner: partner.id, partnerPid: consumerPid })
    if (begun) return sameAgain(transaction, begun, { agreementId, format })
    const agreement = await findAgreement(transaction, { partner: partner.id, name: agreementId })
    if (agreement?.role !== 'provider')
      throw new Refused(
        'invalid',
        `agreementId (${agreementId}) should be of a finalized agreement in which we provide`,
      )
    await refuseDisputed(transaction, { partner: partner.id, name: agreementId }, 'invalid')
    const kept: KeptTransfer = {
      role: 'provider',
      ownPid: randomUUID(),
      partner: partner.id,
      partnerPid: consumerPid,
      address: callbackAddress.replace(/\/+$/, ''),
      agreement: agreement.id,
      state: 'REQUESTED',
      format,
      dataAddress,
      rules: agreement.rules,
      todo: actionsOn<TransferEvent, TransferAction>(agreement.rules, 'requested'),
      note: '',
    }
    if (!(await insertTransfer(transaction, kept)))
      return sameAgain(transaction, await sibling(transaction, kept), body as never)
    await insertMessage(transaction, {
      process: kept.ownPid,
      direction: 'in',
      message: 'request',
      state: kept.state,
      body,
    })
    await goOnWithTransfer(transaction, kept)
    return kept
  })
}

interface TransferRequest {
  readonly agreementId: string
  readonly format: string
  readonly callbackAddress: string
  readonly consumerPid: string
  readonly dataAddress?: JsonObject
}

/** Two of the same at once: the other one was committed while this one waited. */
async function sibling(transaction: Transaction, kept: KeptTransfer): Promise<KeptTransfer> {
  const found = await findRequested(transaction, { partner: kept.partner, partnerPid: kept.partnerPid! })
  if (!found) throw new Error('what stood in the way of a transfer should be there')
  return found
}

async function sameAgain(
  transaction: Transaction,
  begun: KeptTransfer,
  { agreementId, format }: Pick<TransferRequest, 'agreementId' | 'format'>,
): Promise<KeptTransfer> {
  const agreement = await readAgreementRow(transaction, begun.agreement)
  if (agreement?.name !== agreementId || begun.format !== format)
    throw new Refused('invalid', `consumerPid (${begun.partnerPid}) should be new: a transfer has it`)
  return begun
}

/** A transfer of this partner; refused `not-found` where it is another's. */
export async function readTransfer(dataspace: Dataspace, partner: Partner, pid: string): Promise<KeptTransfer> {
  const kept = isUuid(pid) ? await findTransfer(dataspace.database, pid) : undefined
  if (kept?.partner !== partner.id) throw unknown(pid)
  return kept
}

const unknown = (pid: string): Refused => new Refused('not-found', `transfer (${pid}) should exist`)

/** What we say of a transfer to the partner. */
export const transferView = ({ role, ownPid, partnerPid, state }: KeptTransfer): JsonObject =>
  writeTransfer(pidsOf(role, ownPid, partnerPid ?? 'unknown'), state)
