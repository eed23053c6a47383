/** SHA-256 of bytes; the core has no cryptography of its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

export type Hash = Uint8Array

/**
 * Hash tree over a log of records (RFC 6962 section 2): leaves and nodes are hashed under different prefixes, so that no record can pass
 * for a node.
 */
export const leafHash = (record: Uint8Array, sha256: Sha256): Hash => sha256(joined([Uint8Array.of(0), record]))

export const nodeHash = (left: Hash, right: Hash, sha256: Sha256): Hash =>
  sha256(joined([Uint8Array.of(1), left, right]))

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The root of a tree from the roots of its full subtrees, left to right, each smaller than the one before; of none, the hash of nothing. */
export const rootOfPeaks = (peaks: readonly Hash[], sha256: Sha256): Hash =>
  peaks.length === 0 ? sha256(new Uint8Array(0)) : peaks.reduceRight((right, left) => nodeHash(left, right, sha256))

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

  /** Adds a leaf in amortised constant time. The roots of the full trees of 2, 4, 8 … leaves that it completes. */
  add(leaf: Hash): readonly Hash[] {
    this.#peaks.push(leaf)
    this.size += 1
    const completed: Hash[] = []
    // Each trailing one bit of the old size is a full tree of that height.
    for (let rest = this.size; rest % 2 === 0; rest /= 2) {
      const right = this.#peaks.pop()!
      const left = this.#peaks.pop()!
      const node = nodeHash(left, right, this.#sha256)
      this.#peaks.push(node)
      completed.push(node)
    }
    return completed
  }

  /** Merkle tree hash of all leaves so far. */
  root(): Hash {
    return rootOfPeaks(this.#peaks, this.#sha256)
  }
}
