import { describe, expect, it } from 'vitest'
import { type Credential, readCredential } from './credential.ts'
import { type StatusEntry, statusEntries } from './status-entry.ts'
import { isSet, readStatusList } from './status-list.ts'

const NOW = 1_800_000_000
const ISSUER = 'did:web:association.example'
const LIST = 'https://association.example/status/1'
const entry = {
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: LIST,
}
const credential = (fields: object): Credential => {
  const read = readCredential({
    type: ['VerifiableCredential'],
    issuer: ISSUER,
    credentialSubject: { id: 'did:web:brand.example' },
    ...fields,
  })
  if (!read.ok) throw new Error(read.failure.message)
  return read.value
}
const entriesOf = (credentialStatus: unknown, isDemanded = true) =>
  statusEntries(credential({ credentialStatus }), isDemanded)

describe('the status of a credential', () => {
  it('names its list and the place in it', () => {
    const read = { purpose: 'revocation', list: LIST, index: 7 }
    expect(entriesOf(entry)).toEqual({ ok: true, value: [read] })
    expect(
      entriesOf([entry, { ...entry, type: 'StatusList2021Entry', statusPurpose: 'suspension', statusListIndex: 8 }]),
    ).toEqual({
      ok: true,
      value: [read, { ...read, purpose: 'suspension', index: 8 }],
    })
  })

  it('may be missing only where it is not demanded', () => {
    expect(entriesOf(undefined, false)).toEqual({ ok: true, value: [] })
    expect(entriesOf(undefined)).toMatchObject({ ok: false })
    expect(entriesOf({ ...entry, statusPurpose: 'message' })).toMatchObject({ ok: false })
    expect(entriesOf({ ...entry, statusPurpose: 'message' }, false)).toEqual({ ok: true, value: [] })
  })

  it.each([
    ['of an unknown type', { ...entry, type: 'RevocationList2020Status' }],
    ['of several types', { ...entry, type: ['BitstringStatusListEntry'] }],
    ['of an unknown purpose', { ...entry, statusPurpose: 'recall' }],
    ['without a list', { ...entry, statusListCredential: undefined }],
    ['without an index', { ...entry, statusListIndex: undefined }],
    ['with a negative index', { ...entry, statusListIndex: '-1' }],
    ['with a broken index', { ...entry, statusListIndex: 1.5 }],
    ['of more bits than one', { ...entry, statusSize: 2 }],
    ['that is a text', 'revoked'],
    ['with too many entries', Array(5).fill(entry)],
  ])('%s is refused, demanded or not', (_, status) => {
    expect(entriesOf(status, false)).toMatchObject({ ok: false, failure: { reason: 'forbidden' } })
  })
})

const place: StatusEntry = { purpose: 'revocation', list: LIST, index: 7 }
const subject = { type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: 'uH4sI_-' }
const list = {
  id: LIST,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  validUntil: new Date((NOW + 60) * 1000).toISOString(),
  credentialSubject: subject,
}
const read = (fields: object) => readStatusList(credential({ ...list, ...fields }), place, { issuer: ISSUER, now: NOW })
const readSubject = (fields: object) => read({ credentialSubject: { ...subject, ...fields } })

describe('a status list', () => {
  it('is unpacked from either form, with the time that it may be kept', () => {
    expect(read({})).toEqual({ ok: true, value: { packed: 'H4sI_-', ttlSeconds: null, until: NOW + 60 } })
    expect(readSubject({ ttl: 90_500, statusPurpose: ['suspension', 'revocation'] })).toMatchObject({
      value: { ttlSeconds: 90 },
    })
    const earlier = { ...subject, type: 'StatusList2021', encodedList: 'H4sI/+==' }
    expect(
      read({ type: ['VerifiableCredential', 'StatusList2021Credential'], credentialSubject: earlier }),
    ).toMatchObject({
      value: { packed: 'H4sI_-' },
    })
  })

  it.each([
    ['of another issuer', { issuer: 'did:web:other.example' }],
    ['of another kind', { type: ['VerifiableCredential'] }],
    ['with another address', { id: 'https://association.example/status/2' }],
    ['that is over', { validUntil: new Date((NOW - 6) * 1000).toISOString() }],
    ['that is yet to come', { validFrom: new Date((NOW + 60) * 1000).toISOString() }],
    ['twice', { credentialSubject: [subject, subject] }],
  ])('%s is refused', (_, fields) => {
    expect(read(fields)).toMatchObject({ ok: false, failure: { reason: 'forbidden' } })
  })

  it.each([
    ['of the other kind', { type: 'StatusList2021' }],
    ['of another purpose', { statusPurpose: 'suspension' }],
    ['that is not packed as text', { encodedList: ['H4sI'] }],
    ['with signs that base64 has not', { encodedList: 'u H4sI' }],
    ['with a time that is no number', { ttl: '90' }],
    ['with a time below nothing', { ttl: -1 }],
  ])('%s is refused', (_, fields) => {
    expect(readSubject(fields)).toMatchObject({ ok: false, failure: { reason: 'forbidden' } })
  })

  it('counts its bits from the left, and has none beyond its end', () => {
    const bits = Uint8Array.of(0b1000_0001, 0b0000_0010)
    const set = Array.from({ length: 16 }, (_, index) => isSet(bits, index)).flatMap((one, index) =>
      one.ok && one.value ? [index] : [],
    )
    expect(set).toEqual([0, 7, 14])
    for (const index of [16, 2 ** 31, 2 ** 32, 2 ** 32 + 8]) expect(isSet(bits, index)).toMatchObject({ ok: false })
  })
})
