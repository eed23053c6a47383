import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClock } from './clock.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

test('the business clock runs with the machine, and stays where it was moved, for every process', async () => {
  let now = 1_000
  const machine = () => now
  const first = await openClock(database, machine)
  const second = await openClock(database, machine)
  expect(first.business()).toBe(1_000)
  await first.moveBusiness(Date.UTC(2027, 0, 1))
  now += 5
  expect(first.business()).toBe(Date.UTC(2027, 0, 1) + 5)
  expect(first.machine()).toBe(1_005)
  expect(second.business()).toBe(1_005)
  await second.refresh()
  expect(second.business()).toBe(first.business())
  expect((await openClock(database, machine)).business()).toBe(first.business())
})
