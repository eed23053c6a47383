import type { TodayList } from './counts.tsx'

/** What of the page the address holds. */
export interface TodaySearch {
  readonly list?: TodayList
  readonly order?: string
}

const LISTS: readonly TodayList[] = ['late', 'soon-late', 'conflict', 'cannot-plan', 'all']

export const readTodaySearch = (search: Record<string, unknown>): TodaySearch => ({
  ...(LISTS.includes(search.list as TodayList) ? { list: search.list as TodayList } : {}),
  ...(typeof search.order === 'string' ? { order: search.order } : {}),
})
