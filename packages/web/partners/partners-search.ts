import { type GridState, readGridState } from '../grid/grid-state.ts'

/** What of the list of partners the address holds. */
export interface PartnersSearch extends GridState {
  /** Id of the partner that stands open beside the list. */
  readonly partner?: string
  /** The dialog that adds one is open. */
  readonly add?: true
}

export const readPartnersSearch = (search: Record<string, unknown>): PartnersSearch => ({
  ...readGridState(search),
  ...(typeof search.partner === 'string' && search.partner !== '' ? { partner: search.partner } : {}),
  ...(search.add ? { add: true } : {}),
})
