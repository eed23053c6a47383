import type { Hash } from '@headwater/exchange/evidence/merkle-log'
import { lastLeafOf, type ProofPath, proofOf, type TreeNode } from '@headwater/exchange/evidence/proof-path'
import type { Session } from '../../platform/database.ts'
import type { LogName } from './record-log.store.ts'
import { sha256 } from './sha256.ts'

const HASH_BYTES = 32

/** The hashes of a path within the tree of a log, from one query of O(log n) rows; throws where the tree has not grown so far. */
export async function readProof(session: Session, log: LogName, path: ProofPath): Promise<Hash[]> {
  const leaves = [...new Set(path.flat().map(lastLeafOf))]
  const rows = await session.query<{ index: number; nodes: Buffer }>({
    name: 'read-proof',
    text: `select leaf.index, leaf.hash || coalesce(leaf.subtrees, '') as nodes
           from record_log log join record_leaf leaf on leaf.log = log.id and leaf.index = any ($3::bigint[])
           where log.sender = $1 and log.receiver = $2`,
    values: [log.sender, log.receiver, leaves],
  })
  const nodesByLeaf = new Map(rows.map((one) => [one.index, one.nodes]))
  const nodeAt = (node: TreeNode): Hash => {
    const hash = nodesByLeaf.get(lastLeafOf(node))?.subarray(node.level * HASH_BYTES, (node.level + 1) * HASH_BYTES)
    if (hash?.length !== HASH_BYTES)
      throw new Error(`The tree of a log has no node ${node.index} at level ${node.level}`)
    return hash
  }
  return proofOf(path, nodeAt, sha256)
}
