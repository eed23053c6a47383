import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { ExportFault, type ExportLine } from './export-lines.ts'
import type { KeyRing } from './key-ring.ts'
import type { MerkleFrontier } from './merkle-log.ts'
import { utf8Bytes } from './utf8.ts'
import { equalHashes } from './verify-proof.ts'

/** The checkpoints of an export: each should be what its log was at that size. */
export class VerifyCheckpoints {
  count = 0
  readonly #waiting: { readonly checkpoint: Checkpoint; readonly signer: string }[] = []

  add(line: ExportLine, ring: KeyRing): void {
    const text = line.text('checkpoint')
    const checkpoint = readCheckpoint(text)
    if (!checkpoint) throw new ExportFault('checkpoint should be of four lines: origin, size, root as base64, moment')
    const signed = { bytes: utf8Bytes(text), jws: line.text('signature'), at: Date.parse(checkpoint.at) }
    const wrong = ring.fault(signed)
    if (wrong) throw new ExportFault(`the signature of the checkpoint ${wrong}`)
    this.#waiting.push({ checkpoint, signer: ring.did })
    this.count += 1
  }

  /** Compares those of this size of a log, and lets them go. */
  compare(origin: string, frontier: MerkleFrontier): void {
    for (let i = this.#waiting.length - 1; i >= 0; i--) {
      const { checkpoint, signer } = this.#waiting[i]!
      if (checkpoint.origin !== origin || checkpoint.size !== frontier.size) continue
      if (!equalHashes(checkpoint.root, frontier.root()))
        throw new ExportFault(
          `the first ${frontier.size} records of ${origin} are not those of the checkpoint of ${signer} (${checkpoint.at})`,
        )
      this.#waiting.splice(i, 1)
    }
  }

  /** All should have been met. */
  close(): void {
    const [first] = this.#waiting
    if (first)
      throw new ExportFault(
        `${first.checkpoint.origin} should have ${first.checkpoint.size} records: so many ${first.signer} has signed (${first.checkpoint.at})`,
      )
  }
}
