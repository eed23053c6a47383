import { describe, expect, it } from 'vitest'
import { agreeOn, isSamePolicy, type Policy, readAgreement, readOffer, writeOffer } from './policy.ts'

const limited = (action: string, leftOperand: string, operator: string): Policy => ({
  permission: [{ action, constraint: [{ leftOperand, operator, rightOperand: 'EU' }] }],
})

describe('two policies', () => {
  it('are the same by short and by long names, in any order, with empty lists or without', () => {
    const short = limited('use', 'spatial', 'eq')
    expect(isSamePolicy(short, limited('odrl:use', 'http://www.w3.org/ns/odrl/2/spatial', 'odrl:eq'))).toBe(true)
    const [rule] = short.permission!
    const two = { permission: [{ action: 'read' }, rule!] }
    expect(isSamePolicy(two, { permission: [rule!, { action: 'read', constraint: [] }], obligation: [] })).toBe(true)
    expect(
      isSamePolicy({ permission: [{ action: 'use', '@type': 'Permission' }] }, { permission: [{ action: 'use' }] }),
    ).toBe(true)
  })

  it('differ by an operator, an operand, a kind of rule, a profile or the order of a sequence', () => {
    const one = limited('use', 'spatial', 'eq')
    for (const other of [
      limited('use', 'spatial', 'neq'),
      limited('use', 'purpose', 'eq'),
      limited('odrl2:use', 'spatial', 'eq'),
      { prohibition: one.permission! },
      { ...one, profile: 'urn:profile' },
    ])
      expect(isSamePolicy(one, other)).toBe(false)
    const sequence = (first: string, second: string): Policy => ({
      permission: [{ action: 'use', constraint: [{ andSequence: [{ leftOperand: first }, { leftOperand: second }] }] }],
    })
    expect(isSamePolicy(sequence('a', 'b'), sequence('b', 'a'))).toBe(false)
  })
})

it('an offer is read as it was written, and an agreement keeps the very object that was sent', () => {
  const offer = { id: 'o', target: 'd', policy: limited('use', 'spatial', 'eq') }
  expect(readOffer(writeOffer(offer))).toEqual(offer)
  const parties = { id: 'a', assigner: 'did:web:p', assignee: 'did:web:c', timestamp: '2026-11-26T12:00:00Z' }
  const agreed = agreeOn(offer, parties)
  expect(readAgreement(agreed.body)).toEqual(agreed)
  expect(readAgreement({ ...agreed.body, more: 1 }).body).toEqual({ ...agreed.body, more: 1 })
})
