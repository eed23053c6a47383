import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import { haveGoods } from './have-goods.ts'
import type { PromiseDesk } from './promise-desk.ts'
import { openState, takenDesk, withCommitment } from './promise-state.ts'

/** A promise made and not yet an order: what it takes is not promised twice. */
export interface Reservation {
  readonly item: string
  readonly quantity: Micro
  readonly date: Day
}

/**
 * The desk with the goods of reservations taken, in the order in which they were given: supply, components and capacity, as they were
 * promised. An item that is no longer known is left out.
 */
export function reserveGoods(desk: PromiseDesk, reservations: readonly Reservation[]): PromiseDesk {
  const { items, today } = desk.context
  let state = openState(desk)
  for (const { item, quantity, date } of reservations) {
    if (!items.has(item)) continue
    const wanted = Math.max(date, today)
    state =
      haveGoods(state, item, { quantity, wanted })?.state ?? withCommitment(state, item, { date: wanted, quantity })
  }
  return takenDesk(state)
}
