import { describe, expect, it } from 'vitest'
import { canonicalJson, type Json, NotCanonical } from './canonical-json.ts'
import { readJson } from './read-json.ts'

const canonical = (text: string): string => canonicalJson(readJson(text))

describe('the canonical text of JSON', () => {
  it('sorts keys by code unit and writes numbers and texts in one way (RFC 8785)', () => {
    expect(canonical('{ "b": 2, "a": [ 1.0, 1E3, 0.000001, 1e-7 ], "": null }')).toBe(
      '{"":null,"a":[1,1000,0.000001,1e-7],"b":2}',
    )
    expect(canonical('"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"')).toBe(
      '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"',
    )
    expect(
      canonical(
        '{"\\u20ac":"Euro","\\r":"CR","\\ufb33":"Hebrew","1":"One","\\ud83d\\ude00":"Smiley","\\u0080":"C","ö":"o"}',
      ),
    ).toBe('{"\\r":"CR","1":"One","\u0080":"C","ö":"o","€":"Euro","😀":"Smiley","\ufb33":"Hebrew"}')
    expect(canonical('[4.50, 2e-3, 1e-27, 333333333.33333329, 9007199254740991]')).toBe(
      '[4.5,0.002,1e-27,333333333.3333333,9007199254740991]',
    )
  })

  const REFUSED: readonly [string, string, string][] = [
    ['a key that stands twice', '{"a":1,"a":2}', '/a should stand once'],
    ['the same key by an escape', '{"a":1,"\\u0061":2}', '/a should stand once'],
    ['minus zero', '[-0]', '/0 (-0) should be 0'],
    ['minus zero in disguise', '[-0.0e5]', '/0 (-0.0e5) should be 0'],
    ['a whole number beyond 2^53', '{"n":9007199254740993}', '/n (9007199254740993) should be below 2^53'],
    ['a number beyond a double', '[1e400]', '/0 (1e400) should be a number'],
    ['half of a pair', '["\\ud800"]', '/0 should have no half'],
    ['65 levels', '['.repeat(66) + ']'.repeat(66), 'nested at most 64'],
    ['a comma too many', '[1,]', 'should be a JSON value'],
    ['two values', '1 2', 'should end'],
    ['a raw control character', '["\u0001"]', 'should be a text of JSON at character 2'],
    ['a leading zero', '[01]', 'should have ,'],
    ['nothing', '', 'should be a JSON value'],
    ['an object without its end', '{"a":1', 'should have ,'],
  ]
  it.each(REFUSED)('refuses %s', (_, text, message) => {
    expect(() => canonical(text)).toThrow(NotCanonical)
    expect(() => canonical(text)).toThrow(message)
  })

  it('refuses what is no JSON value', () => {
    for (const value of [Number.NaN, new Date(0), new Map(), undefined, 1n])
      expect(() => canonicalJson([value as unknown as Json])).toThrow(NotCanonical)
  })

  it('takes __proto__ for a key like any other', () => {
    const value = readJson('{"__proto__":{"admin":true}}')
    expect(canonicalJson(value)).toBe('{"__proto__":{"admin":true}}')
    expect((value as { admin?: boolean }).admin).toBeUndefined()
  })

  it('is stable: reading it again gives it again', () => {
    const text = canonical('{"z":[1,{"y":"龘靐齉 😀"}],"a":0.1}')
    expect(canonical(text)).toBe(text)
  })
})
