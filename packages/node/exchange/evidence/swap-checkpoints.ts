import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { originOf } from '@headwater/exchange/evidence/checkpoint'
import { readJson } from '@headwater/exchange/evidence/read-json'
import { OutboundFailure } from '../../platform/outbound-fetch.ts'
import type { CallingPartner } from '../../platform/partner-guard.ts'
import { keepCheckpoint, lastCheckpoint } from './checkpoint.store.ts'
import { type CheckpointAnswer, type CheckpointSwap, isAnswer } from './checkpoint-wire.ts'
import { type EvidenceRoom, ownCheckpoint } from './own-checkpoint.ts'
import type { LogName } from './record-log.store.ts'
import { type Taken, takeCheckpoint } from './take-checkpoint.ts'

/** What a swap found of one log. */
export interface SwappedLog {
  readonly log: LogName
  readonly ours: number
  readonly taken: Taken
}

/** The two logs of a pair. */
export const logsWith = (own: string, partner: string): readonly LogName[] => [
  { sender: own, receiver: partner },
  { sender: partner, receiver: own },
]

/**
 * Swaps checkpoints of both logs with a partner: each side says how long its logs are and what their roots are, and proves that they go on
 * from what the other has seen. Fails where the partner is not there or answers something else.
 */
export async function swapCheckpoints(
  room: EvidenceRoom,
  partner: CallingPartner,
): Promise<Result<readonly SwappedLog[]>> {
  const endpoint = await room.identity.serviceOf(partner.did, 'EvidenceService')
  if (endpoint === undefined)
    return fail('unavailable', `${partner.name} has no EvidenceService in its DID document: it keeps no record with us`)
  const url = `${endpoint}/checkpoints`
  const swap = await writeSwap(room, partner, {})
  const first = await call(room, { partner, url, swap })
  if (!first.ok) return first
  if (!('unseen' in first.value)) return takeAnswer(room, partner, { swap, answer: first.value })
  // The proofs should begin where the partner says that it is.
  const again = await writeSwap(room, partner, first.value.unseen)
  const second = await call(room, { partner, url, swap: again })
  if (!second.ok) return second
  if ('unseen' in second.value) return fail('conflict', `${partner.name} says twice that it has seen something else`)
  return takeAnswer(room, partner, { swap: again, answer: second.value })
}

async function writeSwap(
  room: EvidenceRoom,
  partner: CallingPartner,
  unseen: Readonly<Record<string, number>>,
): Promise<CheckpointSwap> {
  const own = room.identity.did
  const logs = []
  for (const log of logsWith(own, partner.did)) {
    const origin = originOf(log)
    const last = await lastCheckpoint(room.database, { origin, signer: own })
    const theirs = await lastCheckpoint(room.database, { origin, signer: partner.did })
    const from = unseen[origin] ?? last?.read.size ?? 0
    const { checkpoint, signature, proof } = await ownCheckpoint(room, log, from)
    logs.push({ origin, checkpoint, signature, proof, from, seen: theirs?.read.size ?? 0 })
  }
  return { logs }
}

interface SwapCall {
  readonly partner: CallingPartner
  readonly url: string
  readonly swap: CheckpointSwap
}

async function call(room: EvidenceRoom, { partner, url, swap }: SwapCall): Promise<Result<CheckpointAnswer>> {
  try {
    const token = await room.identity.tokenFor(partner.did)
    const { status, body } = await room.outboundFetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(swap),
    })
    const text = body.toString('utf8')
    const value = status === 200 || status === 409 ? readAnswer(text) : undefined
    return value
      ? succeed(value)
      : fail('unavailable', `${partner.name} answered ${status} to the checkpoints: ${text.slice(0, 300)}`)
  } catch (error) {
    if (error instanceof OutboundFailure)
      return fail('unavailable', `${partner.name} does not answer: ${error.message}. Ask whether its node runs`)
    throw error
  }
}

function readAnswer(text: string): CheckpointAnswer | undefined {
  try {
    const value = readJson(text)
    return isAnswer(value) ? value : undefined
  } catch {
    return undefined
  }
}

interface Swapped {
  readonly swap: CheckpointSwap
  readonly answer: Exclude<CheckpointAnswer, { readonly unseen: unknown }>
}

async function takeAnswer(
  room: EvidenceRoom,
  partner: CallingPartner,
  { swap, answer }: Swapped,
): Promise<Result<readonly SwappedLog[]>> {
  const own = room.identity.did
  const swapped: SwappedLog[] = []
  for (const log of logsWith(own, partner.did)) {
    const origin = originOf(log)
    const given = answer.logs.find((one) => one.origin === origin)
    const sent = swap.logs.find((one) => one.origin === origin)!
    if (!given) return fail('invalid', `${partner.name} should answer with its checkpoint of ${origin}`)
    const ours = Number(sent.checkpoint.split('\n')[1])
    await keepCheckpoint(room.database, { origin, signer: own }, { ...sent, size: ours })
    const taken = await takeCheckpoint(room, { partner, log }, { ...given, from: sent.seen })
    if (!taken.ok) return taken
    swapped.push({ log, ours, taken: taken.value })
  }
  return succeed(swapped)
}
