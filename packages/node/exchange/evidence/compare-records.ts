import { originOf } from '@headwater/exchange/evidence/checkpoint'
import type { CheckpointSwapView } from '../../../../schemas/rest/evidence.ts'
import type { Database } from '../../platform/database.ts'
import { Refused } from '../../platform/problem.ts'
import { findPartner } from '../identity/partner.store.ts'
import type { AskSwap } from './ask-swap.ts'
import type { SwappedLog } from './swap-checkpoints.ts'

/** Swaps checkpoints with a partner because somebody wants to know now, and says what that found. */
export async function compareRecords(
  { database, askSwap }: { readonly database: Database; readonly askSwap: AskSwap },
  id: string,
): Promise<CheckpointSwapView['logs']> {
  const partner = await findPartner(database, { id })
  if (!partner) throw new Refused('not-found', `partner (${id}) should exist`)
  const swapped = await askSwap(partner)
  if (!swapped.ok) throw new Refused(swapped.failure.reason, swapped.failure.message)
  return swapped.value.map(viewOf)
}

function viewOf({ log, ours, taken }: SwappedLog): CheckpointSwapView['logs'][number] {
  if (taken.kind === 'unseen')
    throw new Refused('conflict', `Another swap of ${originOf(log)} came in between; ask again`)
  const reason =
    taken.kind === 'rewritten' ? taken.reason : taken.kind === 'ahead' ? `${taken.missing} records are missing` : null
  return { ...log, ours, theirs: taken.checkpoint.size, verdict: taken.kind, reason }
}
