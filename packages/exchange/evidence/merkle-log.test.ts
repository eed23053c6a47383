import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Hash, leafHash, MerkleFrontier } from './merkle-log.ts'
import { consistencyPath, inclusionPath, lastLeafOf, proofOf, rootPath, type TreeNode } from './proof-path.ts'
import { isContinued, isIncluded } from './verify-proof.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
/** Of the leaves from the first up to `size`, by adding one after the other. */
function treeRoot(leaves: readonly Hash[], size = leaves.length): Hash {
  const frontier = new MerkleFrontier(sha256)
  for (const leaf of leaves.slice(0, size)) frontier.add(leaf)
  return frontier.root()
}
/** What a node keeps: with each leaf, the subtrees that it completes. */
function nodesOf(leaves: readonly Hash[]): (node: TreeNode) => Hash {
  const frontier = new MerkleFrontier(sha256)
  const rows = leaves.map((leaf) => [leaf, ...frontier.add(leaf)])
  return (node) => rows[lastLeafOf(node)]![node.level]!
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** The records and roots that logs of Certificate Transparency are tested with. */
const RECORDS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = RECORDS.map((one) => leafHash(Buffer.from(one, 'hex'), sha256))
const many = Array.from({ length: 70 }, (_, i) => leafHash(Uint8Array.of(i), sha256))

const nodeAt = nodesOf(many)

describe('a log as a hash tree', () => {
  it('has the roots of RFC 6962', () => {
    const frontier = new MerkleFrontier(sha256)
    expect(hex(frontier.root())).toBe(ROOTS[0])
    for (const [i, leaf] of leaves.entries()) {
      frontier.add(leaf)
      expect(hex(frontier.root())).toBe(ROOTS[i + 1])
      expect(hex(treeRoot(leaves, i + 1))).toBe(ROOTS[i + 1])
    }
  })

  it('goes on from what it was kept as', () => {
    const first = new MerkleFrontier(sha256)
    for (const leaf of many.slice(0, 37)) first.add(leaf)
    const second = new MerkleFrontier(sha256, first.size, first.peaks)
    for (const leaf of many.slice(37)) second.add(leaf)
    expect(hex(second.root())).toBe(hex(treeRoot(many)))
  })

  it('proves each record in each size, and no other record', () => {
    for (let size = 1; size <= many.length; size++) {
      const root = treeRoot(many, size)
      for (let index = 0; index < size; index++) {
        const proof = proofOf(inclusionPath(index, size), nodeAt, sha256)
        expect(isIncluded({ leaf: many[index]!, index, size, root, proof }, sha256)).toBe(true)
        const other = many[(index + 1) % many.length]!
        expect(isIncluded({ leaf: other, index, size, root, proof }, sha256)).toBe(false)
        if (size > 1)
          expect(isIncluded({ leaf: many[index]!, index: (index + 1) % size, size, root, proof }, sha256)).toBe(false)
        expect(isIncluded({ leaf: many[index]!, index, size, root, proof: [...proof, root] }, sha256)).toBe(false)
      }
    }
  })

  it('proves that it goes on from each older size, and that a changed past does not', () => {
    for (let size = 1; size <= 40; size++) {
      const newer = { size, root: treeRoot(many, size) }
      for (let old = 1; old <= size; old++) {
        const older = { size: old, root: treeRoot(many, old) }
        const proof = proofOf(consistencyPath(old, size), nodeAt, sha256)
        expect(isContinued(older, newer, { proof, sha256 })).toBe(true)
        const rewritten = [...many]
        rewritten[old - 1] = leafHash(Uint8Array.of(200), sha256)
        const forged = { size, root: treeRoot(rewritten, size) }
        const forgery = proofOf(consistencyPath(old, size), nodesOf(rewritten), sha256)
        expect(isContinued(older, forged, { proof: forgery, sha256 })).toBe(false)
      }
    }
  })

  it('knows each root that it had, and needs few nodes for a proof', () => {
    for (let size = 0; size <= many.length; size++)
      expect(proofOf(rootPath(size), nodeAt, sha256).map(hex)).toEqual([hex(treeRoot(many, size))])
    const size = 1_000_000_007
    for (const path of [inclusionPath(123_456_789, size), consistencyPath(123_456_789, size)])
      expect(path.flat().length).toBeLessThan(60)
  })

  it('is not shorter than it was', () => {
    const [short, long] = [3, 5].map((size) => ({ size, root: treeRoot(many, size) }))
    expect(isContinued(long!, short!, { proof: [], sha256 })).toBe(false)
  })
})
