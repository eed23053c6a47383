/** UTF-8 with or without BOM, else GB18030; null when it is neither. */
export function decodeText(bytes: Uint8Array): string | null {
  return decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030')
}

export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030'

/** What `decodeText` reads bytes as; null when it is neither. */
export function encodingOf(bytes: Uint8Array): TextEncoding | null {
  if (decode(bytes, 'utf-8') !== null)
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8-bom' : 'utf-8'
  return decode(bytes, 'gb18030') === null ? null : 'gb18030'
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\u0000') ? null : text
  } catch {
    return null
  }
}

export interface EncodingFault {
  /** The first line that is neither, counted from 1. */
  readonly line: number
  /** What it has, in words. */
  readonly found: string
}

const NEW_LINE = 0x0a

/** Where bytes that `decodeText` refused stop being text, and what is there. */
export function encodingFault(bytes: Uint8Array): EncodingFault {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { line: 1, found: 'it is UTF-16' }
  let isUtf8 = true
  let isGb18030 = true
  let line = 1
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(NEW_LINE, from)
    const to = end < 0 ? bytes.length : end + 1
    const piece = bytes.subarray(from, to)
    if (piece.includes(0)) return { line, found: `line ${line} has a zero character (U+0000)` }
    isUtf8 &&= decode(piece, 'utf-8') !== null
    isGb18030 &&= decode(piece, 'gb18030') !== null
    if (!isUtf8 && !isGb18030)
      return { line, found: `line ${line} is neither, or another encoding than those above it` }
    from = to
  }
  return { line: 1, found: 'it is neither' }
}
