import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTask } from '../platform/tasks.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { askForPlan } from './order-plan.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

test('however many ask, one plan waits, and searches as long as the longest asked for', async () => {
  const ids = await Promise.all([3, 60, 5, 5, 5].map((seconds) => askForPlan(database, seconds)))
  expect(new Set(ids).size).toBe(1)
  expect(await readTask(database, ids[0]!)).toMatchObject({ state: 'queued', payload: { searchSeconds: 60 } })
  await database.query({ text: `update task_progress set state = 'running'` })
  expect(await askForPlan(database)).not.toBe(ids[0])
})
