import { type Hash, rootOfPeaks, type Sha256 } from './merkle-log.ts'

/** A full subtree of a log: the 2^level leaves from index · 2^level. */
export interface TreeNode {
  readonly level: number
  readonly index: number
}

/** What a proof is made of: each hash of it is the root over some full subtrees. A log of n leaves needs O(log n) of them. */
export type ProofPath = readonly (readonly TreeNode[])[]

/** From a leaf up to the root of the first `size` leaves (RFC 6962 2.1.1); 0 ≤ index < size. */
export function inclusionPath(index: number, size: number): ProofPath {
  const path = (start: number, end: number): ProofPath => {
    if (end - start === 1) return []
    const middle = start + splitOf(end - start)
    return index < middle
      ? [...path(start, middle), subtrees(middle, end)]
      : [...path(middle, end), subtrees(start, middle)]
  }
  return path(0, size)
}

/** Proves that the first `old` leaves are still the beginning of the first `size` (RFC 6962 2.1.2); 0 ≤ old ≤ size. */
export function consistencyPath(old: number, size: number): ProofPath {
  const path = (start: number, end: number, isWhole: boolean): ProofPath => {
    if (old === end) return isWhole ? [] : [subtrees(start, end)]
    const middle = start + splitOf(end - start)
    return old <= middle
      ? [...path(start, middle, isWhole), subtrees(middle, end)]
      : [...path(middle, end, false), subtrees(start, middle)]
  }
  return old === 0 ? [] : path(0, size, true)
}

/** The one hash of a path is the root that the log had at that size. */
export const rootPath = (size: number): ProofPath => [subtrees(0, size)]

/** The hashes of a path; `nodeAt` knows each node that the path names. */
export const proofOf = (path: ProofPath, nodeAt: (node: TreeNode) => Hash, sha256: Sha256): Hash[] =>
  path.map((nodes) => rootOfPeaks(nodes.map(nodeAt), sha256))

/** The leaf with which a subtree became full. */
export const lastLeafOf = ({ level, index }: TreeNode): number => (index + 1) * 2 ** level - 1

/** Where a tree of so many leaves is cut: the largest power of two below it. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** The full subtrees of a part that begins where a tree of its size may, largest first. */
function subtrees(start: number, end: number): readonly TreeNode[] {
  const nodes: TreeNode[] = []
  for (let at = start; at < end; ) {
    let level = 0
    while (at + 2 ** (level + 1) <= end) level += 1
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}
