import { type Json, MOST_DEPTH, NotCanonical, pointerTo } from './canonical-json.ts'
import { isReadWhole } from './is-read-whole.ts'

/**
 * Reads JSON so that nothing is lost on the way to its canonical text: JSON.parse keeps the last of two equal keys, drops the sign of −0
 * silently and rounds large numbers, and a partner could read the other meaning. Throws NotCanonical with the place.
 *
 * The platform reads four times as fast as a reader of ours can; its value is taken where it is proved that it lost nothing. Whatever is
 * doubtful goes through the careful reader, which knows the place of what it refuses.
 */
export function readJson(text: string): Json {
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    return readCarefully(text)
  }
  return isReadWhole(text, value) ? value : readCarefully(text)
}

/** The same by a reader of our own: slower, and with the place of what is wrong. */
export function readCarefully(text: string): Json {
  const reader = new JsonReader(text)
  const value = reader.value('', 0)
  reader.end()
  return value
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const SPACE = /[ \t\n\r]*/y
const WORDS: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

class JsonReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(place: string, depth: number): Json {
    if (depth > MOST_DEPTH) throw new NotCanonical(place, `should be nested at most ${MOST_DEPTH} levels deep`)
    this.#skip(SPACE)
    const next = this.#text[this.#at]
    if (next === '{') return this.#object(place, depth)
    if (next === '[') return this.#array(place, depth)
    if (next === '"') return this.#string(place)
    for (const [word, value] of WORDS)
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length
        return value
      }
    return this.#number(place)
  }

  end(): void {
    this.#skip(SPACE)
    if (this.#at < this.#text.length) throw this.#fault('', 'should end')
  }

  #object(place: string, depth: number): Json {
    const members: Record<string, Json> = Object.create(null) as Record<string, Json>
    this.#at++
    for (let first = true; !this.#isClosedBy('}', first, place); first = false) {
      this.#skip(SPACE)
      const key = this.#string(place)
      const below = `${place}${pointerTo(key)}`
      if (Object.hasOwn(members, key)) throw new NotCanonical(below, 'should stand once')
      this.#expect(':', below)
      members[key] = this.value(below, depth + 1)
    }
    return members
  }

  #array(place: string, depth: number): Json {
    const list: Json[] = []
    this.#at++
    for (let first = true; !this.#isClosedBy(']', first, place); first = false)
      list.push(this.value(`${place}/${list.length}`, depth + 1))
    return list
  }

  /** Reads the end, or the comma before another one. */
  #isClosedBy(end: string, first: boolean, place: string): boolean {
    this.#skip(SPACE)
    if (this.#text[this.#at] === end) {
      this.#at++
      return true
    }
    if (!first) this.#expect(',', place)
    return false
  }

  #string(place: string): string {
    const start = this.#at
    if (this.#text[start] !== '"') throw this.#fault(place, 'should be a text in quotes')
    let end = start + 1
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1
    let value: string
    try {
      value = JSON.parse(this.#text.slice(start, end + 1)) as string
    } catch {
      throw this.#fault(place, 'should be a text of JSON')
    }
    this.#at = end + 1
    if (!value.isWellFormed()) throw new NotCanonical(place, 'should have no half of a surrogate pair')
    return value
  }

  #number(place: string): number {
    const raw = this.#match(NUMBER)
    if (raw === null) throw this.#fault(place, 'should be a JSON value')
    const value = Number(raw)
    if (!Number.isFinite(value)) throw new NotCanonical(place, `(${raw}) should be a number that a double can hold`)
    if (Object.is(value, -0)) throw new NotCanonical(place, `(${raw}) should be 0`)
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
      throw new NotCanonical(place, `(${raw}) should be below 2^53; send it as text`)
    return value
  }

  #expect(character: string, place: string): void {
    this.#skip(SPACE)
    if (this.#text[this.#at] !== character) throw this.#fault(place, `should have ${character}`)
    this.#at++
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (!found) return null
    this.#at = pattern.lastIndex
    return found[0]
  }

  #skip(pattern: RegExp): void {
    this.#match(pattern)
  }

  #fault(place: string, message: string): NotCanonical {
    return new NotCanonical(place, `${message} at character ${this.#at + 1}`)
  }
}
