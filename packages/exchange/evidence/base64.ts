const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const left = bytes.length - i
    text += ALPHABET[bits >> 18]! + ALPHABET[(bits >> 12) & 63]!
    text += left > 1 ? ALPHABET[(bits >> 6) & 63]! : '='
    text += left > 2 ? ALPHABET[bits & 63]! : '='
  }
  return text
}

/** The bytes; undefined for a text that is not the one way to write them. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes: number[] = []
  for (let i = 0; i < text.length; i += 4) {
    const values = [0, 1, 2, 3].map((j) => Math.max(0, ALPHABET.indexOf(text[i + j] ?? '=')))
    const bits = (values[0]! << 18) | (values[1]! << 12) | (values[2]! << 6) | values[3]!
    bytes.push(bits >> 16, (bits >> 8) & 255, bits & 255)
  }
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const read = Uint8Array.from(bytes.slice(0, bytes.length - padding))
  // What is written in another way, with other characters or bits beyond the end, does not come out the same.
  return toBase64(read) === text ? read : undefined
}
