/** What a workbook may unpack into, bytes: a small file may unpack into a flood. */
export const MOST_UNPACKED = 1024 * 1024 * 1024

/** An archive that unpacks into more than it may. */
export class Flood extends Error {}

/** The files of a ZIP archive by path, each as text that is unpacked as it is read. */
export interface ZipArchive {
  readonly has: (path: string) => boolean
  /** Throws Flood when more was unpacked than may be, whatever the archive states; throws where the data is damaged. */
  readonly text: (path: string) => AsyncGenerator<string>
}

interface Entry {
  readonly isPacked: boolean
  readonly data: Uint8Array<ArrayBuffer>
}

/** Opens an archive; null: it is none of the kind that workbooks are. */
export function openZip(bytes: Uint8Array, most: number = MOST_UNPACKED): ZipArchive | null {
  const entries = entriesOf(bytes)
  if (entries === null) return null
  let left = most
  return {
    has: (path) => entries.has(path),
    text: async function* (path) {
      const decoder = new TextDecoder('utf-8', { fatal: true })
      for await (const piece of unpacked(entries.get(path)!)) {
        left -= piece.length
        if (left < 0) throw new Flood(`more than ${most} bytes`)
        yield decoder.decode(piece, { stream: true })
      }
      yield decoder.decode()
    },
  }
}

const END = 0x06054b50
const CENTRAL = 0x02014b50

/** The entries of the directory at the end of the archive. */
function entriesOf(bytes: Uint8Array): Map<string, Entry> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && end > bytes.length - 66_000 && view.getUint32(end, true) !== END) end--
  if (end < 0 || view.getUint32(end, true) !== END) return null
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return null
    const nameLength = view.getUint16(at + 28, true)
    const local = view.getUint32(at + 42, true)
    if (local + 30 > bytes.length) return null
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const to = from + view.getUint32(at + 20, true)
    if (to > bytes.length) return null
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.set(path.replaceAll('\\', '/'), {
      isPacked: view.getUint16(at + 10, true) !== 0,
      data: bytes.slice(from, to),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

async function* unpacked({ isPacked, data }: Entry): AsyncGenerator<Uint8Array> {
  if (!isPacked) {
    yield data
    return
  }
  const stream = new DecompressionStream('deflate-raw')
  const writer = stream.writable.getWriter()
  // A fault of the data shows where it is read, and so does an end before all of it is.
  void writer
    .write(data)
    .then(() => writer.close())
    .catch(() => {})
  yield* stream.readable as unknown as AsyncIterable<Uint8Array>
}
