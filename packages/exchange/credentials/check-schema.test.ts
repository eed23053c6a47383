import { describe, expect, it } from 'vitest'
import { checkSchema } from './check-schema.ts'

const wrongOf = (schema: unknown, value: unknown): string | null => {
  const checked = checkSchema(schema, value)
  return checked.ok ? null : checked.failure.message
}

describe('a schema of somebody else', () => {
  const member = {
    $schema: 'http://json-schema.org/draft-04/schema#',
    type: 'object',
    properties: {
      id: { type: 'string', minLength: 5 },
      level: { enum: ['full', 'guest'] },
      since: { type: ['integer', 'null'], minimum: 1900, maximum: 2100 },
      sites: { type: 'array', maxItems: 2, items: { type: 'string' } },
    },
    required: ['id'],
    additionalProperties: false,
  }

  it('lets through what fits', () => {
    expect(wrongOf(member, { id: 'did:x', level: 'full', since: null, sites: ['a'] })).toBeNull()
    expect(wrongOf({ anyOf: [{ const: 1 }, { type: 'string' }], allOf: [true] }, 'a')).toBeNull()
  })

  it.each([
    ['no object', [], 'the value should be of type object'],
    ['a missing member', {}, 'the value should have (id)'],
    ['a member that nobody named', { id: 'did:x', foo: 1 }, '/foo should not be there'],
    ['a short text', { id: 'did' }, '/id should have a length of at least 5'],
    ['another value', { id: 'did:x', level: 'gold' }, '/level should be one of full,guest'],
    ['half a number', { id: 'did:x', since: 1999.5 }, '/since should be of type integer,null'],
    ['a number beyond', { id: 'did:x', since: 2101 }, '/since should be at most 2100'],
    ['a wrong item', { id: 'did:x', sites: [1] }, '/sites/0 should be of type string'],
    ['too many items', { id: 'did:x', sites: ['a', 'b', 'c'] }, '/sites should have items of at most 2'],
  ])('refuses %s', (_, value, message) => {
    expect(wrongOf(member, value)).toBe(`credentialSchema: ${message}`)
  })

  it.each([
    ['a pattern, which could run for ever', { properties: { id: { pattern: '(a+)+$' } } }],
    ['a reference', { $ref: '#/definitions/x', definitions: { x: {} } }],
    ['the boolean bounds of draft 4', { properties: { id: { minimum: 1, exclusiveMinimum: true } } }],
    ['a member of every object', { properties: { id: { constructor: {} } } }],
    ['items by place', { properties: { id: { items: [true] } }, items: [true] }],
    ['no schema', 'MembershipCredential'],
    ['a value that is an object', { const: {} }],
  ])('is refused whole for %s', (_, schema) => {
    expect(wrongOf(schema, { id: 1 })).toContain('credentialSchema')
  })

  it('ends early, however deep or wide it is', () => {
    let deep: unknown = true
    for (let i = 0; i < 100; i++) deep = { allOf: [deep] }
    expect(wrongOf(deep, 1)).toContain('shorter')
    const wide = { anyOf: Array.from({ length: 20 }, () => ({ items: { items: { items: false } } })) }
    expect(wrongOf(wide, Array(20).fill(Array(20).fill(Array(20).fill(1))))).not.toBeNull()
  })
})
