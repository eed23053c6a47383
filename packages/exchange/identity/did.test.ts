import { describe, expect, it } from 'vitest'
import { didKeyOf, readDidKey } from './did-key.ts'
import { didWebAddress, didWebOf, didWithPort } from './did-web.ts'

describe('a did:web', () => {
  it.each([
    ['did:web:maker.example', 'https://maker.example/.well-known/did.json'],
    ['did:web:maker.example%3A8443', 'https://maker.example:8443/.well-known/did.json'],
    ['did:web:maker.example:plant:two', 'https://maker.example/plant/two/did.json'],
  ])('%s stands under %s', (did, address) => {
    expect(didWebAddress(did)).toEqual({ ok: true, value: address })
  })

  it.each([
    'did:key:z6Mk',
    'did:web:',
    'did:web:Maker.example',
    'did:web:maker.example/x',
    'did:web:user@maker.example',
    'did:web:maker.example%3A',
    'did:web:maker.example%3A99999',
    'did:web:maker.example%3A80%3A81',
    'did:web:maker.example:..:secret',
    'did:web:maker.example:a%2Fb',
    'did:web:maker.example?x=1',
    'did:web:-bad.example',
    `did:web:${'a'.repeat(64)}.example`,
  ])('%s is refused', (did) => {
    expect(didWebAddress(did).ok).toBe(false)
  })

  it('is made from the public address of a node', () => {
    expect(didWebOf({ host: 'maker.example:8443', path: ['plant'] })).toBe('did:web:maker.example%3A8443:plant')
  })

  it('whose first step looks like a port is shown with one', () => {
    expect(didWithPort('did:web:maker.example:8443')).toBe('did:web:maker.example%3A8443')
    expect(didWithPort('did:web:maker.example:8443:plant')).toBe('did:web:maker.example%3A8443:plant')
    expect(
      ['did:web:maker.example', 'did:web:maker.example%3A8443', 'did:web:maker.example:plant'].map(didWithPort),
    ).toEqual([undefined, undefined, undefined])
  })
})

describe('a did:key', () => {
  it('is that of the method’s own example', () => {
    const did = 'did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'
    const key = readDidKey(did)
    expect(key.ok && key.value.kind).toBe('Ed25519')
    expect(key.ok && didKeyOf(key.value)).toBe(did)
  })

  it('carries P-256 too, and leading zeros', () => {
    const bytes = Uint8Array.from({ length: 33 }, (_, i) => (i === 0 ? 2 : i < 4 ? 0 : i))
    expect(readDidKey(didKeyOf({ kind: 'P-256', bytes }))).toEqual({ ok: true, value: { kind: 'P-256', bytes } })
  })

  it('is refused when it is cut, of another kind or not a key', () => {
    for (const did of ['did:key:z6Mk', 'did:key:zQ3sh', 'did:key:f00', 'did:key:z0OIl', 'did:web:a.example'])
      expect(readDidKey(did).ok).toBe(false)
  })
})
