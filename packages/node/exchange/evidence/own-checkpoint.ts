import { originOf, type SignedCheckpoint, writeCheckpoint } from '@headwater/exchange/evidence/checkpoint'
import { consistencyPath, rootPath } from '@headwater/exchange/evidence/proof-path'
import type { Head } from '@headwater/exchange/evidence/verify-proof'
import type { Exchange } from '../open-exchange.ts'
import { growLog } from './grow-log.ts'
import { readProof } from './read-proof.ts'
import type { LogName } from './record-log.store.ts'

export type EvidenceRoom = Pick<Exchange, 'database' | 'identity' | 'machine' | 'outboundFetch'>

/** What we say of a log, and the proof that it goes on from what the other side has seen. */
export interface OwnCheckpoint extends SignedCheckpoint {
  readonly size: number
  /** Hashes as base64. */
  readonly proof: readonly string[]
}

/** Signs how long a log is and its root; `seen` is the size from which the other side wants a proof. */
export async function ownCheckpoint(room: EvidenceRoom, log: LogName, seen: number): Promise<OwnCheckpoint> {
  const { database, identity, machine } = room
  const head = await growLog(database, log)
  const at = new Date(machine()).toISOString()
  const checkpoint = writeCheckpoint({ origin: originOf(log), at, ...head })
  // Who lost a part of the log has no proof: the other side will say so.
  const path = seen <= head.size ? consistencyPath(seen, head.size) : []
  const proof = (await readProof(database, log, path)).map((one) => Buffer.from(one).toString('base64'))
  return { checkpoint, signature: identity.sign(Buffer.from(checkpoint)), size: head.size, proof }
}

/** Our own tree as it was at a size, or as it is where it is shorter. */
export async function ownHead({ database }: EvidenceRoom, log: LogName, size: number): Promise<Head> {
  const head = await growLog(database, log)
  if (size >= head.size) return head
  const [root] = await readProof(database, log, rootPath(size))
  return { size, root: root! }
}
