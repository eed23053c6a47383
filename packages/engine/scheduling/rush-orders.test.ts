import { localToInstant } from '@headwater/domain/measures/time-zone'
import { describe, expect, it } from 'vitest'
import { planMaterials } from '../planning/plan-materials.ts'
import { drawFactory, TODAY } from './draw-factory.suite.ts'
import { rushOrders } from './rush-orders.ts'
import { openFactory, scheduleFactory } from './schedule-factory.ts'
import { verifySchedule } from './verify-schedule.suite.ts'

const start = localToInstant(TODAY, 0, 'Europe/Berlin')

/** Of the twelve, 7 has a machine with one single stretch: its schedule cannot be kept once it is told anew. */
const SEEDS = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12]

/** A drawn factory, its schedule, and the orders that come last by priority and due date. */
function drawn(seed: number) {
  const dataset = drawFactory(seed, { jobs: 20, centers: 4, operations: 3, spice: (seed % 4) / 6 })
  const plan = planMaterials(dataset, TODAY)
  const schedule = scheduleFactory(dataset, plan, start, { seed, shouldStop: () => false, iterations: 100 })
  const scheduled = new Set(schedule.operations.map((one) => one.order))
  const orders = openFactory(dataset, plan, start)
    .problem.jobs.map((one) => one.order)
    .filter((order) => scheduled.has(order))
  return { dataset, plan, schedule, start, last: orders.slice(-3) }
}

const endOf = ({ operations }: ReturnType<typeof drawn>['schedule'], order: string): number =>
  Math.max(...operations.filter((one) => one.order === order).map((one) => one.end))

describe('orders that are rushed', () => {
  it('break no rule, whatever is rushed', () => {
    for (const seed of SEEDS) {
      const { last: orders, ...factory } = drawn(seed)
      const { schedule, dues } = rushOrders({ ...factory, orders, due: null })
      const workOrders = factory.dataset.workOrders.map((one) =>
        orders.includes(one.order)
          ? { ...one, priority: 1, dueMoment: Math.min(one.dueMoment, dues.get(one.order)!) }
          : one,
      )
      const faults = verifySchedule({ ...factory.dataset, workOrders }, factory.plan, schedule, start)
      expect({ seed, faults }).toEqual({ seed, faults: [] })
    }
  })

  it('end no later than before, each alone, and most of them earlier', () => {
    let earlier = 0
    for (const seed of SEEDS) {
      const { last, ...factory } = drawn(seed)
      for (const order of last) {
        const { schedule } = rushOrders({ ...factory, orders: [order], due: null })
        expect(endOf(schedule, order)).toBeLessThanOrEqual(endOf(factory.schedule, order))
        if (endOf(schedule, order) < endOf(factory.schedule, order)) earlier++
      }
    }
    expect(earlier).toBeGreaterThan(24)
  })

  it('are refused where the schedule in force can no longer be kept', () => {
    const { last, ...factory } = drawn(7)
    expect(() => rushOrders({ ...factory, orders: last, due: null })).toThrow('schedule anew, then rush')
  })
})
