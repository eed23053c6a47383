import { describe, expect, it } from 'vitest'
import {
  acknowledged,
  type Negotiation,
  type NegotiationInput,
  onEvent,
  openingOf,
  receiveInNegotiation,
  speakInNegotiation,
} from './negotiation.ts'
import { mayDo, type NegotiationRule, negotiationRulesFault } from './negotiation-rules.ts'
import { agreeOn, type Offer } from './policy.ts'

const OFFER: Offer = { id: 'offer-1', target: 'dataset-1', policy: { permission: [{ action: 'use' }] } }
const OTHER: Offer = { ...OFFER, policy: { prohibition: [{ action: 'use' }] } }
const SPEAKING = { now: '2026-11-26T12:00:00Z', newId: 'urn:a', self: 'did:web:self', partner: 'did:web:partner' }

const negotiation = (more: Partial<Negotiation> = {}): Negotiation => ({
  role: 'provider',
  ownPid: 'ours',
  partnerPid: 'theirs',
  state: 'REQUESTED',
  ours: OFFER,
  offer: OFFER,
  agreement: null,
  rules: [],
  todo: [],
  note: '',
  ...more,
})
const rules = (...list: readonly NegotiationRule[]) => list
const receive = (was: Negotiation, input: Partial<NegotiationInput>) =>
  receiveInNegotiation(was, { message: 'accepted', partnerPid: 'theirs', ...input })

/** The value, or the words of the refusal as an error. */
function worth<T>(result: { ok: true; value: T } | { ok: false; failure: { message: string } }): T {
  if (result.ok) return result.value
  throw new Error(result.failure.message)
}

describe('a message of the partner', () => {
  it('moves the state along the table, and the rule of its event says what we do', () => {
    const was = negotiation({ state: 'OFFERED', rules: rules({ on: 'accepted', do: ['agree'] }) })
    expect(worth(receive(was, {}))).toMatchObject({ state: 'ACCEPTED', todo: ['agree'], note: '' })
  })

  it('that the table does not know is refused with the state in words', () => {
    expect(receive(negotiation(), {})).toMatchObject({
      ok: false,
      failure: { reason: 'invalid', message: expect.stringContaining('REQUESTED') },
    })
  })

  it('by another pid, for another dataset, or about another agreement is refused', () => {
    expect(receive(negotiation({ state: 'OFFERED' }), { partnerPid: 'another' }).ok).toBe(false)
    const counter = { message: 'request', offer: { ...OFFER, target: 'dataset-2' } } as const
    expect(receive(negotiation({ state: 'OFFERED' }), counter).ok).toBe(false)
    const parties = { id: 'a', assigner: 'did:web:p', assignee: 'did:web:c', timestamp: SPEAKING.now }
    const agreement = agreeOn({ ...OFFER, target: 'dataset-2' }, parties)
    expect(receive(negotiation({ role: 'consumer' }), { message: 'agreement', agreement }).ok).toBe(false)
  })

  it('that overtakes the reply to our own tells the pid of the partner', () => {
    const was = negotiation({ role: 'consumer', partnerPid: null })
    expect(worth(receive(was, { message: 'offer', offer: OFFER }))).toMatchObject({ partnerPid: 'theirs' })
  })

  it('ends whatever was still to be done', () => {
    const was = negotiation({ state: 'OFFERED', todo: ['terminate'] })
    const ended = receive(was, { message: 'termination', reason: { code: '9', reason: ['too dear'] } })
    expect(worth(ended)).toMatchObject({ state: 'TERMINATED', todo: [], note: '9: too dear' })
  })
})

describe('rules', () => {
  it('say yes to our own terms only; to others a person does', () => {
    const asked = rules({ on: 'countered', do: ['agree'] })
    const was = negotiation({ state: 'OFFERED', rules: asked })
    expect(worth(receive(was, { message: 'request', offer: OFFER })).todo).toEqual(['agree'])
    const unlike = worth(receive(was, { message: 'request', offer: OTHER }))
    expect(unlike).toMatchObject({ todo: [], note: expect.stringContaining('person') })
    expect(worth(speakInNegotiation(unlike, 'agree', SPEAKING)).after.agreement!.policy).toEqual(OTHER.policy)
  })

  it('verify an agreement only where it is what lay on the table', () => {
    const was = negotiation({ role: 'consumer', rules: rules({ on: 'agreed', do: ['verify'] }) })
    const parties = { id: 'a', assigner: 'did:web:p', assignee: 'did:web:c', timestamp: SPEAKING.now }
    const agreed = (offer: Offer) => worth(receive(was, { message: 'agreement', agreement: agreeOn(offer, parties) }))
    expect(agreed(OFFER).todo).toEqual(['verify'])
    expect(agreed(OTHER).todo).toEqual([])
  })

  it('hold from where they say so, and where there are none', () => {
    const was = negotiation({ rules: rules({ on: 'requested', do: ['offer', 'hold', 'terminate'] }) })
    expect(onEvent(was, 'requested').todo).toEqual(['offer'])
    expect(onEvent(was, 'accepted').todo).toEqual([])
  })

  it('begin for our own first message when the partner has answered it, once', () => {
    const was = negotiation({
      role: 'consumer',
      partnerPid: null,
      rules: rules({ on: 'requested', do: ['terminate'] }),
    })
    const told = acknowledged(was, 'theirs')
    expect(told).toMatchObject({ partnerPid: 'theirs', todo: ['terminate'] })
    expect(acknowledged({ ...told, todo: [] }, 'theirs').todo).toEqual([])
    expect(acknowledged(negotiation({ role: 'consumer', partnerPid: null, state: 'AGREED' }), 'theirs').todo).toEqual(
      [],
    )
  })

  it('that leave the protocol are refused with the word that does', () => {
    expect(negotiationRulesFault([{ on: 'requested', do: ['offer', 'terminate'] }], 'provider')).toBeNull()
    expect(negotiationRulesFault([{ on: 'requested', do: ['finalize'] }], 'provider')).toContain('finalize')
    expect(negotiationRulesFault([{ on: 'offered', do: ['accept'] }], 'provider')).toContain('accept')
    const twice = { on: 'offered', do: ['hold'] } as const
    expect(negotiationRulesFault([twice, twice], 'consumer')).toContain('once')
  })
})

describe('our own step', () => {
  it('walks a whole negotiation, each message to its own place', () => {
    const requested = negotiation()
    const offered = worth(speakInNegotiation(requested, 'offer', SPEAKING))
    expect(offered).toMatchObject({ path: '/negotiations/theirs/offers', after: { state: 'OFFERED' } })
    const agreed = worth(speakInNegotiation(negotiation({ state: 'ACCEPTED' }), 'agree', SPEAKING))
    expect(agreed).toMatchObject({
      path: '/negotiations/theirs/agreement',
      body: {
        agreement: { '@id': 'urn:a', assigner: 'did:web:self', assignee: 'did:web:partner', target: 'dataset-1' },
      },
    })
    const consumer = negotiation({ role: 'consumer', state: 'AGREED', partnerPid: 'urn:uuid:1/..' })
    expect(worth(speakInNegotiation(consumer, 'verify', SPEAKING)).path).toBe(
      '/negotiations/urn:uuid:1%2F../agreement/verification',
    )
    expect(mayDo('VERIFIED', 'provider')).toEqual(['finalize', 'terminate'])
  })

  it('is refused where the table has none, and while the partner has not told its pid', () => {
    expect(speakInNegotiation(negotiation(), 'finalize', SPEAKING)).toMatchObject({ failure: { reason: 'conflict' } })
    const unanswered = negotiation({ role: 'consumer', partnerPid: null })
    expect(speakInNegotiation(unanswered, 'terminate', SPEAKING)).toMatchObject({ failure: { reason: 'conflict' } })
  })

  it('opens without a pid of the partner, and with the address where we take answers', () => {
    const { path, body } = openingOf(negotiation({ role: 'consumer', partnerPid: null }), 'https://us.example/dsp')
    expect(path).toBe('/negotiations/request')
    expect(body).toMatchObject({ consumerPid: 'ours', callbackAddress: 'https://us.example/dsp' })
    expect(body).not.toHaveProperty('providerPid')
  })
})
