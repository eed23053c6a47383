import { type GridState, readGridState } from '../grid/grid-state.ts'

/** Which of the four lists of the page stands there. */
export const LISTS = ['negotiations', 'agreements', 'transfers', 'datasets'] as const
export type ListName = (typeof LISTS)[number]

/** What of the agreements the address holds. */
export interface AgreementsSearch extends GridState {
  readonly list?: ListName
  /** Id of the row that stands open beside the list. */
  readonly open?: string
  /** The dialog that offers a dataset is open. */
  readonly add?: true
}

export const readAgreementsSearch = (search: Record<string, unknown>): AgreementsSearch => ({
  ...readGridState(search),
  ...(LISTS.some((one) => one === search.list) ? { list: search.list as ListName } : {}),
  ...(typeof search.open === 'string' && search.open !== '' ? { open: search.open } : {}),
  ...(search.add ? { add: true } : {}),
})
