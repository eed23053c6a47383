import { localToInstant } from '@headwater/domain/measures/time-zone'
import { describe, expect, it } from 'vitest'
import { planMaterials } from '../planning/plan-materials.ts'
import { openResources } from './compile-factory.ts'
import { drawFactory, TODAY } from './draw-factory.suite.ts'
import { scheduleFactory } from './schedule-factory.ts'
import { verifySchedule } from './verify-schedule.suite.ts'

const start = localToInstant(TODAY, 0, 'Europe/Berlin')
const rounds = process.env.HEADWATER_TEST_SCALE === 'full' ? 400 : 40

describe('a schedule of a drawn factory', () => {
  it('breaks no rule, whatever the factory', () => {
    for (let seed = 1; seed <= rounds; seed++) {
      const dataset = drawFactory(seed, {
        jobs: 4 + (seed % 17),
        centers: 2 + (seed % 4),
        operations: 3,
        spice: (seed % 5) / 6,
      })
      const plan = planMaterials(dataset, TODAY)
      const schedule = scheduleFactory(dataset, plan, start, { seed, shouldStop: () => false, iterations: 300 })
      expect({ seed, faults: verifySchedule(dataset, plan, schedule, start) }).toEqual({ seed, faults: [] })
    }
  })
})

it('a last schedule longer than a call takes arguments is read whole', () => {
  const drawn = drawFactory(1, { jobs: 2, centers: 1, operations: 1, spice: 0 })
  const { workUnit } = drawn.workCenters[0]!.units[0]!
  const held = { sequence: 10, item: 'A', workCenter: 'C', workUnit, quantity: 1, setupStart: start, start, end: start }
  const lastSchedule = Array.from({ length: 200_000 }, (_, i) => ({ ...held, order: `L${i}` }))
  const dataset = { ...drawn, lastSchedule, parameters: { ...drawn.parameters, frozenDays: 1 } }
  const resources = openResources(dataset, start)
  expect(resources.holds.size).toBe(200_000)
})
