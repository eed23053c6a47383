/** SHA-256 of bytes; the core has no cryptography of its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

export type Hash = Uint8Array

/**
 * Hash tree over a log of records (RFC 6962 section 2): leaves and nodes are hashed under different prefixes, so that no record can pass
 * for a node. All functions are pure; a tree of n leaves is given as the hashes of its leaves.
 */
export const leafHash = (record: Uint8Array, sha256: Sha256): Hash => sha256(joined([Uint8Array.of(0), record]))

const nodeHash = (left: Hash, right: Hash, sha256: Sha256): Hash => sha256(joined([Uint8Array.of(1), left, right]))

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** Where a tree of so many leaves is cut: the largest power of two below it. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** The roots of the full trees of a growing log, largest first: all that is needed to add leaves and to know the root. */
export class MerkleFrontier {
  size: number
  readonly #peaks: Hash[]
  readonly #sha256: Sha256

  constructor(sha256: Sha256, size = 0, peaks: readonly Hash[] = []) {
    this.#sha256 = sha256
    this.size = size
    this.#peaks = [...peaks]
  }

  get peaks(): readonly Hash[] {
    return this.#peaks
  }

  /** Adds a leaf in amortised constant time. */
  add(leaf: Hash): void {
    this.#peaks.push(leaf)
    this.size += 1
    // Each trailing one bit of the old size is a full tree of that height.
    for (let rest = this.size; rest % 2 === 0; rest /= 2) {
      const right = this.#peaks.pop()!
      const left = this.#peaks.pop()!
      this.#peaks.push(nodeHash(left, right, this.#sha256))
    }
  }

  /** Merkle tree hash of all leaves so far; of none, the hash of nothing. */
  root(): Hash {
    if (this.#peaks.length === 0) return this.#sha256(new Uint8Array(0))
    return this.#peaks.reduceRight((right, left) => nodeHash(left, right, this.#sha256))
  }
}

/** Merkle tree hash of the leaves from `start` up to `end`. */
export function treeRoot(leaves: readonly Hash[], sha256: Sha256, start = 0, end = leaves.length): Hash {
  const frontier = new MerkleFrontier(sha256)
  for (let i = start; i < end; i++) frontier.add(leaves[i]!)
  return frontier.root()
}

/** Sibling hashes from a leaf up to the root of the first `size` leaves (RFC 6962 2.1.1); index < size ≤ leaves.length. */
export function inclusionProof(
  leaves: readonly Hash[],
  { index, size }: { readonly index: number; readonly size: number },
  sha256: Sha256,
): Hash[] {
  const path = (start: number, end: number): Hash[] => {
    if (end - start === 1) return []
    const middle = start + splitOf(end - start)
    return index < middle
      ? [...path(start, middle), treeRoot(leaves, sha256, middle, end)]
      : [...path(middle, end), treeRoot(leaves, sha256, start, middle)]
  }
  return path(0, size)
}

/** Hashes that prove that the first `old` leaves are still the beginning of the first `size` (RFC 6962 2.1.2); 0 < old ≤ size. */
export function consistencyProof(
  leaves: readonly Hash[],
  { old, size }: { readonly old: number; readonly size: number },
  sha256: Sha256,
): Hash[] {
  const path = (start: number, end: number, isWhole: boolean): Hash[] => {
    if (old === end) return isWhole ? [] : [treeRoot(leaves, sha256, start, end)]
    const middle = start + splitOf(end - start)
    return old <= middle
      ? [...path(start, middle, isWhole), treeRoot(leaves, sha256, middle, end)]
      : [...path(middle, end, false), treeRoot(leaves, sha256, start, middle)]
  }
  return path(0, size, true)
}
