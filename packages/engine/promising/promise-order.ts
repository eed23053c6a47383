import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import { planIssue } from '@headwater/domain/outcome/plan-issue'
import type { DeliveryPromise } from '@headwater/domain/plans/delivery-promise'
import { NO_BINDING } from './goods.ts'
import { haveGoods } from './have-goods.ts'
import type { PromiseDesk } from './promise-desk.ts'
import { availableOf, openState } from './promise-state.ts'

export interface PromiseRequest {
  readonly item: string
  readonly quantity: Micro
  /** Day the goods should leave. */
  readonly wanted: Day
}

/**
 * A date for a quantity (files.md 5): available-to-promise, else the earlier of waiting and capable-to-promise. Asking changes
 * nothing. Throws RangeError for an item that the desk does not know.
 */
export function promiseOrder(desk: PromiseDesk, { item, quantity, wanted }: PromiseRequest): DeliveryPromise {
  const planned = desk.context.items.get(item)
  if (!planned) throw new RangeError(`item (${item}) should be an item of the company`)
  const state = openState(desk)
  const from = Math.max(wanted, desk.context.today)
  const goods = haveGoods(state, item, { quantity, wanted: from })
  const answer = { item, quantity, wanted, atpAtWanted: availableOf(state, item).on(from) }
  if (goods === null)
    return {
      ...answer,
      promised: null,
      method: 'none',
      sources: [],
      binding: NO_BINDING,
      issues: [
        planIssue({
          severity: 'warning',
          code: 'missing-routing',
          item,
          message: `item (${item}) cannot be made or bought: an operation fits no working time, or nothing good comes out`,
        }),
      ],
    }
  return {
    ...answer,
    promised: goods.date,
    method: goods.method,
    sources: goods.sources(),
    binding: goods.binding(),
    issues: [],
  }
}
