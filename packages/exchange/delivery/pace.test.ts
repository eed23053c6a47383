import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pacedCall } from './pace.ts'

const PACE = { perSecond: 100, burst: 10 }

/** When calls that are wanted at these times are made. */
function madeAt(wanted: readonly number[]): readonly number[] {
  let due = 0
  return wanted.map((now) => {
    const call = pacedCall(due, now, PACE)
    due = call.due
    return now + call.waitMs
  })
}

test('in no second are there more calls than the pace and its burst, whenever they are wanted', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 1, maxLength: 400 }), (gaps) => {
      let at = 1_000
      const made = madeAt(gaps.map((gap) => (at += gap)))
      for (const [i, first] of made.entries()) {
        const within = made.slice(i).filter((one) => one - first < 1_000 - 1e-6).length
        expect(within).toBeLessThanOrEqual(PACE.perSecond + PACE.burst)
      }
    }),
  )
})

test('calls in their order, slower than the pace or within the burst, wait for nothing', () => {
  const slow = Array.from({ length: 50 }, (_, i) => 1_000 + i * 10)
  expect(madeAt(slow)).toEqual(slow)
  expect(madeAt(Array(11).fill(1_000))).toEqual([...Array<number>(10).fill(1_000), 1_010])
})
