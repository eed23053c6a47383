import { MICRO } from '@headwater/domain/measures/quantity'
import { localToInstant } from '@headwater/domain/measures/time-zone'
import { expect, it } from 'vitest'
import { planMaterials } from '../planning/plan-materials.ts'
import { drawFactory, TODAY } from './draw-factory.suite.ts'
import { scheduleFactory } from './schedule-factory.ts'
import { openLateDesk, projectedDay, whyLate } from './why-late.ts'

const start = localToInstant(TODAY, 0, 'Europe/Berlin')

it('each late line has a chain whose parts sum exactly, each link being the material of the one before', () => {
  let late = 0
  let deep = 0
  for (let seed = 1; seed <= 30; seed++) {
    const drawn = drawFactory(seed, { jobs: 10, centers: 3, operations: 3, spice: 0.4 })
    const salesOrders = drawn.items.map((one, i) => ({
      order: `S${i}`,
      line: '1',
      item: one.item,
      quantity: 30 * MICRO,
      shipped: 0,
      customer: null,
      dueDate: TODAY + 1 + (i % 5),
      priority: 3,
      status: 'open' as const,
    }))
    const dataset = { ...drawn, salesOrders }
    const plan = planMaterials(dataset, TODAY)
    const schedule = scheduleFactory(dataset, plan, start, { seed, shouldStop: () => false, iterations: 100 })
    const desk = openLateDesk(dataset, plan, schedule, start)
    for (const line of salesOrders) {
      const why = whyLate(desk, line)
      const projected = projectedDay(desk, line)
      if (why === null) {
        expect(projected === null || projected <= line.dueDate).toBe(true)
        continue
      }
      late++
      expect(why.projected).toBe(projected)
      let wanted = why.late
      for (const link of why.chain) {
        expect(link.late).toBe(wanted)
        expect(Object.values(link.parts).reduce((sum, one) => sum + one, 0)).toBe(link.late)
        expect(Object.values(link.parts).every((one) => one >= 0)).toBe(true)
        wanted = link.parts.material
      }
      if (why.chain.length > 1) deep++
    }
  }
  expect(late).toBeGreaterThan(20)
  expect(deep).toBeGreaterThan(0)
})
