import { describe, expect, test } from 'vitest'
import { DOOR_RULES, openPartnerDoor } from './partner-door.ts'
import { TooMany } from './problem.ts'

const RULES = {
  ...DOOR_RULES,
  refusedPerSecond: 10,
  refusedAtOnce: 100,
  shutSeconds: 20,
  callsAtOnce: 3,
  bytesAtOnce: 1_000,
  bytesADay: 86_400,
}
let now = 0
const from = (address: string, did = '') => ({ address, did })
const A = from('192.0.2.1', 'did:web:a')
const B = from('192.0.2.1', 'did:web:b')
const open = () => openPartnerDoor(() => now, RULES)

describe('an address that is refused', () => {
  test('is shut out after so many at once, and for so long, while others are not', () => {
    const door = open()
    for (let i = 0; i < 100; i++) door.noteRefused(from('192.0.2.1'))
    expect(door.shutFor(from('192.0.2.1'))).toBe(0)
    door.noteRefused(from('192.0.2.1'))
    expect(door.shutFor(from('192.0.2.1'))).toBe(20)
    expect(door.shutFor(from('192.0.2.2'))).toBe(0)
    now += 19_500
    expect(door.shutFor(from('192.0.2.1'))).toBe(1)
    now += 500
    expect(door.shutFor(from('192.0.2.1'))).toBe(0)
    // One that goes on is noticed sooner.
    for (let i = 0; i < 11; i++) door.noteRefused(from('192.0.2.1'))
    expect(door.shutFor(from('192.0.2.1'))).toBe(20)
  })

  test('keeps out neither a partner that was let in from there nor one elsewhere, but whoever floods under its name', () => {
    const door = open()
    door.enter(A, 0)()
    for (let i = 0; i < 101; i++) door.noteRefused(B)
    expect(door.shutFor(B)).toBe(20)
    expect(door.shutFor(from('192.0.2.1'))).toBe(20)
    expect(door.shutFor(A)).toBe(0)
    for (let i = 0; i < 101; i++) door.noteRefused(A)
    expect(door.shutFor(A)).toBe(20)
    expect(door.shutFor({ ...A, address: '192.0.2.2' })).toBe(0)
  })

  test('as often as anybody may be is not shut out', () => {
    const door = open()
    for (let i = 0; i < 1_000; i++) {
      now += 100
      door.noteRefused(from('192.0.2.1'))
    }
    expect(door.shutFor(from('192.0.2.1'))).toBe(0)
  })

  test('is forgotten when ten thousand others were refused after it', () => {
    const door = open()
    for (let i = 0; i < 101; i++) door.noteRefused(from('192.0.2.1'))
    for (let i = 0; i < 10_000; i++) door.noteRefused(from(`2001:db8::${i.toString(16)}`))
    expect(door.shutFor(from('192.0.2.1'))).toBe(0)
  })
})

describe('a partner', () => {
  test('has so many calls and so many bytes under way, and its places again when they have ended', () => {
    const door = open()
    const leave = [door.enter(A, 400), door.enter(A, 400)]
    expect(() => door.enter(A, 400)).toThrow(TooMany)
    leave.push(door.enter(A, 0))
    expect(() => door.enter(A, 0)).toThrow('at most 3 calls')
    door.enter(B, 400)
    for (const one of leave) one()
    // One alone may be as large as the door takes.
    door.enter(A, 5_000)
  })

  test('brings so many bytes a day, and is told when it may go on', () => {
    const door = open()
    door.enter(A, 86_000)()
    expect(() => door.enter(A, 1_000)).toThrow('try again in 600 s')
    now += 600_000
    door.enter(A, 1_000)()
    expect(() => door.enter(A, 1)).toThrow(TooMany)
  })
})
