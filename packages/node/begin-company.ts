import { type FirstContent, fillNode } from './first-content.ts'
import { hasPlan, planCompany } from './planning/index.ts'
import { giveBackMemory } from './platform/give-back-memory.ts'
import { hasRecords } from './records/index.ts'

const FIRST_SEARCH_SECONDS = 3

/** Fills a node that has nothing, and plans what has no plan yet, also where an earlier start was killed before it came to that. */
export async function beginCompany(content: FirstContent): Promise<void> {
  const { database, clock, say } = content
  const isNew = await fillNode(content)
  if (!isNew && ((await hasPlan(database)) || !(await hasRecords(database)))) return
  if (!isNew) say('Plan       these records have no plan yet: planning')
  const { counts } = await planCompany({ database, clock, searchSeconds: FIRST_SEARCH_SECONDS })
  say(`Forecast   ${counts.seriesForecast} series forecast`)
  say(`Plan       ${counts.ordersPlanned} orders planned, ${counts.actions} actions`)
  say(`Schedule   ${counts.operationsScheduled} operations scheduled`)
  say(`Promise    ${counts.lateLines} late orders of ${counts.openLines} open lines`)
  giveBackMemory()
}
