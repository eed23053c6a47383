import { randomInt } from 'node:crypto'
import type { Result } from '@headwater/domain/outcome/result'
import { gathering } from '../../platform/gathering.ts'
import type { CallingPartner } from '../../platform/partner-guard.ts'
import type { EvidenceRoom } from './own-checkpoint.ts'
import { type SwappedLog, swapCheckpoints } from './swap-checkpoints.ts'

/** Swaps checkpoints with a partner and says what that found. */
export type AskSwap = (partner: CallingPartner) => Promise<Result<readonly SwappedLog[]>>

/** Both sides may ask at once, and each then proves from what the other has seen a moment before. */
const MOST_TRIES = 12
const PAUSE_MS = 25

/**
 * One swap with a partner at a time; those who ask while one is under way share the next, which begins after they asked. A swap that met
 * one of the partner's is tried again, after a pause by chance, so that two nodes that ask each other at once come apart.
 */
export function swapAsker(room: EvidenceRoom): AskSwap {
  const byPartner = new Map<string, AskSwap>()
  return (partner) => {
    let ask = byPartner.get(partner.id)
    if (!ask) {
      ask = gathering(async (askers: readonly CallingPartner[]) => {
        const swapped = await swapUntilClear(room, askers[0]!)
        return askers.map(() => swapped)
      }, Number.POSITIVE_INFINITY)
      byPartner.set(partner.id, ask)
    }
    return ask(partner)
  }
}

async function swapUntilClear(room: EvidenceRoom, partner: CallingPartner): Promise<Result<readonly SwappedLog[]>> {
  for (let tries = 1; ; tries++) {
    const swapped = await swapCheckpoints(room, partner)
    if (!hasMet(swapped) || tries === MOST_TRIES) return swapped
    await new Promise((done) => setTimeout(done, randomInt(PAUSE_MS * tries)))
  }
}

/** Another swap came in between. */
const hasMet = (swapped: Result<readonly SwappedLog[]>): boolean =>
  swapped.ok
    ? swapped.value.some(({ taken }) => taken.kind === 'unseen' || taken.kind === 'stale')
    : swapped.failure.reason === 'conflict'
