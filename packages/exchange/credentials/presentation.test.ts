import { describe, expect, it } from 'vitest'
import { MOST_CREDENTIALS, presentedCredentials } from './presentation.ts'

const NOW = 1_800_000_000
const US = 'did:web:maker.example'
const HOLDER = 'did:web:brand.example'
const vp = { type: 'VerifiablePresentation', verifiableCredential: ['a.b.c', 'd.e.f'] }
const good = { iss: HOLDER, sub: HOLDER, aud: US, iat: NOW, nbf: NOW, exp: NOW + 60, vp }
const read = (claims: unknown) => presentedCredentials(claims, { holder: HOLDER, audience: US, now: NOW })
const envelope = (jwt: string) => ({ type: 'EnvelopedVerifiableCredential', id: `data:application/vc+jwt,${jwt}` })

describe('a presentation', () => {
  it('of VC 1.1 holds its credentials as text', () => {
    expect(read(good)).toEqual({ ok: true, value: ['a.b.c', 'd.e.f'] })
  })

  it('of VC 2.0 is the token itself, each credential in an envelope', () => {
    const claims = { ...good, vp: undefined, type: ['VerifiablePresentation'], holder: HOLDER }
    expect(read({ ...claims, verifiableCredential: [envelope('a.b.c')] })).toEqual({ ok: true, value: ['a.b.c'] })
    expect(read({ ...claims, verifiableCredential: envelope('a.b.c') })).toEqual({ ok: true, value: ['a.b.c'] })
  })

  it('may hold nothing', () => {
    expect(read({ ...good, vp: { type: ['VerifiablePresentation'] } })).toEqual({ ok: true, value: [] })
  })

  it.each([
    ['nothing', null],
    ['no presentation', { ...good, vp: 'a.b.c' }],
    ['another type', { ...good, vp: { ...vp, type: 'VerifiableCredential' } }],
    ['no issuer', { ...good, iss: undefined }],
    ['another issuer', { ...good, iss: 'did:web:thief.example' }],
    ['another subject', { ...good, sub: 'did:web:thief.example' }],
    ['another holder', { ...good, vp: { ...vp, holder: { id: 'did:web:thief.example' } } }],
    ['no audience', { ...good, aud: undefined }],
    ['another audience', { ...good, aud: 'did:web:other.example' }],
    ['several audiences', { ...good, aud: [US, 'did:web:other.example'] }],
    ['no end', { ...good, exp: undefined }],
    ['an end that is over', { ...good, exp: NOW - 6 }],
    ['an end that is a text', { ...good, exp: String(NOW + 60) }],
    ['a beginning that is yet to come', { ...good, nbf: NOW + 60 }],
    [
      'a credential that is no JWT',
      { ...good, vp: { ...vp, verifiableCredential: [{ type: 'VerifiableCredential' }] } },
    ],
    [
      'an envelope of something else',
      { ...good, vp: { ...vp, verifiableCredential: { ...envelope('x'), id: 'data:text/plain,x' } } },
    ],
    [
      'too many credentials',
      { ...good, vp: { ...vp, verifiableCredential: Array(MOST_CREDENTIALS + 1).fill('a.b.c') } },
    ],
  ])('with %s is refused', (_, claims) => {
    expect(read(claims)).toMatchObject({ ok: false, failure: { reason: 'forbidden' } })
  })
})
