import { type GridState, readGridState } from '../grid/grid-state.ts'

/** What of the audit log the address holds. */
export interface AuditSearch extends GridState {
  /** The change that stands open beside the list. */
  readonly entry?: string
}

export const readAuditSearch = (search: Record<string, unknown>): AuditSearch => ({
  ...readGridState(search),
  ...(typeof search.entry === 'string' && search.entry !== '' ? { entry: search.entry } : {}),
})

export interface CalendarSearch {
  readonly calendar?: string
}

export const readCalendarSearch = (search: Record<string, unknown>): CalendarSearch =>
  typeof search.calendar === 'string' && search.calendar !== '' ? { calendar: search.calendar } : {}
