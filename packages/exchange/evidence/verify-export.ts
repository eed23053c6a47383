import { canonicalJson, type Json } from './canonical-json.ts'
import { originOf } from './checkpoint.ts'
import { EXPORT_FORMAT, ExportFault, ExportLine, LINE_KINDS, momentOf } from './export-lines.ts'
import { hashText } from './hash-text.ts'
import { type Cryptography, KeyRing } from './key-ring.ts'
import { type PinNote, readPinNote } from './pin-note.ts'
import { utf8Bytes } from './utf8.ts'
import { VerifyCheckpoints } from './verify-checkpoints.ts'
import { type Counted, type ExportedAgreement, VerifyLog } from './verify-log.ts'

/** Hash of the file so far; the platform computes it as the lines come. */
export interface RunningHash {
  readonly update: (bytes: Uint8Array) => void
  /** In lower-case hexadecimal, of all bytes so far. */
  readonly soFar: () => string
}

export interface VerifyOptions {
  readonly cryptography: Cryptography
  readonly running: RunningHash
  /** Thumbprints that a person compared: trust may begin at them too. */
  readonly pinned: ReadonlySet<string>
}

/** What was checked. */
export interface ExportVerdict extends Counted {
  readonly exporter: string
  readonly partner: string
  readonly documents: number
  readonly checkpoints: number
  readonly incidents: number
  /** Agreements that both, one or none of the two signed; disputed: of which one of them signed another text. */
  readonly agreements: {
    readonly both: number
    readonly one: number
    readonly none: number
    readonly disputed: number
  }
  /** By DID, where trust begins: to be compared by another way. */
  readonly roots: Readonly<Record<string, readonly string[]>>
  /** Keys of the partner that rest on the word of a person of the exporter. */
  readonly pins: readonly PinNote[]
  /** Thumbprints that somebody pinned, and no document of the record has. */
  readonly unusedPins: readonly string[]
}

/**
 * Checks an export line by line, with memory for its agreements and streams alone: what is written, who signed it with a key of that time,
 * that it stands in its order, and that nothing is missing. Throws ExportFault at the first line that is wrong.
 */
export class ExportVerifier {
  readonly #options: VerifyOptions
  readonly #rings = new Map<string, KeyRing>()
  readonly #agreements = new Map<string, ExportedAgreement>()
  readonly #checkpoints = new VerifyCheckpoints()
  readonly #logs: VerifyLog[] = []
  readonly #pins: PinNote[] = []
  #parties: readonly [exporter: string, partner: string] | null = null
  #rank = -1
  #lines = 0
  #documents = 0
  #incidents = 0
  #isEnded = false

  constructor(options: VerifyOptions) {
    this.#options = options
  }

  /** `bytes` are those of the text and the line feed after it. */
  line(text: string, bytes: Uint8Array): void {
    if (this.#isEnded) throw new ExportFault('should not be there: the export has ended')
    const line = ExportLine.read(text)
    const rank = LINE_KINDS.indexOf(line.kind === 'record' || line.kind === 'leaf' ? 'log' : line.kind)
    if (rank < this.#rank) throw new ExportFault(`a line of kind ${line.kind} should come before this place`)
    if (this.#rank < 0 !== (line.kind === 'header')) throw new ExportFault('the first line alone should be the header')
    this.#rank = rank
    if (line.kind === 'end') this.#end(line)
    else this.#take(line)
    this.#lines += 1
    this.#options.running.update(bytes)
  }

  verdict(): ExportVerdict {
    if (!this.#isEnded) throw new ExportFault('should go on: the last line should be of kind end')
    const [exporter, partner] = this.#parties!
    const sum = (of: keyof Counted): number => this.#logs.reduce((total, one) => total + one.counted[of], 0)
    return {
      exporter,
      partner,
      records: sum('records'),
      faded: sum('faded'),
      signatures: sum('signatures'),
      documents: this.#documents,
      checkpoints: this.#checkpoints.count,
      incidents: this.#incidents,
      agreements: this.#countAgreements(),
      pins: this.#pins,
      roots: Object.fromEntries([...this.#rings].map(([did, ring]) => [did, ring.roots])),
      unusedPins: [...this.#options.pinned].filter(
        (pin) => ![...this.#rings.values()].some((ring) => ring.hasSeen(pin)),
      ),
    }
  }

  #countAgreements(): ExportVerdict['agreements'] {
    const counted = { both: 0, one: 0, none: 0, disputed: 0 }
    for (const { by, otherBy } of this.#agreements.values())
      counted[otherBy.size > 0 ? 'disputed' : (['none', 'one', 'both'] as const)[by.size]!] += 1
    return counted
  }

  #take(line: ExportLine): void {
    if (line.kind === 'header') this.#header(line)
    else if (line.kind === 'document') this.#document(line)
    else if (line.kind === 'agreement') this.#agreement(line)
    else if (line.kind === 'checkpoint') this.#checkpoints.add(line, this.#ring(line.text('signer')))
    else if (line.kind === 'log') this.#log(line)
    else if (line.kind === 'incident') {
      line.text('what')
      this.#incidents += 1
    } else this.#openLog().take(line)
  }

  #header(line: ExportLine): void {
    if (line.text('format') !== EXPORT_FORMAT)
      throw new ExportFault(`format (${line.text('format')}) should be ${EXPORT_FORMAT}`)
    this.#parties = [line.text('exporter'), line.text('partner')]
    for (const did of this.#parties)
      this.#rings.set(did, new KeyRing(did, this.#options.cryptography, this.#options.pinned))
    if (this.#rings.size !== 2) throw new ExportFault('exporter and partner should be two companies')
  }

  #document(line: ExportLine): void {
    const did = line.text('did')
    const seenAt = momentOf(line.text('seenAt'), 'seenAt')
    // Its own keys a company knows itself; of its partner's it learns when it sees the document.
    const since = did === this.#parties?.[1] ? seenAt : 0
    const pin = line.has('pin') ? this.#pin(line, did) : undefined
    const wrong = this.#ring(did).add(line.text('document'), since, pin)
    if (wrong) throw new ExportFault(wrong)
    this.#documents += 1
  }

  /** A note of the exporter on its partner's keys, signed when they were taken. */
  #pin(line: ExportLine, did: string): PinNote {
    const { signature, ...written } = line.object('pin', ['signature'])
    const [exporter, partner] = this.#parties!
    const note = readPinNote(written)
    if (note?.did !== did || did !== partner) throw new ExportFault(`pin should be a note on keys of ${partner}`)
    const signed = { bytes: utf8Bytes(canonicalJson(written)), jws: signature, at: Date.parse(note.at) }
    const wrong = this.#ring(exporter).fault(signed)
    if (wrong) throw new ExportFault(`the signature of the pin ${wrong}`)
    this.#pins.push(note)
    return note
  }

  #agreement(line: ExportLine): void {
    const { sha256 } = this.#options.cryptography
    const hash = hashText(sha256(utf8Bytes(canonicalJson(line.json('agreement')))))
    if (hash !== line.text('hash'))
      throw new ExportFault(`hash (${line.text('hash')}) should be ${hash}, of the agreement`)
    const id = line.text('id')
    if (this.#agreements.has(id)) throw new ExportFault(`agreement (${id}) should stand once`)
    this.#agreements.set(id, { hash, by: new Set(), otherBy: new Set() })
  }

  #log(line: ExportLine): void {
    this.#logs.at(-1)?.close()
    const name = { sender: line.text('sender'), receiver: line.text('receiver') }
    const origin = originOf(name)
    if (this.#logs.some((one) => one.origin === origin)) throw new ExportFault(`log ${origin} should stand once`)
    const rings = { sender: this.#ring(name.sender), receiver: this.#ring(name.receiver) }
    if (name.sender === name.receiver) throw new ExportFault('a log should be between two companies')
    const { cryptography } = this.#options
    const rest = { agreements: this.#agreements, checkpoints: this.#checkpoints, cryptography }
    this.#logs.push(new VerifyLog(name, line.whole('size'), { rings, ...rest }))
  }

  #openLog(): VerifyLog {
    const log = this.#logs.at(-1)
    if (!log) throw new ExportFault('should come after the line of its log')
    return log
  }

  #end(line: ExportLine): void {
    this.#logs.at(-1)?.close()
    if (this.#logs.length !== 2) throw new ExportFault('both logs should stand before the end')
    this.#checkpoints.close()
    const [exporter] = this.#parties!
    const [lines, hash, at] = [line.whole('lines'), line.text('sha256'), line.text('at')]
    if (lines !== this.#lines) throw new ExportFault(`lines (${lines}) should be ${this.#lines}, those before this one`)
    const soFar = this.#options.running.soFar()
    if (hash !== soFar)
      throw new ExportFault(`sha256 (${hash}) should be ${soFar}, of all that stands before this line`)
    const signed: Json = { at, kind: 'end', lines, sha256: hash }
    const bytes = utf8Bytes(canonicalJson(signed))
    const wrong = this.#ring(exporter).fault({ bytes, jws: line.text('signature'), at: momentOf(at, 'at') })
    if (wrong) throw new ExportFault(`the signature of the export ${wrong}`)
    if (canonicalJson({ ...signed, signature: line.text('signature') }) !== line.written)
      throw new ExportFault('the end should have at, kind, lines, sha256 and signature alone')
    this.#isEnded = true
  }

  #ring(did: string): KeyRing {
    const ring = this.#rings.get(did)
    if (!ring) throw new ExportFault(`(${did}) should be one of the two companies of the export`)
    return ring
  }
}
