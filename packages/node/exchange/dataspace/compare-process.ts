import { otherParty } from '@headwater/exchange/dataspace/messages'
import { inPath } from '@headwater/exchange/dataspace/negotiation'
import {
  hasTaken,
  NEGOTIATION,
  type NegotiationState,
  TRANSFER,
  type TransferState,
} from '@headwater/exchange/dataspace/transitions'
import type { Transaction } from '../../platform/database.ts'
import { findPartner } from '../identity/partner.store.ts'
import { askPartner } from './call-partner.ts'
import type { Dataspace } from './dataspace.ts'
import { asNegotiation, findNegotiation, lockNegotiation, updateNegotiation } from './negotiation.store.ts'
import { goOn } from './speak-negotiation.ts'
import { goOnWithTransfer } from './speak-transfer.ts'
import { findTransfer, lockTransfer, updateTransfer } from './transfer.store.ts'

export const COMPARE_TASK = 'compare-process'

export interface ComparePayload {
  readonly kind: 'negotiation' | 'transfer'
  /** Our own pid. */
  readonly id: string
}

/** Asks the partner what state a process is in, after it refused a message of ours: it may have taken it, and its answer was lost. */
export async function compareProcess(dataspace: Dataspace, { kind, id }: ComparePayload): Promise<void> {
  const kept = await (kind === 'negotiation' ? findNegotiation : findTransfer)(dataspace.database, id)
  const partner = kept && (await findPartner(dataspace.database, { id: kept.partner }))
  if (!kept || !partner || kept.partnerPid === null) return
  const url = `${kept.address}/${kind}s/${inPath(kept.partnerPid)}`
  const { body } = await askPartner(dataspace, { did: partner.did, url })
  const theirs = typeof body.state === 'string' ? body.state : 'unknown'
  await dataspace.database.transaction((transaction) =>
    kind === 'negotiation'
      ? settleNegotiation(dataspace, transaction, { id, theirs })
      : settleTransfer(transaction, { id, theirs }),
  )
}

interface Told {
  readonly id: string
  readonly theirs: string
}

async function settleNegotiation(dataspace: Dataspace, transaction: Transaction, { id, theirs }: Told): Promise<void> {
  const kept = (await lockNegotiation(transaction, id))!
  const partner = otherParty(kept.role)
  const isTaken = hasTaken(NEGOTIATION, { ours: kept.state, theirs: theirs as NegotiationState, partner })
  const now = isTaken ? { ...kept, note: '' } : { ...kept, todo: [], note: unlike(kept.note, theirs) }
  await updateNegotiation(transaction, asNegotiation(now))
  if (isTaken) await goOn(dataspace, transaction, now)
}

async function settleTransfer(transaction: Transaction, { id, theirs }: Told): Promise<void> {
  const kept = (await lockTransfer(transaction, id))!
  const partner = otherParty(kept.role)
  const isTaken = hasTaken(TRANSFER, { ours: kept.state, theirs: theirs as TransferState, partner })
  const now = isTaken ? { ...kept, note: '' } : { ...kept, todo: [], note: unlike(kept.note, theirs) }
  await updateTransfer(transaction, now)
  if (isTaken) await goOnWithTransfer(transaction, now)
}

const LONGEST = 700

const unlike = (note: string, theirs: string): string =>
  `${note} To the partner it is ${theirs.slice(0, 40).replaceAll('\0', '')}`.slice(0, LONGEST)
