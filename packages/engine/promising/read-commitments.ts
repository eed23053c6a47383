import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import { isOpen } from '@headwater/domain/orders/is-open'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import { explode, type ParentOrder } from '../planning/explode.ts'
import type { PlanContext } from '../planning/planned-item.ts'
import { requiredDates } from '../planning/required-dates.ts'
import { materialDay } from '../planning/supplies.ts'

/** Goods that somebody relies on. */
export interface Commitment {
  readonly date: Day
  readonly quantity: Micro
}

/**
 * What open sales lines and the components of open and planned orders rely on, by item (files.md 5). A component need that the plan
 * serves from a substitute relies on the substitute.
 */
export function readCommitments(context: PlanContext, plan: MaterialPlan): Map<string, Commitment[]> {
  const { dataset, today } = context
  const commitments = new Map<string, Commitment[]>()
  const add = (item: string, date: Day, quantity: Micro): void => {
    const list = commitments.get(item)
    if (list) list.push({ date, quantity })
    else commitments.set(item, [{ date, quantity }])
  }
  for (const one of dataset.salesOrders)
    if (isOpen(one.status)) add(one.item, Math.max(one.dueDate, today), one.quantity - one.shipped)
  const isSubstituted = substitutedNeeds(plan)
  for (const order of parentOrders(context, plan))
    explode(order, context, (item, need) => {
      if (!isSubstituted.has(needKey(need.type, need.demand, item))) add(item, need.date, need.quantity)
    })
  for (const one of plan.pegging)
    if (isSubstituted.has(needKey(one.demandType, one.demand, one.item)))
      add(one.supplyItem, one.needDate, one.quantity)
  return commitments
}

/** Commitments are not ranked. */
const NOBODY = { type: 'work_order', order: '', line: null } as const

function* parentOrders(context: PlanContext, plan: MaterialPlan): Generator<ParentOrder> {
  const common = { priority: 0, root: NOBODY, planned: null }
  for (const one of context.dataset.workOrders)
    if (one.status === 'firm') {
      const { order, item, quantity } = one
      yield { ...common, type: 'work_order', order, item, startQuantity: quantity, release: materialDay(one, context) }
    }
  for (const { plannedOrder, item, type, startQuantity, needDate } of plan.plannedOrders)
    if (type === 'make') {
      const { release } = requiredDates(context.items.get(item)!, needDate, context)
      yield { ...common, type: 'planned_order', order: plannedOrder, item, startQuantity, release }
    }
}

const needKey = (type: string, order: string, item: string): string => `${type}|${order}|${item}`

function substitutedNeeds({ pegging }: MaterialPlan): Set<string> {
  const keys = new Set<string>()
  for (const one of pegging) if (one.supplyItem !== one.item) keys.add(needKey(one.demandType, one.demand, one.item))
  return keys
}
