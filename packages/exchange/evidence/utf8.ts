/** UTF-8 of a well-formed text: the core has no encoder of the platform. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text))
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) {
      bytes[at++] = unit
      continue
    }
    const code = text.codePointAt(i)!
    const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
    // A code point beyond the first 65,536 takes two units of the text.
    if (more === 3) i++
    // The first byte tells how many follow: 110, 1110 or 11110.
    bytes[at++] = ((0xff00 >> (more + 1)) & 0xff) | (code >> (6 * more))
    for (let rest = more - 1; rest >= 0; rest--) bytes[at++] = 0x80 | ((code >> (6 * rest)) & 0x3f)
  }
  return bytes
}

function utf8Length(text: string): number {
  let length = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    // Half of a pair is two of the four bytes.
    if (unit >= 0x80) length += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2
  }
  return length
}
