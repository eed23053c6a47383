import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '@headwater/exchange/evidence/canonical-json'
import { type Checkpoint, originOf } from '@headwater/exchange/evidence/checkpoint'
import { hashOf } from '@headwater/exchange/evidence/envelope'
import { EXPORT_FORMAT, type LineKind } from '@headwater/exchange/evidence/export-lines'
import { equalHashes } from '@headwater/exchange/evidence/verify-proof'
import type { Transaction } from '../../platform/database.ts'
import { listDocuments } from '../identity/document.store.ts'
import type { PartnerRow } from '../identity/partner.store.ts'
import { lastCheckpoint } from './checkpoint.store.ts'
import { allAgreements, allIncidents, type ExportedLeaf, exportedLeaves } from './export.store.ts'
import { type EvidenceRoom, type OwnCheckpoint, ownCheckpoint, ownHead } from './own-checkpoint.ts'
import type { LogName } from './record-log.store.ts'
import { sha256 } from './sha256.ts'
import { logsWith } from './swap-checkpoints.ts'

type Exported = Pick<PartnerRow, 'id' | 'did'>

interface SizedLog {
  readonly log: LogName
  readonly own: OwnCheckpoint
}

/**
 * The whole record with a partner as lines of JSON, each canonical: what one needs to prove every message years later without this node
 * and without a network. The last line is signed and covers every byte before it. All of one moment, and never whole in memory.
 */
export async function* writeExport(
  room: EvidenceRoom,
  transaction: Transaction,
  partner: Exported,
): AsyncGenerator<string> {
  const running = createHash('sha256')
  let lines = 0
  for await (const text of linesOf(room, transaction, partner)) {
    // Canonical text has a line feed at the end of a line alone.
    lines += text.split('\n').length - 1
    running.update(text)
    yield text
  }
  const at = new Date(room.machine()).toISOString()
  const signed = { at, kind: 'end', lines, sha256: running.digest('hex') }
  const signature = room.identity.sign(Buffer.from(canonicalJson(signed)))
  yield lineOf('end', { ...signed, signature })
}

/** The trees grow before the transaction reads anything: what it sees is then at least as long. */
const exportedLogs = async (room: EvidenceRoom, { did }: Exported): Promise<readonly SizedLog[]> => {
  const logs: SizedLog[] = []
  for (const log of logsWith(room.identity.did, did)) logs.push({ log, own: await ownCheckpoint(room, log, 0) })
  return logs
}

async function* linesOf(room: EvidenceRoom, transaction: Transaction, partner: Exported): AsyncGenerator<string> {
  const { identity, machine } = room
  const logs = await exportedLogs(room, partner)
  const until = new Date(machine()).toISOString()
  const parties = { exporter: identity.did, partner: partner.did }
  yield lineOf('header', { format: EXPORT_FORMAT, ...parties, period: { from: null, until } })
  yield lineOf('document', { did: identity.did, document: JSON.stringify(identity.document()), seenAt: until })
  for (const { did, document, seenAt, note, signature } of await listDocuments(transaction, partner.id)) {
    const pin = note && signature ? { pin: { ...note, signature } } : {}
    yield lineOf('document', { did, document, seenAt: seenAt.toISOString(), ...pin })
  }
  for (const { id, body } of await allAgreements(transaction, partner.id))
    yield lineOf('agreement', { id, agreement: body, hash: hashOf(body, sha256) })
  for (const { log, own } of logs) {
    const origin = originOf(log)
    yield checkpointLine(identity.did, own)
    // What the partner signed of records whose receipts have not come yet says nothing of those that stand here.
    const theirs = await lastCheckpoint(transaction, { origin, signer: partner.did }, own.size)
    if (theirs && (await isOfTree(room, log, theirs.read))) yield checkpointLine(partner.did, theirs)
  }
  for (const { log, own } of logs) {
    yield lineOf('log', { ...log, size: own.size })
    const direction = log.sender === identity.did ? 'out' : 'in'
    const range = { partner: partner.id, direction, size: own.size } as const
    for await (const leaves of exportedLeaves(transaction, log, range)) yield leaves.map(recordLine).join('')
  }
  for (const { kind, what, detail, at } of await allIncidents(transaction, partner.id))
    yield lineOf('incident', { incident: kind, what, detail, at: at.toISOString() })
}

/** One that was signed of records which the partner then gave other places to is contradicted by its own receipts. */
const isOfTree = async (room: EvidenceRoom, log: LogName, { size, root }: Checkpoint): Promise<boolean> =>
  equalHashes((await ownHead(room, log, size)).root, root)

const lineOf = (kind: LineKind, fields: { readonly [name: string]: Json }): string =>
  `${canonicalJson({ ...fields, kind })}\n`

const checkpointLine = (signer: string, { checkpoint, signature }: { checkpoint: string; signature: string }): string =>
  lineOf('checkpoint', { signer, checkpoint, signature })

/** Envelope and receipt are kept in their canonical form: they go in as they are. */
function recordLine({ leaf, content, signature, receipt, receiptSignature }: ExportedLeaf): string {
  const receipted =
    receipt === null ? '' : `,"receipt":${receipt},"receiptSignature":${JSON.stringify(receiptSignature)}`
  return content === null
    ? `{"kind":"leaf","leaf":"${leaf}"${receipted}}\n`
    : `{"envelope":${content},"kind":"record"${receipted},"signature":${JSON.stringify(signature)}}\n`
}
