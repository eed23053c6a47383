import { type GridState, readGridState } from '../grid/grid-state.ts'

/** What of the list the address holds. */
export interface ProductsSearch extends GridState {
  /** The item that stands open beside the list. */
  readonly item?: string
}

export const readProductsSearch = (search: Record<string, unknown>): ProductsSearch => ({
  ...readGridState(search),
  ...textOf(search, 'item'),
})

export const TABS = ['bill', 'routing', 'variants', 'uses'] as const
export type ProductTab = (typeof TABS)[number]

/** What of one item's page the address holds. */
export interface ProductSearch {
  readonly item?: string
  /** The bill unless told. */
  readonly tab?: ProductTab
  /** Pieces that the bill is exploded for; 1 unless told. */
  readonly quantity?: string
  /** The bill as a drawing in place of a table. */
  readonly as?: 'graph'
}

export const readProductSearch = (search: Record<string, unknown>): ProductSearch => ({
  ...textOf(search, 'item'),
  ...(TABS.includes(search.tab as ProductTab) ? { tab: search.tab as ProductTab } : {}),
  ...quantityOf(search.quantity),
  ...(search.as === 'graph' ? { as: 'graph' } : {}),
})

function quantityOf(value: unknown): { readonly quantity?: string } {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && isQuantity(text) ? { quantity: text } : {}
}

export const isQuantity = (text: string): boolean => /^\d{1,9}(\.\d{1,6})?$/.test(text)

function textOf<Name extends string>(search: Record<string, unknown>, name: Name): { readonly [_ in Name]?: string } {
  const value = search[name]
  // The address writes a code of digits as a number.
  if (typeof value === 'number') return { [name]: String(value) } as { readonly [_ in Name]?: string }
  return (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as { readonly [_ in Name]?: string }
}
