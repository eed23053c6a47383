import type { Today } from '../../../schemas/rest/planning.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { readSetting } from '../platform/settings.store.ts'
import { COMPANY_SETTING, countSales, DEMO_SETTING, readBusinessDay } from '../records/index.ts'
import { countActions, countChanges, countLists, currentRun, previousRun, readFlow } from './plan-views.store.ts'

/** What a planner sees first. */
export async function readToday(database: Database, clock: Clock): Promise<Today> {
  const today = await readBusinessDay(database, clock)
  const [run, previous, lists, changeCounts, actionCounts, flow, sales, company, demo] = await Promise.all([
    currentRun(database),
    previousRun(database),
    countLists(database),
    countChanges(database),
    countActions(database),
    readFlow(database, today),
    countSales(database),
    readSetting(database, COMPANY_SETTING),
    readSetting(database, DEMO_SETTING),
  ])
  return {
    company: typeof company === 'string' ? company : 'Headwater',
    isDemo: demo === true,
    today,
    rowsRead: sales.rows,
    run: run && { id: run.id, ended: run.ended.toISOString(), counts: run.counts },
    previous: previous && { id: previous.id, ended: previous.ended.toISOString() },
    changeCounts,
    lists,
    sold: flow.sold,
    expected: flow.expected,
    actionCounts,
  }
}
