import { ceilTo } from '@headwater/domain/measures/quantity'
import { type HaveGoods, NO_BINDING } from './goods.ts'
import { newOrder } from './new-order.ts'
import { availableOf, withCommitment } from './promise-state.ts'

/**
 * The earliest date ≥ wanted on which so much can be had: from what is available by then, else the earlier of waiting for it and
 * one new order for what lacks, through material and capacity (files.md 5). A quantity between two stock units is had as the larger.
 * null: neither is possible.
 */
export const haveGoods: HaveGoods = (state, item, { quantity: asked, wanted }) => {
  const quantity = ceilTo(asked, state.desk.context.items.get(item)!.step)
  const available = availableOf(state, item)
  const atOnce = available.on(wanted)
  if (atOnce >= quantity)
    return {
      date: wanted,
      method: 'atp',
      sources: () => available.sources(wanted, quantity),
      binding: () => NO_BINDING,
      state: withCommitment(state, item, { date: wanted, quantity }),
    }
  const later = available.firstAfter(wanted, quantity)
  const order = newOrder(state, { item, lacking: quantity - atOnce }, haveGoods)
  if (order !== null && (later === null || Math.max(wanted, order.due) < later)) {
    const date = Math.max(wanted, order.due)
    return {
      date,
      method: 'ctp',
      sources: () => [
        ...available.sources(wanted, atOnce),
        { type: 'new_order', order: null, quantity: quantity - atOnce, date: order.due },
      ],
      binding: () => (date === wanted ? NO_BINDING : order.binding()),
      // What the new order makes is taken whole: nobody else relies on an order that is not yet one.
      state: withCommitment(order.state, item, { date: wanted, quantity: atOnce }),
    }
  }
  if (later === null) return null
  const sources = (): ReturnType<typeof available.sources> => available.sources(later, quantity)
  return {
    date: later,
    method: 'atp',
    sources,
    binding: () => ({ type: 'receipt', item, order: sources().at(-1)?.order ?? null, date: later }),
    state: withCommitment(state, item, { date: later, quantity }),
  }
}
