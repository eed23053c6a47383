import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import { MICRO, stepOf } from '@headwater/domain/measures/quantity'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyOverrides } from './apply-overrides.ts'
import { type ForecastOverride, overrideForecasts } from './override-forecasts.ts'

const ITEMS = [
  { item: 'shirt-s', style: 'shirt', decimals: 0, attributes: { category: 'tops' } },
  { item: 'shirt-m', style: 'shirt', decimals: 0, attributes: { category: 'tops' } },
  { item: 'cloth', style: null, decimals: 2, attributes: {} },
]
const bucket = (item: string, week: number, pieces: number): ForecastBucket => ({
  item,
  firstDay: 20_000 + 7 * week,
  lastDay: 20_006 + 7 * week,
  quantity: pieces * MICRO,
  bucket: 'week',
})
const override = (given: Partial<ForecastOverride>): ForecastOverride => ({
  level: 'all',
  key: null,
  place: null,
  firstDay: 20_000,
  lastDay: 20_000,
  quantity: 0,
  who: 'planner',
  when: '2025-03-01T09:00:00Z',
  why: 'promotion',
  ...given,
})
const pieces = (given: readonly ForecastBucket[], overrides: readonly ForecastOverride[]): number[] => {
  const answer = overrideForecasts(given, overrides, ITEMS)
  if (!answer.ok) throw new Error(answer.failure.message)
  return answer.value.forecasts.map((one) => one.quantity / MICRO)
}

test('an override of a style keeps the mix of its items and leaves the others alone', () => {
  const given = [bucket('shirt-s', 0, 30), bucket('shirt-m', 0, 60), bucket('cloth', 0, 5), bucket('shirt-s', 1, 8)]
  expect(pieces(given, [override({ level: 'style', key: 'shirt', quantity: 100 * MICRO })])).toEqual([33, 67, 5, 8])
})

test('a range of weeks is one sum, and a later override goes over an earlier one', () => {
  const given = [bucket('shirt-s', 0, 10), bucket('shirt-s', 1, 30), bucket('shirt-s', 2, 10)]
  const range = override({ level: 'item', key: 'shirt-s', lastDay: 20_007, quantity: 80 * MICRO })
  const week = override({ level: 'item', key: 'shirt-s', quantity: 5 * MICRO, why: 'closed' })
  expect(pieces(given, [range, week])).toEqual([5, 60, 10])
  const answer = overrideForecasts(given, [range, week], ITEMS)
  expect(answer.ok && [...answer.value.reasons.values()].map((one) => one.why)).toEqual(['closed', 'promotion'])
})

test('zero forecasts share equally', () => {
  expect(pieces([bucket('shirt-s', 0, 0), bucket('shirt-m', 0, 0)], [override({ quantity: 3 * MICRO })])).toEqual([
    2, 1,
  ])
})

test('the sum is exact and every quantity in its item’s steps', () => {
  const rows = fc.array(
    fc.tuple(fc.constantFrom('shirt-s', 'shirt-m', 'cloth'), fc.integer({ min: 0, max: 900_000_000 })),
    { minLength: 1, maxLength: 40 },
  )
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 999_999_999 }), (drawn, total) => {
      const given = drawn.map(([item, size], week) => bucket(item, week, size))
      const answer = overrideForecasts(given, [override({ lastDay: 30_000, quantity: total * MICRO })], ITEMS)
      if (!answer.ok) throw new Error(answer.failure.message)
      const { forecasts } = answer.value
      expect(forecasts.reduce((sum, one) => sum + one.quantity, 0)).toBe(total * MICRO)
      for (const one of forecasts) {
        expect(one.quantity).toBeGreaterThanOrEqual(0)
        expect(one.quantity % stepOf(ITEMS.find(({ item }) => item === one.item)!.decimals)).toBe(0)
      }
    }),
    { numRuns: 200, seed: 7 },
  )
})

test.each([
  ['of days without a forecast', { firstDay: 100, lastDay: 200 }, 'meets no forecast'],
  ['of an unknown item', { level: 'item', key: 'hat' } as const, 'override (0) of item (hat)'],
  ['of half a shirt', { level: 'item', key: 'shirt-s', quantity: MICRO / 2 } as const, 'a multiple of 1'],
  ['below zero', { quantity: -MICRO }, 'at least 0'],
])('an override %s is refused', (_, given, message) => {
  const answer = overrideForecasts([bucket('shirt-s', 0, 3)], [override(given)], ITEMS)
  expect(!answer.ok && answer.failure.message).toContain(message)
})

test('an override of a category changes its items alone', () => {
  const given = [bucket('shirt-s', 0, 30), bucket('shirt-m', 0, 60), bucket('cloth', 0, 5)]
  expect(pieces(given, [override({ level: 'category', key: 'tops', quantity: 180 * MICRO })])).toEqual([60, 120, 5])
})

describe('an override of one place', () => {
  const given = [bucket('shirt-s', 0, 10), bucket('shirt-m', 0, 20), bucket('cloth', 0, 5)]
  const sales = new Map([
    [
      'shirt-s',
      [
        { place: 'shop', sold: 6 },
        { place: 'web', sold: 4 },
      ],
    ],
    [
      'shirt-m',
      [
        { place: 'shop', sold: 3 },
        { place: 'web', sold: 2 },
      ],
    ],
  ])
  const shop = (quantity: number, more: Partial<ForecastOverride> = {}, id = 1) => ({
    ...override({ level: 'style', key: 'shirt', place: 'shop', quantity: quantity * MICRO, ...more }),
    id,
  })

  test('changes the parts of that place, and what was there before is its own', () => {
    // The shop sells 6 of 10 and 12 of 20. 18 become 30: 10 and 20; then 15: 5 and 10.
    const once = applyOverrides(given, { kept: [shop(30)], sales }, ITEMS)
    expect(once.forecasts.map((one) => one.quantity / MICRO)).toEqual([14, 28, 5])
    expect(once.parts.map((one) => `${one.item} ${one.place} ${one.quantity / MICRO}`)).toEqual([
      'shirt-s shop 10',
      'shirt-s web 4',
      'shirt-m shop 20',
      'shirt-m web 8',
    ])
    const twice = applyOverrides(given, { kept: [shop(30), shop(15, {}, 2)], sales }, ITEMS)
    expect(twice.forecasts.map((one) => one.quantity / MICRO)).toEqual([9, 18, 5])
    expect([...twice.overrideOf]).toEqual([
      [0, 2],
      [1, 2],
    ])
  })

  test('where nothing was sold says nothing', () => {
    const { forecasts, parts } = applyOverrides(given, { kept: [shop(30, { place: 'fair' })], sales }, ITEMS)
    expect(forecasts).toEqual(given)
    expect(parts.reduce((sum, one) => sum + one.quantity, 0)).toBe(30 * MICRO)
  })
})
