import type { OrderList } from './counts.tsx'

/** What of the page the address holds. */
export interface TodaySearch {
  readonly list?: OrderList
  readonly order?: string
}

const LISTS: readonly OrderList[] = ['late', 'soon-late', 'cannot-plan', 'all']

export const readTodaySearch = (search: Record<string, unknown>): TodaySearch => ({
  ...(LISTS.includes(search.list as OrderList) ? { list: search.list as OrderList } : {}),
  ...(typeof search.order === 'string' ? { order: search.order } : {}),
})
