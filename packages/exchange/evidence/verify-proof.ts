import { type Hash, nodeHash, type Sha256 } from './merkle-log.ts'

export const equalHashes = (a: Hash, b: Hash): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])

export interface Inclusion {
  readonly leaf: Hash
  readonly index: number
  readonly size: number
  readonly root: Hash
  readonly proof: readonly Hash[]
}

/** Whether a leaf is in a tree of that size and root (RFC 9162 2.1.3.2). */
export function isIncluded({ leaf, index, size, root, proof }: Inclusion, sha256: Sha256): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false
  let [at, last] = [index, size - 1]
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash, sha256)
      while (at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else hash = nodeHash(hash, sibling, sha256)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && equalHashes(hash, root)
}

export interface Head {
  readonly size: number
  readonly root: Hash
}

/** Whether the newer tree begins with the whole older one (RFC 9162 2.1.4.2): nothing of it was changed or taken away. */
export function isContinued(
  older: Head,
  newer: Head,
  { proof, sha256 }: { readonly proof: readonly Hash[]; readonly sha256: Sha256 },
): boolean {
  if (older.size > newer.size) return false
  if (older.size === newer.size) return proof.length === 0 && equalHashes(older.root, newer.root)
  if (older.size === 0) return proof.length === 0
  const isPower = Number.isInteger(Math.log2(older.size))
  const path = isPower ? [older.root, ...proof] : [...proof]
  if (path.length === 0) return false
  let [at, last] = [older.size - 1, newer.size - 1]
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  let old = path[0]!
  let fresh = path[0]!
  for (const hash of path.slice(1)) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      old = nodeHash(hash, old, sha256)
      fresh = nodeHash(hash, fresh, sha256)
      while (at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else fresh = nodeHash(fresh, hash, sha256)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && equalHashes(old, older.root) && equalHashes(fresh, newer.root)
}
