import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'

/**
 * The file of a backup, inside gzip: the mark, then frames. A frame is one letter, the length of its body in four bytes, and the body.
 *
 *   H  head, JSON: Head           T  a table begins, JSON: TableHead     D  a piece of its rows, COPY text format
 *   E  the table ends, JSON: TableProof                                   S  sequences, JSON: Sequence[]
 *   Z  the end, JSON: { sha256 } of every byte before this frame
 *
 * A file without its Z was cut short. Nothing in it depends on the server it came from.
 */
export const MARK = 'HEADWATER BACKUP 1\n'

export interface SchemaStep {
  readonly version: number
  readonly name: string
  readonly sha256: string
}

export interface Head {
  /** When it was made, by the machine's clock. */
  readonly made: string
  readonly schema: readonly SchemaStep[]
  /** The newest step of the queue's own schema. */
  readonly queueSchema: number
  /** Partitions, parents first: they are made by use, not by schema steps. */
  readonly partitions: readonly Partition[]
}

export interface Partition {
  readonly table: string
  readonly parent: string
  /** "FOR VALUES FROM … TO …" or "DEFAULT". */
  readonly bound: string
  /** "RANGE (day)" where it is itself divided. */
  readonly divided: string | null
}

export interface TableHead {
  readonly table: string
  readonly columns: readonly string[]
}

export interface TableProof {
  readonly rows: number
  readonly sha256: string
}

export interface Sequence {
  readonly name: string
  readonly value: string
  readonly called: boolean
}

export type Letter = 'H' | 'T' | 'D' | 'E' | 'S' | 'Z'

export interface Frame {
  readonly letter: Letter
  readonly body: Buffer
}

const HEAD_BYTES = 5
const LETTERS = 'HTDESZ'
/** No piece that we write comes near; a larger one means the file is damaged. */
const LONGEST_BODY = 1 << 28

/** A backup that cannot be used; the message says why. */
export class BadBackup extends Error {}

export function frameHead(letter: Letter, length: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.write(letter, 0, 'latin1')
  head.writeUInt32BE(length, 1)
  return head
}

/** Takes a stream of bytes apart into frames and checks mark, order of letters and the hash at the end. Memory: one frame. */
export async function* readFrames(bytes: Readable): AsyncGenerator<Frame> {
  const hash = createHash('sha256')
  const pieces = byteReader(bytes)
  const mark = await pieces.take(MARK.length)
  if (mark?.toString('latin1') !== MARK)
    throw new BadBackup('The file should begin as a Headwater backup does, but it does not; choose another file')
  hash.update(mark)
  for (;;) {
    const head = await pieces.take(HEAD_BYTES)
    if (!head)
      throw new BadBackup(
        'The backup ends too early: it was cut short, or its writing was stopped; choose another file',
      )
    const letter = head.toString('latin1', 0, 1)
    const length = head.readUInt32BE(1)
    if (!LETTERS.includes(letter) || length > LONGEST_BODY)
      throw new BadBackup('The backup is damaged inside; choose another file')
    const body = length === 0 ? Buffer.alloc(0) : await pieces.take(length)
    if (!body)
      throw new BadBackup(
        'The backup ends too early: it was cut short, or its writing was stopped; choose another file',
      )
    if (letter === 'Z') {
      const { sha256 } = JSON.parse(body.toString('utf8')) as { sha256: string }
      if (sha256 !== hash.digest('hex'))
        throw new BadBackup('The backup is damaged: its hash should be that of its content; choose another file')
      return
    }
    hash.update(head).update(body)
    yield { letter: letter as Letter, body }
  }
}

function byteReader(bytes: Readable) {
  const source = bytes[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let held: Buffer[] = []
  let size = 0
  return {
    /** The next `length` bytes; undefined when the stream has fewer. */
    async take(length: number): Promise<Buffer | undefined> {
      while (size < length) {
        const next = await source.next()
        if (next.done) return undefined
        held.push(next.value)
        size += next.value.length
      }
      const all = held.length === 1 ? held[0]! : Buffer.concat(held)
      held = all.length > length ? [all.subarray(length)] : []
      size = all.length - length
      return all.subarray(0, length)
    },
  }
}
