import { canonicalJson, type Json } from './canonical-json.ts'
import { originOf } from './checkpoint.ts'
import { ExportFault, type ExportLine, momentOf, shown } from './export-lines.ts'
import { hashText } from './hash-text.ts'
import type { Cryptography, KeyRing } from './key-ring.ts'
import { leafHash, MerkleFrontier } from './merkle-log.ts'
import { utf8Bytes } from './utf8.ts'
import type { VerifyCheckpoints } from './verify-checkpoints.ts'

export interface Counted {
  readonly records: number
  /** Records whose bodies were kept as long as was agreed: their hashes and receipts are left. */
  readonly faded: number
  readonly signatures: number
}

/** An agreement of the export, and what the envelopes of both sides say of it. */
export interface ExportedAgreement {
  readonly hash: string
  /** DIDs of those who signed this text. */
  readonly by: Set<string>
  /** DIDs of those who signed another one. */
  readonly otherBy: Set<string>
}

interface LogFacts {
  readonly rings: { readonly sender: KeyRing; readonly receiver: KeyRing }
  readonly agreements: ReadonlyMap<string, ExportedAgreement>
  readonly checkpoints: VerifyCheckpoints
  readonly cryptography: Cryptography
}

/** Type of the envelope in which a company signs an agreement; its body names the hash of it. */
export const AGREEMENT_SIGNATURE = 'agreement_signature:1.0.0'
const ENVELOPE_TEXTS = [
  'messageId',
  'type',
  'agreementId',
  'transferPid',
  'sender',
  'receiver',
  'sentAt',
  'bodyHash',
] as const
const RECEIPT_TEXTS = ['messageId', 'bodyHash', 'receivedAt', 'verdict'] as const

/** The records of one log of an export, in the order that the receiver gave them. */
export class VerifyLog {
  readonly origin: string
  readonly counted = { records: 0, faded: 0, signatures: 0 }
  readonly #name: { readonly sender: string; readonly receiver: string }
  readonly #size: number
  readonly #facts: LogFacts
  readonly #frontier: MerkleFrontier
  /** Of each stream, the number and hash of the last envelope that was seen. */
  readonly #streams = new Map<string, { readonly seq: number; readonly hash: string }>()

  constructor(name: { readonly sender: string; readonly receiver: string }, size: number, facts: LogFacts) {
    this.#name = name
    this.#size = size
    this.#facts = facts
    this.origin = originOf(name)
    this.#frontier = new MerkleFrontier(facts.cryptography.sha256)
    facts.checkpoints.compare(this.origin, this.#frontier)
  }

  take(line: ExportLine): void {
    const index = this.#frontier.size
    if (index >= this.#size) throw new ExportFault(`${this.origin} should have ${this.#size} records, not more`)
    const receipt = this.#receipt(line, index)
    if (line.kind === 'record') this.#record(line, receipt)
    else this.#leaf(line)
    this.#facts.checkpoints.compare(this.origin, this.#frontier)
  }

  close(): void {
    if (this.#frontier.size !== this.#size)
      throw new ExportFault(`${this.origin} should have ${this.#size} records, not ${this.#frontier.size}`)
  }

  #receipt(line: ExportLine, index: number): { readonly messageId: string; readonly bodyHash: string } {
    const receipt = line.object('receipt', RECEIPT_TEXTS)
    if (receipt.leafIndex !== index)
      throw new ExportFault(`leafIndex (${shown(receipt.leafIndex)}) of the receipt should be ${index}, its place`)
    if (receipt.verdict !== 'stored') throw new ExportFault(`verdict (${receipt.verdict}) should be stored`)
    const at = momentOf(receipt.receivedAt, 'receivedAt')
    const signed = { bytes: utf8Bytes(canonicalJson(receipt)), jws: line.text('receiptSignature'), at }
    this.#refuse(this.#facts.rings.receiver.fault(signed), 'the signature of the receipt')
    return receipt
  }

  #record(line: ExportLine, receipt: { readonly messageId: string; readonly bodyHash: string }): void {
    const { sha256 } = this.#facts.cryptography
    const envelope = line.object('envelope', ENVELOPE_TEXTS)
    const bytes = utf8Bytes(canonicalJson(envelope))
    for (const side of ['sender', 'receiver'] as const)
      if (envelope[side] !== this.#name[side])
        throw new ExportFault(`${side} (${envelope[side]}) should be ${this.#name[side]}`)
    for (const one of ['messageId', 'bodyHash'] as const)
      if (envelope[one] !== receipt[one]) throw new ExportFault(`${one} of the receipt should be ${envelope[one]}`)
    const bodyHash = hashText(sha256(utf8Bytes(canonicalJson(envelope.body ?? null))))
    if (bodyHash !== envelope.bodyHash) throw new ExportFault(`bodyHash (${envelope.bodyHash}) should be ${bodyHash}`)
    this.#follow(envelope, hashText(sha256(bytes)))
    const at = momentOf(envelope.sentAt, 'sentAt')
    this.#refuse(this.#facts.rings.sender.fault({ bytes, jws: line.text('signature'), at }), 'the signature')
    if (envelope.type === AGREEMENT_SIGNATURE) this.#agreement(envelope)
    this.#frontier.add(leafHash(bytes, sha256))
    this.counted.records += 1
  }

  /** Number and hash of the envelope before it; where bodies have faded, a stream may go on behind a gap. */
  #follow({ transferPid, seq, prev }: { readonly [name: string]: Json }, hash: string): void {
    const stream = transferPid as string
    const last = this.#streams.get(stream) ?? { seq: 0, hash: null }
    if (!Number.isSafeInteger(seq) || (seq as number) <= last.seq)
      throw new ExportFault(`seq (${shown(seq)}) should be ${last.seq + 1}`)
    const missing = (seq as number) - last.seq - 1
    if (missing > this.counted.faded) throw new ExportFault(`seq (${shown(seq)}) should be ${last.seq + 1}`)
    if (missing === 0 && prev !== last.hash)
      throw new ExportFault(`prev (${shown(prev)}) should be ${last.hash}, the envelope before it`)
    this.#streams.set(stream, { seq: seq as number, hash })
  }

  #agreement({ agreementId, body }: { readonly [name: string]: Json }): void {
    const agreement = this.#facts.agreements.get(agreementId as string)
    if (!agreement) throw new ExportFault(`agreement (${shown(agreementId)}) that is signed should stand above`)
    const hash = (body as { readonly agreementHash?: Json } | null)?.agreementHash
    // Who signs another text proves a dispute, and takes nothing away from the record of the other side.
    const signers = hash === agreement.hash ? agreement.by : agreement.otherBy
    signers.add(this.#name.sender)
  }

  #leaf(line: ExportLine): void {
    const hash = line.text('leaf')
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new ExportFault(`leaf (${hash}) should be a hash in hexadecimal`)
    this.#frontier.add(Uint8Array.from(hash.match(/../g)!, (one) => Number.parseInt(one, 16)))
    this.counted.faded += 1
  }

  #refuse(wrong: string | null, what: string): void {
    if (wrong) throw new ExportFault(`${what} ${wrong}`)
    this.counted.signatures += 1
  }
}
