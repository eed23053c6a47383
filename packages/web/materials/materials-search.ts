import { type GridState, readGridState } from '../grid/grid-state.ts'

/** What of the page the address holds. */
export interface MaterialsSearch extends GridState {
  /** The item whose strip stands open. */
  readonly item?: string
  /** How wide a step of the strip is; a day unless told. */
  readonly by?: 'week'
  /** What is followed through pegging: `up` or `down`, then type, order and line, joined by `|`; steps joined by ` > `. */
  readonly peg?: string
}

export const readMaterialsSearch = (search: Record<string, unknown>): MaterialsSearch => ({
  ...readGridState(search),
  ...(typeof search.item === 'string' && search.item !== '' ? { item: search.item } : {}),
  ...(search.by === 'week' ? { by: 'week' } : {}),
  ...(typeof search.peg === 'string' && search.peg !== '' ? { peg: search.peg } : {}),
})
