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
export const canonicalJson = (value: Json): string => write(value, '', 0)

function write(value: Json, place: string, depth: number): string {
  if (depth > MOST_DEPTH) throw new NotCanonical(place, `should be nested at most ${MOST_DEPTH} levels deep`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return writeNumber(value, place)
  if (typeof value === 'string') return writeText(value, place)
  if (Array.isArray(value)) return `[${value.map((one, i) => write(one, `${place}/${i}`, depth + 1)).join(',')}]`
  if (!isPlain(value)) throw new NotCanonical(place, 'should be a JSON value')
  const members = Object.keys(value)
    .sort()
    .map((key) => {
      const below = `${place}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
      return `${writeText(key, below)}:${write(value[key]!, below, depth + 1)}`
    })
  return `{${members.join(',')}}`
}

function isPlain(value: unknown): value is { readonly [key: string]: Json } {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function writeNumber(value: number, place: string): string {
  if (!Number.isFinite(value)) throw new NotCanonical(place, `(${value}) should be a finite number`)
  if (Object.is(value, -0)) throw new NotCanonical(place, '(-0) should be 0')
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new NotCanonical(place, `(${value}) should be below 2^53; send it as text`)
  return String(value)
}

function writeText(value: string, place: string): string {
  if (!value.isWellFormed()) throw new NotCanonical(place, 'should have no half of a surrogate pair')
  return JSON.stringify(value)
}
