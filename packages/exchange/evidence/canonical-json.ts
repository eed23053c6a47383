/** A JSON value as the exchange signs it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A value or a text that has no canonical form, with the place in it as a JSON pointer. */
export class NotCanonical extends Error {
  readonly place: string

  constructor(place: string, message: string) {
    super(`${place === '' ? 'the value' : place} ${message}`)
    this.place = place
  }
}

/** Deeper values are refused: whoever nests more wants to break a reader. */
export const MOST_DEPTH = 64

/**
 * The one text that stands for a JSON value (RFC 8785, JSON Canonicalization Scheme): keys by UTF-16 code units, no spaces, numbers as
 * ECMAScript writes them. Throws NotCanonical for what two readers could take differently: lone surrogates, −0, whole numbers
 * beyond 2⁵³ (send those as text), infinite numbers, more than 64 levels.
 */
export const canonicalJson = (value: Json): string => write(value, null, '')

/** A list or an object, and where it stands. Pointers are put together only for what is refused: this is on the path of each message. */
interface Place {
  /** What it is in; null: it is the whole. */
  readonly within: Place | null
  readonly step: string | number
  readonly depth: number
}

function write(value: Json, within: Place | null, step: string | number): string {
  if (typeof value === 'string') return writeText(value, within, step)
  if (typeof value === 'number') return writeNumber(value, within, step)
  if (value === null || typeof value === 'boolean') return String(value)
  const here = { within, step, depth: within ? within.depth + 1 : 0 }
  if (here.depth > MOST_DEPTH) throw refused(within, step, `should be nested at most ${MOST_DEPTH} levels deep`)
  if (Array.isArray(value)) return writeList(value, here)
  if (!isPlain(value)) throw refused(within, step, 'should be a JSON value')
  return writeMembers(value, here)
}

function writeList(list: readonly Json[], here: Place): string {
  let text = '['
  for (let i = 0; i < list.length; i++) text += (i > 0 ? ',' : '') + write(list[i]!, here, i)
  return `${text}]`
}

function writeMembers(value: { readonly [key: string]: Json }, here: Place): string {
  let text = '{'
  for (const key of sortedKeys(value)) {
    if (text.length > 1) text += ','
    text += `${writeText(key, here, key)}:${write(value[key]!, here, key)}`
  }
  return `${text}}`
}

/** What comes from another node is sorted already. */
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value)
  for (let i = 1; i < keys.length; i++) if (keys[i - 1]! > keys[i]!) return keys.sort()
  return keys
}

function isPlain(value: unknown): value is { readonly [key: string]: Json } {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function writeNumber(value: number, within: Place | null, step: string | number): string {
  if (!Number.isFinite(value)) throw refused(within, step, `(${value}) should be a finite number`)
  if (Object.is(value, -0)) throw refused(within, step, '(-0) should be 0')
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw refused(within, step, `(${value}) should be below 2^53; send it as text`)
  return String(value)
}

/** Without a quote, a backslash, a control character or half of a pair. */
const IS_AS_IT_IS = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/

function writeText(value: string, within: Place | null, step: string | number): string {
  if (IS_AS_IT_IS.test(value)) return `"${value}"`
  if (!value.isWellFormed()) throw refused(within, step, 'should have no half of a surrogate pair')
  return JSON.stringify(value)
}

function refused(within: Place | null, step: string | number, message: string): NotCanonical {
  let pointer = ''
  for (let one: Place | null = within, last = step; one; last = one.step, one = one.within)
    pointer = pointerTo(last) + pointer
  return new NotCanonical(pointer, message)
}

/** One step of a JSON pointer (RFC 6901). */
export const pointerTo = (step: string | number): string =>
  `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`
