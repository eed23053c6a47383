import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { BindingConstraint, PromiseSource } from '@headwater/domain/plans/delivery-promise'
import type { PromiseState } from './promise-state.ts'

/** Goods that can be had, when and from what; what only some callers ask for is worked out when they do. */
export interface Goods {
  readonly date: Day
  readonly method: 'atp' | 'ctp'
  readonly sources: () => readonly PromiseSource[]
  readonly binding: () => BindingConstraint
  /** With these goods taken. */
  readonly state: PromiseState
}

/** How the goods of one item are had; a new order asks it for each component. */
export type HaveGoods = (
  state: PromiseState,
  item: string,
  request: { readonly quantity: Micro; readonly wanted: Day },
) => Goods | null

export const NO_BINDING: BindingConstraint = { type: 'none', item: null, order: null, date: null }
