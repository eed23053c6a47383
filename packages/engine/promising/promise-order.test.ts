import { MICRO } from '@headwater/domain/measures/quantity'
import { localToInstant } from '@headwater/domain/measures/time-zone'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planMaterials } from '../planning/plan-materials.ts'
import { drawFactory, TODAY } from '../scheduling/draw-factory.suite.ts'
import { scheduleFactory } from '../scheduling/schedule-factory.ts'
import { AvailableToPromise } from './available-to-promise.ts'
import { openPromiseDesk } from './promise-desk.ts'
import { promiseLevers } from './promise-levers.ts'
import { promiseOrder } from './promise-order.ts'
import { reserveGoods } from './reserve-goods.ts'

const start = localToInstant(TODAY, 0, 'Europe/Berlin')

function openDrawn(seed: number) {
  const dataset = drawFactory(seed, { jobs: 12, centers: 3, operations: 3, spice: 0.3 })
  const plan = planMaterials(dataset, TODAY)
  const schedule = scheduleFactory(dataset, plan, start, { seed, shouldStop: () => false, iterations: 100 })
  return { dataset, desk: openPromiseDesk(dataset, plan, schedule, { today: TODAY, now: start }) }
}

describe('available to promise', () => {
  const event = fc.record({ date: fc.integer({ min: 0, max: 30 }), quantity: fc.integer({ min: 1, max: 50 }) })

  it('is the least of supply minus commitments over all later days, never below zero', () => {
    fc.assert(
      fc.property(fc.array(event), fc.array(event), (supplies, commitments) => {
        const available = new AvailableToPromise(
          supplies.map((one, i) => ({ ...one, type: 'purchase_order', order: `P${i}`, expires: null })),
          commitments,
        )
        for (let t = 0; t <= 31; t++) {
          let least = Number.POSITIVE_INFINITY
          for (let u = t; u <= 31; u++) {
            const sum = (list: readonly { date: number; quantity: number }[]): number =>
              list.reduce((total, one) => total + (one.date <= u ? one.quantity : 0), 0)
            least = Math.min(least, sum(supplies) - sum(commitments))
          }
          expect(available.on(t)).toBe(Math.max(0, least))
        }
      }),
    )
  })

  it('counts of a lot that expired before the day only what was used in time', () => {
    const lot = fc.record({ expires: fc.integer({ min: 0, max: 30 }), quantity: fc.integer({ min: 1, max: 50 }) })
    fc.assert(
      fc.property(fc.array(lot), fc.array(event), (lots, commitments) => {
        const available = new AvailableToPromise(
          lots.map((one, i) => ({ ...one, date: 0, type: 'stock', order: `L${i}` })),
          commitments,
        )
        const left = lots.map((one) => ({ ...one })).sort((a, b) => a.expires - b.expires)
        for (const { date, quantity } of commitments.toSorted((a, b) => a.date - b.date)) {
          let open = quantity
          for (const one of left)
            if (one.expires >= date) {
              const used = Math.min(open, one.quantity)
              one.quantity -= used
              open -= used
            }
        }
        const stock = lots.reduce((sum, one) => sum + one.quantity, 0)
        const committed = commitments.reduce((sum, one) => sum + one.quantity, 0)
        for (let t = 0; t <= 31; t++) {
          const wasted = left.reduce((sum, one) => sum + (one.expires < t ? one.quantity : 0), 0)
          expect(available.on(t)).toBe(Math.max(0, stock - committed - wasted))
          expect(available.sources(t, available.on(t)).reduce((sum, one) => sum + one.quantity, 0)).toBe(
            available.on(t),
          )
        }
      }),
    )
  })

  it('names sources that make up the quantity and are there by the day', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1 }), fc.array(event), (supplies, commitments) => {
        const available = new AvailableToPromise(
          supplies.map((one, i) => ({ ...one, type: 'purchase_order', order: `P${i}`, expires: null })),
          commitments,
        )
        const quantity = available.on(20)
        const sources = available.sources(20, quantity)
        expect(sources.reduce((sum, one) => sum + one.quantity, 0)).toBe(quantity)
        expect(sources.every((one) => one.date <= 20)).toBe(true)
      }),
    )
  })
})

describe('a promise', () => {
  it('changes nothing: asked twice it is the same, in any order of questions', () => {
    const { dataset, desk } = openDrawn(3)
    const ask = (i: number) =>
      promiseOrder(desk, { item: dataset.items[i]!.item, quantity: 20 * MICRO, wanted: TODAY + 1 })
    const first = dataset.items.map((_, i) => ask(i))
    const again = dataset.items.map((_, i) => dataset.items.length - 1 - i).map(ask)
    expect(again.reverse()).toEqual(first)
  })

  it('is never before the wanted day, and a larger quantity never comes sooner', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const { dataset, desk } = openDrawn(seed)
      for (const { item } of dataset.items) {
        const small = promiseOrder(desk, { item, quantity: 5 * MICRO, wanted: TODAY + 2 })
        const large = promiseOrder(desk, { item, quantity: 50 * MICRO, wanted: TODAY + 2 })
        expect(small.promised === null || small.promised >= TODAY + 2).toBe(true)
        if (small.promised !== null && large.promised !== null)
          expect(large.promised).toBeGreaterThanOrEqual(small.promised)
      }
    }
  })

  it('says what would make it earlier, and that is earlier', () => {
    let levers = 0
    for (let seed = 1; seed <= 8; seed++) {
      const { dataset, desk } = openDrawn(seed)
      for (const { item } of dataset.items) {
        const request = { item, quantity: 60 * MICRO, wanted: TODAY }
        const { promised } = promiseOrder(desk, request)
        for (const lever of promiseLevers(desk, request)) {
          levers++
          if (lever.type === 'part') expect(lever.quantity < request.quantity && lever.date === TODAY).toBe(true)
          else expect(lever.date).toBeLessThan(promised!)
        }
      }
    }
    expect(levers).toBeGreaterThan(0)
  })

  it('is kept by a reservation: nothing scheduled moves, nothing overlaps, and the same goods are not there twice', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const { dataset, desk } = openDrawn(seed)
      const wanted = { quantity: 20 * MICRO, wanted: TODAY + 1 }
      let held = desk
      for (const { item } of dataset.items) {
        const { promised } = promiseOrder(held, { item, ...wanted })
        if (promised !== null) held = reserveGoods(held, [{ item, quantity: wanted.quantity, date: promised }])
        const [before, after] = [promiseOrder(desk, { item, ...wanted }), promiseOrder(held, { item, ...wanted })]
        expect(after.atpAtWanted).toBeLessThanOrEqual(before.atpAtWanted)
        if (before.promised !== null && after.promised !== null)
          expect(after.promised).toBeGreaterThanOrEqual(before.promised)
      }
      for (const [unit, runs] of held.runs.entries()) {
        for (const one of desk.runs[unit]!) expect(runs).toContain(one)
        for (let i = 1; i < runs.length; i++) expect(runs[i]!.start).toBeGreaterThanOrEqual(runs[i - 1]!.end)
      }
    }
  })

  it('does not know an item that the company does not have', () => {
    expect(() => promiseOrder(openDrawn(1).desk, { item: 'X', quantity: MICRO, wanted: TODAY })).toThrow('item (X)')
  })
})
