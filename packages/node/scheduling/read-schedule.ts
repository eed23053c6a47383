import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { loadView } from './schedule.store.ts'

/** The current schedule as JSON text, with what only this moment knows put in front. */
export async function readSchedule(database: Database, clock: Clock): Promise<string> {
  const row = await loadView(database)
  if (!row) throw new Refused('not-found', 'There is no schedule yet; plan first')
  const now = Math.floor(clock.business() / 1000)
  return `{"run":${row.run},"now":${now},"isStale":${row.isStale},${row.view.slice(1)}`
}
