import { acknowledged } from '@headwater/exchange/dataspace/negotiation'
import { transferAcknowledged } from '@headwater/exchange/dataspace/transfer'
import type { Transaction } from '../../platform/database.ts'
import { addTask } from '../../platform/tasks.ts'
import type { SettledControl } from '../delivery/courier-facts.ts'
import { isNameTaken } from './agreement.store.ts'
import { COMPARE_TASK } from './compare-process.ts'
import type { Dataspace } from './dataspace.ts'
import { asNegotiation, type KeptNegotiation, lockNegotiation, updateNegotiation } from './negotiation.store.ts'
import { goOn, withProcess } from './speak-negotiation.ts'
import { goOnWithTransfer } from './speak-transfer.ts'
import { type KeptTransfer, lockTransfer, updateTransfer } from './transfer.store.ts'
import { isWithdrawn, tellWithdrawnNegotiation, tellWithdrawnTransfer } from './withdraw-process.ts'

type Settled = Pick<SettledControl, 'stream' | 'outcome' | 'status' | 'answer'>

/** A partner has taken a message, or never will: its pid is learned from the answer to the first, and the rules go on. */
export async function settleMessage(dataspace: Dataspace, transaction: Transaction, settled: Settled): Promise<void> {
  const negotiation = await lockNegotiation(transaction, settled.stream)
  if (negotiation) return settleNegotiation(dataspace, transaction, { kept: negotiation, settled })
  const transfer = await lockTransfer(transaction, settled.stream)
  if (transfer) return settleTransfer(transaction, { kept: transfer, settled })
}

async function settleNegotiation(
  dataspace: Dataspace,
  transaction: Transaction,
  { kept, settled }: { readonly kept: KeptNegotiation; readonly settled: Settled },
): Promise<void> {
  const told = toldPid(settled, kept.role === 'consumer' ? 'providerPid' : 'consumerPid')
  if (settled.outcome === 'dead') {
    if (isWithdrawn(kept)) return
    await updateNegotiation(transaction, { ...asNegotiation(kept), note: refusedNote(settled) })
    return compareLater(transaction, 'negotiation', kept)
  }
  if (told !== undefined && isWithdrawn(kept))
    return tellWithdrawnNegotiation(dataspace, transaction, { kept, partnerPid: told })
  const now = told === undefined ? kept : withProcess(kept, acknowledged(asNegotiation(kept), told))
  if (now !== kept) await updateNegotiation(transaction, asNegotiation(now))
  await goOn(dataspace, transaction, now)
}

async function settleTransfer(
  transaction: Transaction,
  { kept, settled }: { readonly kept: KeptTransfer; readonly settled: Settled },
): Promise<void> {
  const told = toldPid(settled, kept.role === 'consumer' ? 'providerPid' : 'consumerPid')
  if (settled.outcome === 'dead') {
    if (isWithdrawn(kept)) return
    await updateTransfer(transaction, { ...kept, note: refusedNote(settled) })
    return compareLater(transaction, 'transfer', kept)
  }
  if (told !== undefined && kept.partnerPid === null && (await isNameTaken(transaction, kept.partner, told)))
    return updateTransfer(transaction, {
      ...kept,
      note: `The partner names it ${told}, which is taken: it should be new`,
    })
  if (told !== undefined && isWithdrawn(kept)) return tellWithdrawnTransfer(transaction, { kept, partnerPid: told })
  const now = told === undefined ? kept : { ...kept, ...transferAcknowledged(kept, told) }
  if (now !== kept) await updateTransfer(transaction, now)
  await goOnWithTransfer(transaction, now)
}

/** What the partner calls the process; undefined: its answer does not say. */
function toldPid({ answer }: Settled, name: string): string | undefined {
  try {
    const told = (JSON.parse(answer) as Record<string, unknown>)[name]
    return typeof told === 'string' && /^[^\0]{1,500}$/s.test(told) ? told : undefined
  } catch {
    return undefined
  }
}

const LONGEST_NOTE = 500

function refusedNote({ status, answer }: Settled): string {
  const said = answer.slice(0, LONGEST_NOTE)
  return status === null ? `The partner could not be reached: ${said}` : `The partner answered ${status}: ${said}`
}

/** A refusal may mean that the partner took the message before, and its answer was lost: its own view of the process tells. */
async function compareLater(
  transaction: Transaction,
  kind: 'negotiation' | 'transfer',
  { ownPid, partnerPid }: Pick<KeptNegotiation, 'ownPid' | 'partnerPid'>,
): Promise<void> {
  if (partnerPid === null) return
  await addTask(transaction, { name: COMPARE_TASK, payload: { kind, id: ownPid }, retries: 5 })
}
