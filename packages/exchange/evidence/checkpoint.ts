import { fromBase64, toBase64 } from './base64.ts'
import type { Head } from './verify-proof.ts'

/** What a company says of a log of a pair: so long it is, and that is its root. */
export interface Checkpoint extends Head {
  /** Name of the log. */
  readonly origin: string
  /** When it was said, ISO 8601 with Z: of two of one company the later one counts. */
  readonly at: string
}

/** One direction between two companies has one log: the receiver orders it, the sender mirrors it. */
export const originOf = ({ sender, receiver }: { readonly sender: string; readonly receiver: string }): string =>
  `${receiver}/from/${sender}`

/** The text of a checkpoint (C2SP tlog-checkpoint): origin, size, root, and as an extension line when it was said. */
export const writeCheckpoint = ({ origin, size, root, at }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n${at}\n`

const HASH_BYTES = 32
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/

/** Reads the text of a checkpoint; undefined: it is none, or not the one way to write it. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', size = '', root = '', at = ''] = text.split('\n')
  const bytes = fromBase64(root)
  if (bytes?.length !== HASH_BYTES || !INSTANT.test(at)) return undefined
  const checkpoint = { origin, size: Number(size), root: bytes, at }
  const isWritten = Number.isSafeInteger(checkpoint.size) && checkpoint.size >= 0
  return isWritten && writeCheckpoint(checkpoint) === text ? checkpoint : undefined
}

/** A checkpoint with the signature of who says it, a detached JWS over its text. */
export interface SignedCheckpoint {
  readonly checkpoint: string
  readonly signature: string
}
