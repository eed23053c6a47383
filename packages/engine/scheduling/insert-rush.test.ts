import { localToInstant } from '@headwater/domain/measures/time-zone'
import { describe, expect, it } from 'vitest'
import { planMaterials } from '../planning/plan-materials.ts'
import { drawFactory, TODAY } from './draw-factory.suite.ts'
import { insertRush } from './insert-rush.ts'
import { openFactory, scheduleFactory } from './schedule-factory.ts'
import { verifySchedule } from './verify-schedule.suite.ts'

const start = localToInstant(TODAY, 0, 'Europe/Berlin')

function rushed(seed: number) {
  const whole = drawFactory(seed, { jobs: 16, centers: 4, operations: 3, spice: (seed % 4) / 6 })
  const plan = planMaterials(whole, TODAY)
  const order = openFactory(whole, plan, start).problem.jobs.at(-1)!.order
  const before = { ...whole, workOrders: whole.workOrders.filter((one) => one.order !== order) }
  const schedule = scheduleFactory(before, planMaterials(before, TODAY), start, {
    seed,
    shouldStop: () => false,
    iterations: 200,
  })
  const dataset = {
    ...whole,
    workOrders: whole.workOrders.map((one) => (one.order === order ? { ...one, priority: 1 } : one)),
  }
  return { dataset, plan: planMaterials(dataset, TODAY), schedule, start, order }
}

describe('a rush order goes in', () => {
  it('without breaking a rule', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const input = rushed(seed)
      const answer = insertRush(input)
      expect({ seed, faults: verifySchedule(input.dataset, input.plan, answer.schedule, start) }).toEqual({
        seed,
        faults: [],
      })
    }
  })

  it('and every operation that moved is named with its old and its new start, and no other', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const input = rushed(seed)
      const { schedule, moved } = insertRush(input)
      const named = new Map(moved.map((one) => [`${one.order}|${one.sequence}`, one]))
      for (const was of input.schedule.operations) {
        const is = schedule.operations.find((one) => one.order === was.order && one.sequence === was.sequence)
        const move = named.get(`${was.order}|${was.sequence}`)
        if (!is || was.order === input.order) continue
        if (is.start === was.start && is.workUnit === was.workUnit) expect(move).toBeUndefined()
        else expect(move).toMatchObject({ from: was.start, to: is.start })
      }
    }
  })

  it('or not, when it cannot be scheduled', () => {
    expect(() => insertRush({ ...rushed(3), order: 'NOBODY' })).toThrow('NOBODY')
  })
})
