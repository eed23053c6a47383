/** UTF-8 of a well-formed text: the core has no encoder of the platform. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(3 * text.length)
  let at = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x80) bytes[at++] = code
    else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
      // The first byte tells how many follow: 110, 1110 or 11110.
      bytes[at++] = ((0xff00 >> (more + 1)) & 0xff) | (code >> (6 * more))
      for (let i = more - 1; i >= 0; i--) bytes[at++] = 0x80 | ((code >> (6 * i)) & 0x3f)
    }
  }
  return bytes.slice(0, at)
}
