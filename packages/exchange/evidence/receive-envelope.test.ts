import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Envelope, envelopeHash, hashOf } from './envelope.ts'
import { type InboxView, receiveEnvelope } from './receive-envelope.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())

const message = (seq: number, change: Partial<Envelope> = {}): Envelope => {
  const body = { pieces: seq, item: '2601-MOSS-M' }
  return {
    messageId: `m-${seq}`,
    type: 'sell_through:1.0.0',
    agreementId: 'agreement-1',
    transferPid: 'transfer-1',
    sender: 'did:web:brand.example',
    receiver: 'did:web:maker.example',
    seq,
    prev: seq === 1 ? null : envelopeHash(message(seq - 1), sha256),
    sentAt: '2026-11-26T08:00:00Z',
    bodyHash: hashOf(body, sha256),
    body,
    ...change,
  }
}

const after = (seq: number, change: Partial<InboxView> = {}): InboxView => ({
  sender: 'did:web:brand.example',
  receiver: 'did:web:maker.example',
  agreementId: 'agreement-1',
  transferPid: 'transfer-1',
  lastSeq: seq,
  lastHash: seq === 0 ? null : envelopeHash(message(seq), sha256),
  known: null,
  ...change,
})

const hashed = (envelope: Envelope) => ({
  envelope,
  envelopeHash: envelopeHash(envelope, sha256),
  bodyHash: hashOf(envelope.body, sha256),
})
const first = envelopeHash(message(1), sha256)

describe('a message at the door', () => {
  it('is kept when it comes next', () => {
    for (const seq of [1, 2, 3])
      expect(receiveEnvelope(hashed(message(seq)), after(seq - 1))).toEqual({ kind: 'store' })
  })

  it('is answered with the first receipt when it comes again', () => {
    expect(receiveEnvelope(hashed(message(1)), after(5, { known: first }))).toEqual({ kind: 'repeat' })
  })

  it('is evidence when other bytes come under its id', () => {
    const other = message(1, { sentAt: '2026-11-26T09:00:00Z' })
    expect(receiveEnvelope(hashed(other), after(1, { known: first })).kind).toBe('conflict')
  })

  it('waits for what is missing before it', () => {
    expect(receiveEnvelope(hashed(message(4)), after(2))).toEqual({ kind: 'gap', after: 2 })
  })

  it('does not rewrite what was before', () => {
    expect(receiveEnvelope(hashed(message(2, { messageId: 'm-2b' })), after(2)).kind).toBe('conflict')
    expect(receiveEnvelope(hashed(message(3, { prev: 'sha-256:00' })), after(2)).kind).toBe('conflict')
  })

  it.each([
    ['another company', { sender: 'did:web:thief.example' }, 'sender'],
    ['another receiver', { receiver: 'did:web:other.example' }, 'receiver'],
    ['another agreement', { agreementId: 'agreement-2' }, 'agreementId'],
    ['another transfer', { transferPid: 'transfer-2' }, 'transferPid'],
    ['a body that is not the one hashed', { body: { pieces: 2, item: '2601-MOSS-M' } }, 'bodyHash'],
    ['a number that is none', { seq: 1.5 }, 'seq'],
  ] as const)('is refused from %s', (_, change, name) => {
    const answer = receiveEnvelope(hashed(message(1, change)), after(0))
    expect(answer).toMatchObject({ kind: 'reject' })
    expect((answer as { reason: string }).reason).toContain(name)
  })
})
