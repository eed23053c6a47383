import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { type Fields, isFields, shown } from './read-fields.ts'

/** Keywords that say nothing about a value. */
const NOTES: ReadonlySet<string> = new Set(
  '$schema $id id $comment title description default examples format deprecated readOnly writeOnly'.split(' '),
)
const MOST_STEPS = 10_000
const MOST_DEPTH = 32

/**
 * Checks a value against a schema that came from outside. Only keywords whose cost is bounded are understood, and any other is refused,
 * so that a stranger's schema is neither run as code nor as a regular expression, and never half understood: what JSON Schema from draft
 * 4 to 2020-12 mean alike.
 */
export function checkSchema(schema: unknown, value: unknown): Result<null> {
  const wrong = new SchemaCheck().wrong(schema, { value, place: '', depth: 0 })
  return wrong === undefined ? succeed(null) : fail('forbidden', `credentialSchema: ${wrong}`)
}

interface Place {
  readonly value: unknown
  readonly place: string
  readonly depth: number
}

/** What a value should be, or what is wrong further in; undefined: nothing. */
type Keyword = (check: SchemaCheck, argument: unknown, at: Place & { readonly schema: Fields }) => string | undefined

class SchemaCheck {
  #steps = 0

  wrong(schema: unknown, at: Place): string | undefined {
    const where = at.place === '' ? 'the value' : at.place
    if (++this.#steps > MOST_STEPS || at.depth > MOST_DEPTH) return 'should be shorter to check'
    if (schema === true) return undefined
    if (!isFields(schema)) return `${where} should not be there`
    for (const [name, argument] of Object.entries(schema)) {
      if (NOTES.has(name)) continue
      const keyword = Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : undefined
      if (!keyword) return `keyword (${name}) is not understood here`
      const wrong = keyword(this, argument, { ...at, schema })
      if (wrong !== undefined) return wrong.startsWith('should') ? `${where} ${wrong}` : wrong
    }
    return undefined
  }
}

const below = (at: Place, key: string | number, value: unknown): Place => ({
  value,
  place: `${at.place}/${key}`,
  depth: at.depth + 1,
})

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value === 'object' ? 'object' : typeof value

const isOfType = (value: unknown, type: unknown): boolean =>
  type === 'integer' ? Number.isInteger(value) : typeOf(value) === type

const firstOf = (found: Iterable<string | undefined>): string | undefined => {
  for (const one of found) if (one !== undefined) return one
  return undefined
}

const lengthOf = (value: unknown): number | undefined =>
  typeof value === 'string' ? Array.from(value).length : undefined
const limit =
  (
    measure: (value: unknown) => number | undefined,
    isWithin: (measured: number, bound: number) => boolean,
    words: string,
  ): Keyword =>
  (_check, bound, { value }) => {
    const measured = measure(value)
    if (typeof bound !== 'number') return 'should have numbers as bounds'
    return measured === undefined || isWithin(measured, bound) ? undefined : `should ${words} ${bound}`
  }
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const itemsOf = (value: unknown): number | undefined => (Array.isArray(value) ? value.length : undefined)
const atLeast = (measured: number, bound: number): boolean => measured >= bound
const atMost = (measured: number, bound: number): boolean => measured <= bound

/** Plain values only: a schema that wants an object by its value is refused. */
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  type: (_check, types, { value }) =>
    [types].flat().some((one) => isOfType(value, one))
      ? undefined
      : `should be of type ${[types].flat().map(shown).join()}`,
  const: (_check, wanted, { value }) =>
    isPlain(wanted) && wanted === value ? undefined : `should be (${[wanted].flat().map(shown).join()})`,
  enum: (_check, wanted, { value }) =>
    Array.isArray(wanted) && wanted.every(isPlain) && wanted.includes(value)
      ? undefined
      : `should be one of ${[wanted].flat().map(shown).join()}`,
  required: (_check, names, { value }) => {
    if (!Array.isArray(names)) return 'should have a list of what is required'
    const missing = isFields(value)
      ? names.find((name) => typeof name !== 'string' || !Object.hasOwn(value, name))
      : undefined
    return missing === undefined ? undefined : `should have (${shown(missing)})`
  },
  properties: (check, properties, at) => {
    if (!isFields(properties)) return 'should have its properties as an object'
    const { value } = at
    if (!isFields(value)) return undefined
    return firstOf(
      Object.entries(properties)
        .filter(([name]) => Object.hasOwn(value, name))
        .map(([name, schema]) => check.wrong(schema, below(at, name, value[name]))),
    )
  },
  additionalProperties: (check, schema, at) => {
    const { value } = at
    const named = isFields(at.schema.properties) ? at.schema.properties : {}
    if (!isFields(value)) return undefined
    return firstOf(
      Object.keys(value)
        .filter((name) => !Object.hasOwn(named, name))
        .map((name) => check.wrong(schema, below(at, name, value[name]))),
    )
  },
  items: (check, schema, at) => {
    if (Array.isArray(schema)) return 'should have one schema for all items'
    return Array.isArray(at.value)
      ? firstOf(at.value.map((one, index) => check.wrong(schema, below(at, index, one))))
      : undefined
  },
  allOf: (check, schemas, at) =>
    Array.isArray(schemas)
      ? firstOf(schemas.map((schema) => check.wrong(schema, { ...at, depth: at.depth + 1 })))
      : 'should have a list of schemas',
  anyOf: (check, schemas, at) =>
    Array.isArray(schemas) &&
    schemas.some((schema) => check.wrong(schema, { ...at, depth: at.depth + 1 }) === undefined)
      ? undefined
      : 'should match one of several schemas',
  minimum: limit(numberOf, atLeast, 'be at least'),
  maximum: limit(numberOf, atMost, 'be at most'),
  minLength: limit(lengthOf, atLeast, 'have a length of at least'),
  maxLength: limit(lengthOf, atMost, 'have a length of at most'),
  minItems: limit(itemsOf, atLeast, 'have items of at least'),
  maxItems: limit(itemsOf, atMost, 'have items of at most'),
}
