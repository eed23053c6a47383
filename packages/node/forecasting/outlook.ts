import { formatDay, mondayOf, parseDay } from '@headwater/domain/measures/day'
import type { Outlook, OutlookQuery } from '../../../schemas/rest/demand.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { readBusinessDay } from '../records/index.ts'
import { loadHistory, loadOverrideViews, loadScopeBasis, loadScopeHead, loadWeeks } from './outlook.store.ts'

/** Weeks of history that a person looks at; 52 of them stand below the weeks of half a year. */
const HISTORY_WEEKS = 78

/** Sales of the past and what is expected. Refused `not-found`: no item is of it. */
export async function readOutlook(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  { level, ...asked }: OutlookQuery,
): Promise<Outlook> {
  const [key, place] = [asked.key ?? null, asked.place ?? null]
  if ((level === 'all') !== (key === null))
    throw new Refused('invalid', `key (${key}) should be an item, a style or a category, and missing only for all`)
  const today = await readBusinessDay(database, clock)
  const thisWeek = mondayOf(parseDay(today)!)
  const scope = { level, key, place }
  return database.transaction(
    async (snapshot) => {
      const head = await loadScopeHead(snapshot, scope)
      if (!head) throw new Refused('not-found', `${level} (${key}) should have items`)
      const from = formatDay(thisWeek - 7 * HISTORY_WEEKS)
      const history = await loadHistory(snapshot, { ...scope, from, to: formatDay(thisWeek) })
      const forecast = await loadWeeks(snapshot, scope, formatDay(thisWeek))
      const overrides = await loadOverrideViews(snapshot, [...new Set(forecast.flatMap((one) => one.overrides))])
      const { stockOuts, errors, made } = await loadScopeBasis(snapshot, scope)
      return {
        ...scope,
        ...head,
        made,
        today,
        thisWeek: formatDay(thisWeek),
        history: [...history],
        forecast: [...forecast],
        stockOuts: [...stockOuts],
        errors: [...errors],
        overrides: [...overrides],
      }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}
