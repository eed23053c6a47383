import { joined } from '../write/joined.ts'

/** One file of an archive: text in pieces, so that a long one never stands in memory unpacked. */
export interface ZipEntry {
  readonly path: string
  readonly text: Iterable<string> | AsyncIterable<string>
}

/** 1980-01-01, the first day that an archive knows: the same files give the same bytes. */
const FIRST_DAY = 0x21
const DEFLATE = 8
/** Names are UTF-8, and sizes follow the data. */
const FLAGS = 0x0808

/** Packs files into a ZIP archive, whole. */
export async function zipFiles(entries: readonly ZipEntry[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of zipPieces(entries)) parts.push(part)
  return joined(parts)
}

/**
 * A ZIP archive (PKWARE APPNOTE 6.3, without ZIP64: below 4 GB) piece by piece, as fast as it is taken: sizes follow the data of each file.
 * Compression runs beside the caller.
 */
export async function* zipPieces(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { path, text } of entries) {
    const name = new TextEncoder().encode(path)
    const packed: Packed = { size: 0, unpacked: 0, crc: 0 }
    const head = header(0x04034b50, [], { name, packed })
    yield head
    yield* pack(text, packed)
    yield descriptor(packed)
    directory.push(header(0x02014b50, [20], { name, packed, offset }))
    offset += head.length + packed.size + DESCRIPTOR_BYTES
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, entries.length, true)
  end.setUint16(10, entries.length, true)
  end.setUint32(12, size, true)
  end.setUint32(16, offset, true)
  yield joined([...directory, new Uint8Array(end.buffer)])
}

/** Filled in while a file is packed. */
interface Packed {
  size: number
  unpacked: number
  crc: number
}

async function* pack(text: ZipEntry['text'], packed: Packed): AsyncGenerator<Uint8Array> {
  const stream = new CompressionStream('deflate-raw')
  const writer = stream.writable.getWriter()
  const encoder = new TextEncoder()
  const write = async (): Promise<void> => {
    let crc = 0xffffffff
    for await (const piece of text) {
      const bytes = encoder.encode(piece)
      packed.unpacked += bytes.length
      crc = crcOf(bytes, crc)
      await writer.write(bytes)
    }
    packed.crc = (crc ^ 0xffffffff) >>> 0
    await writer.close()
  }
  // What the text throws is thrown where the pieces are read.
  const written = write().catch((error: unknown) => writer.abort(error).catch(() => {}))
  for await (const part of stream.readable as unknown as AsyncIterable<Uint8Array>) {
    packed.size += part.length
    yield part
  }
  await written
}

const DESCRIPTOR_BYTES = 16

function descriptor({ crc, size, unpacked }: Packed): Uint8Array {
  const view = new DataView(new ArrayBuffer(DESCRIPTOR_BYTES))
  for (const [i, one] of [0x08074b50, crc, size, unpacked].entries()) view.setUint32(4 * i, one, true)
  return new Uint8Array(view.buffer)
}

interface EntryFacts {
  readonly name: Uint8Array
  readonly packed: Packed
  /** Of its local header, in the directory. */
  readonly offset?: number
}

/** A local header, or with `madeBy` and an offset the entry of the directory. */
function header(mark: number, madeBy: readonly number[], { name, packed, offset }: EntryFacts): Uint8Array {
  const isCentral = offset !== undefined
  const view = new DataView(new ArrayBuffer((isCentral ? 46 : 30) + name.length))
  let at = 4
  const two = (value: number): void => {
    view.setUint16(at, value, true)
    at += 2
  }
  const four = (value: number): void => {
    view.setUint32(at, value, true)
    at += 4
  }
  view.setUint32(0, mark, true)
  for (const one of [...madeBy, 20, FLAGS, DEFLATE, 0, FIRST_DAY]) two(one)
  for (const one of [packed.crc, packed.size, packed.unpacked]) four(one)
  two(name.length)
  two(0)
  if (isCentral) {
    for (let i = 0; i < 3; i++) two(0)
    four(0)
    four(offset)
  }
  const bytes = new Uint8Array(view.buffer)
  bytes.set(name, at)
  return bytes
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crcOf(bytes: Uint8Array, before: number): number {
  let crc = before
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 0xff]!
  return crc
}
