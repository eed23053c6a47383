import { type GridState, readGridState } from '../grid/grid-state.ts'

/** What of the page the address holds. */
export interface OrdersSearch extends GridState {
  /** The order line that stands open beside the list. */
  readonly order?: string
}

export const readOrdersSearch = (search: Record<string, unknown>): OrdersSearch => ({
  ...readGridState(search),
  ...(typeof search.order === 'string' ? { order: search.order } : {}),
})

/** Which order is written; none: a new one. */
export const readOrderSearch = ({ order }: Record<string, unknown>): { readonly order?: string } =>
  (typeof order === 'string' || typeof order === 'number') && order !== '' ? { order: String(order) } : {}
