import { type GridState, readGridState } from '../grid/grid-state.ts'

/** What of the list of incidents the address holds. */
export interface IncidentsSearch extends GridState {
  /** Id of the incident that stands open beside the list. */
  readonly incident?: string
}

/** The router reads digits as a number. */
export const readIncidentsSearch = (search: Record<string, unknown>): IncidentsSearch => ({
  ...readGridState(search),
  ...(/^[1-9]\d{0,14}$/.test(String(search.incident)) ? { incident: String(search.incident) } : {}),
})
