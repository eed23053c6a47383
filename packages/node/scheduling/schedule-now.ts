import { orderSchedule } from '../planning/index.ts'
import type { Database } from '../platform/database.ts'
import { keepSearches } from './search.store.ts'

/**
 * Orders the schedule in force timed anew; a running search ends and is kept first, because both take their turn.
 * `undone`: a batch of changes that was taken back.
 */
export function scheduleNow(database: Database, undone: number | null): Promise<string> {
  return database.transaction(async (transaction) => {
    await keepSearches(transaction)
    return orderSchedule(transaction, { undone })
  })
}
