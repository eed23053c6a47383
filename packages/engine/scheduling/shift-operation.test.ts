import { localToInstant } from '@headwater/domain/measures/time-zone'
import { describe, expect, it } from 'vitest'
import { planMaterials } from '../planning/plan-materials.ts'
import { aloneEnds, latenessBound } from './bound-schedule.ts'
import { drawFactory, TODAY } from './draw-factory.suite.ts'
import { followSchedule } from './follow-schedule.ts'
import { openFactory, readSchedule, scheduleFactory } from './schedule-factory.ts'
import { shiftOperation } from './shift-operation.ts'
import { slackOf } from './slack.ts'
import { verifySchedule } from './verify-schedule.suite.ts'

const start = localToInstant(TODAY, 0, 'Europe/Berlin')
const DAY = 86_400

function drawn(seed: number) {
  const dataset = drawFactory(seed, { jobs: 16, centers: 4, operations: 3, spice: (seed % 4) / 6 })
  const plan = planMaterials(dataset, TODAY)
  const options = { seed, shouldStop: () => false, iterations: 100 }
  const schedule = scheduleFactory(dataset, plan, start, options)
  const { problem } = openFactory(dataset, plan, start)
  return { dataset, plan, schedule, problem, now: followSchedule(problem, schedule) }
}

describe('an operation that is held somewhere else', () => {
  it('stands there or later, and no rule is broken: what is in its way gives way', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { dataset, plan, schedule, problem, now } = drawn(seed)
      const operation = seed % problem.jobOf.length
      if (problem.pinMode[operation]! >= 0) continue
      const mode = problem.modeFrom[operation]!
      const wanted = now.start[operation]! + ((seed % 5) - 1) * DAY
      const shift = shiftOperation(problem, { schedule, now }, { operation, mode, start: wanted })
      if (!shift.isPossible) continue
      expect(shift.start).toBeGreaterThanOrEqual(Math.max(start, wanted))
      expect(shift.placed.start[operation]).toBe(shift.start)
      const answer = { ...readSchedule(shift.placed), issues: schedule.issues }
      expect({ seed, faults: verifySchedule(dataset, plan, answer, start) }).toEqual({ seed, faults: [] })
    }
  })

  it('where it stands already, moves nothing', () => {
    const { schedule, problem, now } = drawn(7)
    for (let operation = 0; operation < problem.jobOf.length; operation++) {
      if (problem.pinMode[operation]! >= 0) continue
      const place = { operation, mode: now.mode[operation]!, start: now.start[operation]! }
      const { placed, isPossible } = shiftOperation(problem, { schedule, now }, place)
      expect(isPossible).toBe(true)
      expect([...placed.start]).toEqual([...now.start])
    }
  })
})

describe('bounds of a schedule', () => {
  it('hold for every schedule that the search finds', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { problem, now } = drawn(seed)
      const ends = aloneEnds(problem)
      for (let o = 0; o < ends.length; o++) expect(now.end[o]).toBeGreaterThanOrEqual(ends[o]!)
      expect(latenessBound(problem, ends)).toBeLessThanOrEqual(now.objective.late)
    }
  })

  it('give no operation more slack than its order has', () => {
    const { problem, now } = drawn(4)
    const ends = aloneEnds(problem)
    const slack = slackOf(now, ends)
    for (const [j, { due }] of problem.jobs.entries()) {
      const last = problem.firstOf[j + 1]! - 1
      expect(slack[last]).toBeLessThanOrEqual(Math.max(due, ends[last]!) - now.end[last]!)
    }
  })
})
