import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterCall, type Breaker, CLOSED, endWait, MOST_FAILURES, mayCall } from './breaker.ts'
import { isAlive, judgeAnswer } from './judge-answer.ts'
import { RETRY_RULES, retryAfterMs, retryDelayMs } from './retry.ts'

const DAY = 86_400_000

test('a message is tried at most 60 times a day, whatever chance says', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })), (chances) => {
      const chance = (): number => chances.next().value as number
      let attempts = 0
      for (let at = 0; at < DAY; at += retryDelayMs({ attempts }, chance)) attempts++
      expect(attempts).toBeLessThanOrEqual(60)
      expect(attempts).toBeGreaterThan(30)
    }),
  )
  let most = 0
  for (let at = 0; at < DAY; at += retryDelayMs({ attempts: most }, () => 0)) most++
  expect(most).toBe(60)
})

test('the delay doubles, is half by chance, and ends at an hour', () => {
  expect([1, 2, 3, 4].map((attempts) => retryDelayMs({ attempts }, () => 0))).toEqual([250, 500, 1_000, 2_000])
  expect([1, 2, 3, 4].map((attempts) => retryDelayMs({ attempts }, () => 1))).toEqual([500, 1_000, 2_000, 4_000])
  expect(retryDelayMs({ attempts: 1_000 }, () => 1)).toBe(RETRY_RULES.mostMs)
})

test('a partner that asks for time gets it, up to a day', () => {
  expect(retryDelayMs({ attempts: 1, retryAfterMs: 90_000 }, () => 0)).toBe(90_000)
  expect(retryDelayMs({ attempts: 1, retryAfterMs: 90 * DAY }, () => 0)).toBe(DAY)
  expect(retryAfterMs('120', 0)).toBe(120_000)
  expect(retryAfterMs('Thu, 01 Jan 1970 00:02:00 GMT', 30_000)).toBe(90_000)
  expect(retryAfterMs('soon', 0)).toBeUndefined()
  expect(retryAfterMs(undefined, 0)).toBeUndefined()
})

test('the fifth failure in a row opens the breaker, an answer closes it', () => {
  let breaker: Breaker = CLOSED
  const fail = (now: number): void => {
    breaker = afterCall(breaker, { isAnswered: false, now }, () => 0)
  }
  for (let i = 1; i < MOST_FAILURES; i++) fail(0)
  expect(mayCall(breaker, 0).kind).toBe('call')
  fail(1_000)
  expect(mayCall(breaker, 1_001)).toEqual({ kind: 'wait', until: 8_500 })
  expect(afterCall(breaker, { isAnswered: true, now: 2_000 }, () => 0)).toEqual(CLOSED)
})

test('after its time an open breaker lets one probe through, and stays open longer each time it fails', () => {
  const open: Breaker = { state: 'open', failures: 5, opened: 1, until: 10_000 }
  const leave = mayCall(open, 10_000)
  if (leave.kind !== 'probe') throw new Error('a probe should go')
  expect(mayCall(leave.breaker, 10_001)).toEqual({ kind: 'wait', until: 40_000 })
  const again = afterCall(leave.breaker, { isAnswered: false, now: 11_000 }, () => 1)
  expect(again).toEqual({ state: 'open', failures: 6, opened: 2, until: 41_000 })
  expect(afterCall(again, { isAnswered: false, now: 12_000 }, () => 1)).toEqual({ ...again, failures: 7 })
  expect(mayCall(leave.breaker, 40_000).kind).toBe('probe')
})

describe('the wait of an open breaker', () => {
  const open: Breaker = { state: 'open', failures: 5, opened: 1, until: 10_000 }
  const probeOf = (breaker: Breaker, now: number): Breaker => {
    const leave = mayCall(breaker, now)
    if (leave.kind !== 'probe') throw new Error('a probe should go')
    return leave.breaker
  }
  const fail = (breaker: Breaker, now: number) => afterCall(breaker, { isAnswered: false, now }, () => 1)
  const heard = (breaker: Breaker, now: number) => endWait(breaker, { by: 'partner', now })
  const wanted = (breaker: Breaker, now: number) => endWait(breaker, { by: 'person', now })

  test('is ended by a person whenever she likes, also where it is over and streams still wait', () => {
    const probe = probeOf(wanted(open, 1_000), 1_000)
    expect(wanted(probe, 1_001)).toBe(probe)
    const again = fail(probe, 2_000)
    expect(mayCall(wanted(again, 3_000), 3_000).kind).toBe('probe')
    expect(wanted(open, 20_000)).toEqual(open)
    expect(wanted(open, 20_000)).not.toBe(open)
    expect(wanted(CLOSED, 0)).toBe(CLOSED)
  })

  test('is ended by a call of the partner, once until it has answered', () => {
    const again = fail(probeOf(heard(open, 1_000), 1_000), 2_000)
    expect(heard(again, 20_000)).toBe(again)
    expect(afterCall(again, { isAnswered: true, now: 4_000 }, () => 1)).toEqual({ ...CLOSED, heardAt: 1_000 })
    expect(heard(CLOSED, 0)).toBe(CLOSED)
  })

  test('does not begin when the partner called during the probe', () => {
    const probe = heard(probeOf(open, 10_000), 10_500)
    expect(mayCall(probe, 11_000).kind).toBe('wait')
    const again = fail(probe, 12_000)
    expect(mayCall(again, 12_000).kind).toBe('probe')
    expect(mayCall(fail(probeOf(again, 12_000), 13_000), 13_000).kind).toBe('wait')
  })

  test('holds for a partner that fails, calls and answers in turns as often as it likes', () => {
    let breaker: Breaker = CLOSED
    let calls = 0
    for (let now = 0; now < 60_000; now += 10) {
      if (mayCall(breaker, now).kind === 'wait') breaker = heard(breaker, now)
      const leave = mayCall(breaker, now)
      if (leave.kind === 'wait') continue
      calls += 1
      const isAnswered = leave.kind === 'probe'
      breaker = afterCall(leave.kind === 'probe' ? leave.breaker : breaker, { isAnswered, now }, () => 0)
    }
    expect(calls).toBeLessThan(80)
  })
})

test('2xx is delivered, trouble is tried again, 404 at first too, all else is refused', () => {
  const judged = (status: number | null, ageMs = 0) => judgeAnswer({ status, ageMs })
  expect([200, 201, 204].map((one) => judged(one))).toEqual(['delivered', 'delivered', 'delivered'])
  expect([null, 500, 503, 408, 425, 429].map((one) => judged(one))).toEqual(Array(6).fill('again'))
  expect([400, 401, 403, 409, 410, 301].map((one) => judged(one))).toEqual(Array(6).fill('refused'))
  expect(judged(404)).toBe('again')
  expect(judged(404, RETRY_RULES.unreadyMs)).toBe('refused')
  expect([null, 500, 429, 400].map(isAlive)).toEqual([false, false, true, true])
})
