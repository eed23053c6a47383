import { type GridState, readGridState } from '../grid/grid-state.ts'

/** What of the exchange log the address holds. */
export interface MessagesSearch extends GridState {
  /** Id of the message that stands open beside the list. */
  readonly message?: string
}

export const readMessagesSearch = (search: Record<string, unknown>): MessagesSearch => ({
  ...readGridState(search),
  ...(typeof search.message === 'string' && search.message !== '' ? { message: search.message } : {}),
})
