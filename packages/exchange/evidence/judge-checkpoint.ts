import type { Checkpoint } from './checkpoint.ts'
import type { Hash, Sha256 } from './merkle-log.ts'
import { equalHashes, type Head, isContinued } from './verify-proof.ts'

/** What we hold against a checkpoint of the other side. */
export interface OwnView {
  /** The last one that it gave us of this log; null: it is the first. */
  readonly last: Checkpoint | null
  /** From our last to the new one, as it proves. */
  readonly proof: readonly Hash[]
  /** Our own tree, as long as the checkpoint says, or as long as it is. */
  readonly own: Head
}

export type CheckpointVerdict =
  /** Both have the same log, up to its size. */
  | { readonly kind: 'agreed' }
  /** It goes on from what we have seen, with records that we do not have yet. */
  | { readonly kind: 'ahead'; readonly missing: number }
  /** Said before what we have seen: it says nothing new. */
  | { readonly kind: 'stale' }
  /** The past was changed. */
  | { readonly kind: 'rewritten'; readonly reason: string }

/** Judges a checkpoint whose signature is good: it should go on from the one before, and be the log that we hold ourselves. */
export function judgeCheckpoint(given: Checkpoint, view: OwnView, sha256: Sha256): CheckpointVerdict {
  const { last, proof, own } = view
  if (last && given.at < last.at) return { kind: 'stale' }
  if (last && given.size < last.size)
    return rewritten(`it has ${given.size} records, and had ${last.size} at ${last.at}`)
  if (last && !isContinued(last, given, { proof, sha256 }))
    return rewritten(
      last.size === given.size
        ? `its ${given.size} records have another root than at ${last.at}`
        : `its ${given.size} records do not begin with the ${last.size} of ${last.at}`,
    )
  if (own.size < given.size) return { kind: 'ahead', missing: given.size - own.size }
  return equalHashes(own.root, given.root)
    ? { kind: 'agreed' }
    : rewritten(`its ${given.size} records are not those that we hold signed`)
}

const rewritten = (reason: string): CheckpointVerdict => ({ kind: 'rewritten', reason })
