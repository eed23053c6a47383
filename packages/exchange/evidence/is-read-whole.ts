import { type Json, MOST_DEPTH } from './canonical-json.ts'

const QUOTE = 34
const COLON = 58
const BACKSLASH = 92

/**
 * Whether the value that JSON.parse made of a text is all that the text says, and all of it may be signed. The parser keeps one of two
 * equal keys, so that the members of the value are then fewer than the colons of the text; what it makes of −0, of numbers beyond a double
 * or 2⁵³ and of half a pair can be seen in the value.
 */
export const isReadWhole = (text: string, value: Json): boolean => membersOf(value, 0) === colonsOf(text)

/** Infinite where something in it may not be signed: no text has as many colons. */
function membersOf(value: Json, depth: number): number {
  if (typeof value === 'string') return value.isWellFormed() ? 0 : Infinity
  if (typeof value === 'number') return isExact(value) ? 0 : Infinity
  if (typeof value !== 'object' || value === null) return 0
  if (depth > MOST_DEPTH) return Infinity
  let members = 0
  if (Array.isArray(value)) {
    for (const one of value as readonly Json[]) members += membersOf(one, depth + 1)
    return members
  }
  for (const key of Object.keys(value)) {
    if (!key.isWellFormed()) return Infinity
    members += 1 + membersOf((value as { readonly [key: string]: Json })[key]!, depth + 1)
  }
  return members
}

const isExact = (value: number): boolean =>
  Number.isSafeInteger(value) ? value !== 0 || 1 / value > 0 : Number.isFinite(value) && !Number.isInteger(value)

/** Colons outside of the strings of a text that is JSON: one for each member of each object. Not a number where a key is escaped. */
function colonsOf(text: string): number {
  let colons = 0
  let isEscapedText = false
  let backslash = placeOf('\\', text, 0)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfString(text, at)
      isEscapedText = backslash < end
      if (isEscapedText) backslash = placeOf('\\', text, end)
      at = end
    } else if (code === COLON) {
      // @NOTE V8 of Node 24 may read an escaped key as another key (JSON.parse of {"a":1,"\\":1} and then of {"a":1,"\"":1}).
      if (isEscapedText) return Number.NaN
      colons++
    }
  }
  return colons
}

function placeOf(character: string, text: string, from: number): number {
  const at = text.indexOf(character, from)
  return at < 0 ? text.length : at
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

/** Behind an odd number of backslashes. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1
  while (text.charCodeAt(before) === BACKSLASH) before--
  return (at - before) % 2 === 0
}
