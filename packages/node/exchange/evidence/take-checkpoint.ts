import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { fromBase64 } from '@headwater/exchange/evidence/base64'
import {
  type Checkpoint,
  originOf,
  readCheckpoint,
  type SignedCheckpoint,
} from '@headwater/exchange/evidence/checkpoint'
import { type CheckpointVerdict, judgeCheckpoint } from '@headwater/exchange/evidence/judge-checkpoint'
import type { Hash } from '@headwater/exchange/evidence/merkle-log'
import { noteInbox } from '../../inbox/index.ts'
import type { Transaction } from '../../platform/database.ts'
import type { CallingPartner } from '../../platform/partner-guard.ts'
import { orderFetch } from '../delivery/fetch-missing.ts'
import { noteIncident } from '../identity/incident.store.ts'
import { keepCheckpoint, lastCheckpoint, lockCheckpoints } from './checkpoint.store.ts'
import { type EvidenceRoom, ownHead } from './own-checkpoint.ts'
import type { LogName } from './record-log.store.ts'
import { sha256 } from './sha256.ts'

/** A partner's checkpoint as it came. */
export interface GivenCheckpoint extends SignedCheckpoint {
  /** Base64: that its log goes on from the size `from`, which it says we have seen. */
  readonly proof: readonly string[]
  readonly from: number
}

export interface TakenFrom {
  readonly partner: CallingPartner
  readonly log: LogName
}

export type Taken =
  | (CheckpointVerdict & { readonly checkpoint: Checkpoint })
  /** The proof should begin elsewhere. */
  | { readonly kind: 'unseen'; readonly seen: number }

/** Clocks of two companies may differ by so much, and the call takes its time. */
const MOST_APART_MS = 5 * 60_000

/**
 * Takes in what a partner says of a log. A good checkpoint is kept; one that changes the past is an incident, which the owner is told of.
 * Refused, without a trace: what is not signed by the partner, not of this log or not of now.
 */
export async function takeCheckpoint(
  room: EvidenceRoom,
  { partner, log }: TakenFrom,
  given: GivenCheckpoint,
): Promise<Result<Taken>> {
  const origin = originOf(log)
  const checkpoint = readCheckpoint(given.checkpoint)
  const proof = given.proof.map(fromBase64)
  if (!checkpoint || proof.includes(undefined))
    return fail('invalid', `checkpoint of ${origin} should be of four lines, hashes in base64`)
  if (checkpoint.origin !== origin) return fail('invalid', `checkpoint (${checkpoint.origin}) should be of ${origin}`)
  if (!(Math.abs(Date.parse(checkpoint.at) - room.machine()) <= MOST_APART_MS))
    return fail('invalid', `checkpoint (${checkpoint.at}) should be of now; look at the clock of your machine`)
  const signed = await room.identity.verify(Buffer.from(given.checkpoint), given.signature, partner.did, {
    atKeysOf: new Date(checkpoint.at),
  })
  if (!signed.ok) return signed
  const own = await ownHead(room, log, checkpoint.size)
  return succeed(
    await room.database.transaction(async (transaction) => {
      await lockCheckpoints(transaction, origin)
      const signer = { origin, signer: partner.did }
      const last = (await lastCheckpoint(transaction, signer))?.read ?? null
      if (given.from !== (last?.size ?? 0)) return { kind: 'unseen', seen: last?.size ?? 0 }
      const verdict = judgeCheckpoint(checkpoint, { last, proof: proof as Hash[], own }, sha256)
      if (verdict.kind === 'rewritten') await raise(transaction, partner, { given, checkpoint, reason: verdict.reason })
      else if (verdict.kind !== 'stale') await keepCheckpoint(transaction, signer, { ...given, size: checkpoint.size })
      // What only the sender still has, as after an old backup was restored here, comes from its outbox.
      if (verdict.kind === 'ahead' && log.sender === partner.did) await orderFetch(transaction, partner.id)
      return { ...verdict, checkpoint }
    }),
  )
}

interface Raised {
  readonly given: GivenCheckpoint
  readonly checkpoint: Checkpoint
  readonly reason: string
}

/** Evidence first: what the partner signed is kept beside what it contradicts. */
async function raise(transaction: Transaction, partner: CallingPartner, { given, checkpoint, reason }: Raised) {
  const { origin, size } = checkpoint
  const message = `${partner.name} has changed its record of ${origin}: ${reason}`
  await noteIncident(transaction, {
    kind: 'rewritten-record',
    partner: partner.id,
    what: message,
    detail: { origin, ...given },
  })
  const subject = `${origin} ${size} ${Buffer.from(checkpoint.root).toString('base64')}`
  await noteInbox(transaction, [
    { kind: 'record-rewritten', subject, facts: { customer: partner.name, message: message.slice(0, 500) } },
  ])
}
