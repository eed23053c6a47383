import { type GridState, readGridState } from '../grid/grid-state.ts'

/** What of the page the address holds. */
export interface ActionsSearch extends GridState {
  /** `id` of the action that stands open beside the list. */
  readonly action?: string
  /** Which actions: those to do unless told. */
  readonly show?: 'dismissed'
}

export const readActionsSearch = (search: Record<string, unknown>): ActionsSearch => ({
  ...readGridState(search),
  ...(typeof search.action === 'string' ? { action: search.action } : {}),
  ...(search.show === 'dismissed' ? { show: 'dismissed' } : {}),
})
