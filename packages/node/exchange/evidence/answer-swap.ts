import { originOf } from '@headwater/exchange/evidence/checkpoint'
import type { CallingPartner } from '../../platform/partner-guard.ts'
import { Refused } from '../../platform/problem.ts'
import { keepCheckpoint } from './checkpoint.store.ts'
import type { CheckpointAnswer, CheckpointSwap } from './checkpoint-wire.ts'
import { type EvidenceRoom, ownCheckpoint } from './own-checkpoint.ts'
import { logsWith } from './swap-checkpoints.ts'
import { takeCheckpoint } from './take-checkpoint.ts'

/** What a partner is answered: our checkpoints, from what it has seen; or what we have seen, where its proofs begin elsewhere. */
export async function answerSwap(
  room: EvidenceRoom,
  partner: CallingPartner,
  swap: CheckpointSwap,
): Promise<CheckpointAnswer> {
  const unseen: Record<string, number> = {}
  const logs = []
  for (const log of logsWith(room.identity.did, partner.did)) {
    const origin = originOf(log)
    const given = swap.logs.find((one) => one.origin === origin)
    if (!given) throw new Refused('invalid', `logs should have ${origin}`)
    const taken = await takeCheckpoint(room, { partner, log }, given)
    if (!taken.ok) throw new Refused(taken.failure.reason, taken.failure.message)
    if (taken.value.kind === 'unseen') unseen[origin] = taken.value.seen
    const { size, ...own } = await ownCheckpoint(room, log, given.seen)
    logs.push({ origin, ...own, size })
  }
  if (Object.keys(unseen).length > 0) return { unseen }
  for (const { origin, ...own } of logs) await keepCheckpoint(room.database, { origin, signer: room.identity.did }, own)
  return { logs: logs.map(({ size: _size, ...one }) => one) }
}
