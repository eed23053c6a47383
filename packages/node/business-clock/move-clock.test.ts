import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Clock, openClock } from '../platform/clock.ts'
import { writeSetting } from '../platform/settings.store.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { DEMO_SETTING } from '../records/index.ts'
import { moveClock, readClock } from './move-clock.ts'

const NOW = Date.parse('2026-03-02T10:00:00Z')
let database: TestDatabase
let clock: Clock
beforeEach(async () => {
  database = await openTestDatabase()
  clock = await openClock(database, () => NOW)
})
afterEach(() => database.close())

test('the clock of a demo is moved for every process, the plan follows, and it comes back', async () => {
  await writeSetting(database, DEMO_SETTING, true)
  const moved = await moveClock(database, clock, '2026-04-10T08:00:00Z')
  expect(moved).toMatchObject({ today: '2026-04-10', machine: '2026-03-02T10:00:00.000Z', isMovable: true })
  const other = await openClock(database, () => NOW)
  expect(new Date(other.business()).toISOString()).toBe('2026-04-10T08:00:00.000Z')
  expect(await database.query({ text: "select 1 from task_progress where name = 'plan-company'" })).toHaveLength(1)
  expect(await moveClock(database, clock, null)).toMatchObject({ today: '2026-03-02' })
})

test('the clock of a real company is not moved', async () => {
  expect(await readClock(database, clock)).toMatchObject({ today: '2026-03-02', isMovable: false })
  await expect(moveClock(database, clock, '2026-04-10T08:00:00Z')).rejects.toThrow('real company')
})

test('a moment far from today is refused', async () => {
  await writeSetting(database, DEMO_SETTING, true)
  await expect(moveClock(database, clock, '9999-01-01T00:00:00Z')).rejects.toThrow('30 years')
})
