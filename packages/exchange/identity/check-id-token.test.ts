import { expect, it } from 'vitest'
import { checkIdToken } from './check-id-token.ts'

const NOW = 1_800_000_000
const US = 'did:web:maker.example'
const THEM = 'did:web:brand.example'
const good = { iss: THEM, sub: THEM, aud: US, jti: 'j-1', iat: NOW - 10, exp: NOW + 50 }
const check = (claims: unknown) => checkIdToken(claims, { audience: US, now: NOW })

it('lets a partner in whose clock is three seconds off', () => {
  for (const off of [-3, 0, 3])
    expect(check({ ...good, iat: NOW + off, nbf: NOW + off, exp: NOW + 60 + off })).toMatchObject({ ok: true })
})

it.each([
  ['nothing', null],
  ['a list', []],
  ['no issuer', { ...good, iss: undefined }],
  ['another subject', { ...good, sub: 'did:web:thief.example' }],
  ['another audience', { ...good, aud: 'did:web:other.example' }],
  ['several audiences', { ...good, aud: [US, 'did:web:other.example'] }],
  ['no id', { ...good, jti: undefined }],
  ['an empty id', { ...good, jti: '' }],
  ['an end that is over', { ...good, exp: NOW - 6 }],
  ['no end', { ...good, exp: undefined }],
  ['an end that is a text', { ...good, exp: String(NOW + 50) }],
  ['an end that never comes', { ...good, exp: Number.POSITIVE_INFINITY }],
  ['a beginning that is yet to come', { ...good, nbf: NOW + 60 }],
  ['a birth that is yet to come', { ...good, iat: NOW + 60 }],
  ['a birth long ago', { ...good, iat: NOW - 400 }],
  ['a life too long', { ...good, exp: NOW + 3_600 }],
  ['a clock a minute behind', { ...good, iat: NOW - 120, exp: NOW - 60 }],
])('refuses a token with %s', (_, claims) => {
  expect(check(claims)).toMatchObject({ ok: false, failure: { reason: 'forbidden' } })
})
