import { describe, expect, it } from 'vitest'
import { checkCredential } from './check-credential.ts'
import { readCredential } from './credential.ts'

const NOW = 1_800_000_000
const at = (seconds: number): string => new Date(seconds * 1000).toISOString()
const HOLDER = 'did:web:brand.example'
const ISSUER = 'did:web:association.example'
const TYPES = ['VerifiableCredential', 'MembershipCredential']
const later = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: TYPES,
  issuer: { id: ISSUER, name: 'Association' },
  validFrom: at(NOW - 100),
  validUntil: at(NOW + 100),
  credentialSubject: { id: HOLDER },
}
const earlier = {
  iss: ISSUER,
  sub: HOLDER,
  exp: NOW + 300,
  vc: {
    type: TYPES,
    issuer: ISSUER,
    issuanceDate: at(NOW - 100),
    expirationDate: at(NOW + 200),
    credentialSubject: {},
  },
}
const check = (claims: unknown) => {
  const read = readCredential(claims)
  return read.ok ? checkCredential(read.value, { holder: HOLDER, trustedIssuers: [ISSUER], now: NOW }) : read
}

describe('a credential', () => {
  it('of VC 2.0 is the token itself', () => {
    expect(readCredential(later)).toMatchObject({
      ok: true,
      value: { profile: 'vc20-bssl/jwt', issuer: ISSUER, validity: { from: NOW - 100, until: NOW + 100 } },
    })
    expect(check(later)).toMatchObject({ ok: true })
  })

  it('of VC 1.1 takes issuer, subject and the nearer end from the token', () => {
    expect(readCredential(earlier)).toMatchObject({
      ok: true,
      value: { profile: 'vc11-sl2021/jwt', subjects: [{ id: HOLDER }], validity: { until: NOW + 200 } },
    })
    expect(check(earlier)).toMatchObject({ ok: true })
    expect(readCredential({ ...earlier, exp: NOW + 5 })).toMatchObject({ value: { validity: { until: NOW + 5 } } })
  })

  it('may have no end', () => {
    expect(check({ ...later, validUntil: undefined })).toMatchObject({ ok: true })
    expect(check({ ...later, validUntil: null })).toMatchObject({ ok: true })
    const open = { ...earlier, vc: { ...earlier.vc, expirationDate: null } }
    expect(readCredential(open)).toMatchObject({ value: { validity: { from: NOW - 100, until: NOW + 300 } } })
  })

  it.each([
    ['nothing', undefined],
    ['both models at once', { ...later, vc: earlier.vc }],
    ['types that are no texts', { ...later, type: [1] }],
    ['no type of a credential', { ...later, type: ['MembershipCredential'] }],
    ['two issuers', { ...later, iss: 'did:web:other.example' }],
    ['an issuer that nobody trusts', { ...later, issuer: 'did:web:other.example' }],
    ['no issuer', { ...later, issuer: undefined }],
    ['no subject', { ...later, credentialSubject: undefined }],
    ['a subject without a name', { ...later, credentialSubject: { foo: 'bar' } }],
    ['another subject', { ...later, credentialSubject: { id: 'did:web:third.example' } }],
    [
      'another subject beside the holder',
      { ...later, credentialSubject: [{ id: HOLDER }, { id: 'did:web:third.example' }] },
    ],
    ['another subject in the token', { ...later, sub: 'did:web:third.example' }],
    ['an end that is over', { ...later, validUntil: at(NOW - 6) }],
    ['an end of the token that is over', { ...later, exp: NOW - 6 }],
    ['an end of the token that is no number', { ...later, exp: null }],
    ['an end without a zone', { ...later, validUntil: '2100-01-01T00:00:00' }],
    ['an end that is a number', { ...later, validUntil: NOW + 100 }],
    ['a beginning that is yet to come', { ...later, validFrom: at(NOW + 60) }],
    ['an issuance that is yet to come', { ...earlier, vc: { ...earlier.vc, issuanceDate: at(NOW + 3600) } }],
    ['an expiration that is over', { ...earlier, vc: { ...earlier.vc, expirationDate: at(NOW - 100) } }],
  ])('with %s is refused', (_, claims) => {
    expect(check(claims)).toMatchObject({ ok: false, failure: { reason: 'forbidden' } })
  })
})
