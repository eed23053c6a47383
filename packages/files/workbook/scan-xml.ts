/** What is told of an XML text; names come without their prefix. */
export interface XmlListener {
  readonly open: (name: string, attributes: string) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

/** A tag or a text longer than this is no part of a workbook. */
const LONGEST = 16_000_000
const CDATA = '<![CDATA['

/**
 * Reads XML as it comes, in one pass and without a tree: enough for the parts of a workbook. Document types are not read, so that no
 * entity of theirs can grow.
 */
export async function scanXml(pieces: AsyncIterable<string>, listener: XmlListener): Promise<void> {
  let held = ''
  for await (const piece of pieces) {
    held += piece
    held = held.slice(scanWhole(held, listener))
    if (held.length > LONGEST) throw new Error('a tag without an end')
  }
}

/** Tells all that is whole; the answer is where the rest begins. */
function scanWhole(text: string, { open, close, text: tell }: XmlListener): number {
  let at = 0
  for (;;) {
    const from = text.indexOf('<', at)
    if (from < 0) return at
    const to = endOfTag(text, from)
    if (to < 0) return at
    if (from > at) tell(unescaped(text.slice(at, from)))
    const first = text.charCodeAt(from + 1)
    if (first === SLASH) close(localName(text.slice(from + 2, to).trim()))
    else if (first === BANG) {
      if (text.startsWith(CDATA, from)) tell(text.slice(from + CDATA.length, to - 2))
    } else if (first !== QUESTION) {
      const isEmpty = text.charCodeAt(to - 1) === SLASH
      const tag = text.slice(from + 1, isEmpty ? to - 1 : to)
      const space = tag.search(/\s/)
      const name = localName(space < 0 ? tag : tag.slice(0, space))
      open(name, space < 0 ? '' : tag.slice(space))
      if (isEmpty) close(name)
    }
    at = to + 1
  }
}

const SLASH = 47
const BANG = 33
const QUESTION = 63

/** Where the tag ends that begins at `from`; negative: its end has not come yet. */
function endOfTag(text: string, from: number): number {
  if (text.startsWith('<!--', from)) return after(text.indexOf('-->', from + 4), 2)
  if (text.startsWith(CDATA, from)) return after(text.indexOf(']]>', from), 2)
  return text.indexOf('>', from)
}

const after = (at: number, more: number): number => (at < 0 ? at : at + more)
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The value of an attribute, by its name without prefix. */
export function attributeOf(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    if (!BEFORE_NAME.has(attributes[at - 1] ?? ' ')) continue
    let sign = at + name.length
    while (attributes[sign] === ' ') sign++
    if (attributes[sign] !== '=') continue
    sign++
    while (attributes[sign] === ' ') sign++
    const quote = attributes[sign]
    const end = quote === '"' || quote === "'" ? attributes.indexOf(quote, sign + 1) : -1
    if (end >= 0) return unescaped(attributes.slice(sign + 1, end))
  }
  return null
}

const BEFORE_NAME: ReadonlySet<string> = new Set([' ', '\n', '\r', '\t', ':'])

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[(name as string).toLowerCase()]!
    const code = hex ? Number.parseInt(hex as string, 16) : Number(decimal)
    return code > 0x10ffff ? whole : String.fromCodePoint(code)
  })
}
