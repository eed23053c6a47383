import type { BillLine } from '@headwater/domain/items/bill-of-material'
import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import { scaleUp } from '@headwater/domain/measures/ratio'
import { isOpen } from '@headwater/domain/orders/is-open'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import { isEffective, perParent } from '../planning/bills.ts'
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
  for (const { type, order, bill, startQuantity, release } of parentOrders(context, plan))
    for (const line of bill)
      if (isEffective(line, release) && !isSubstituted.has(needKey(type, order, line.component)))
        add(line.component, release, scaleUp(startQuantity, perParent(line), context.items.get(line.component)!.step))
  for (const one of plan.pegging)
    if (isSubstituted.has(needKey(one.demandType, one.demand, one.item)))
      add(one.supplyItem, one.needDate, one.quantity)
  return commitments
}

/** An order whose components are needed. */
interface ParentOrder {
  readonly type: 'planned_order' | 'work_order'
  readonly order: string
  readonly bill: readonly BillLine[]
  readonly startQuantity: Micro
  readonly release: Day
}

function* parentOrders(context: PlanContext, plan: MaterialPlan): Generator<ParentOrder> {
  for (const one of context.dataset.workOrders)
    if (one.status === 'firm') {
      const { order, item, quantity } = one
      const bill = context.items.get(item)!.workOrderBill
      yield { type: 'work_order', order, bill, startQuantity: quantity, release: materialDay(one, context) }
    }
  for (const { plannedOrder, item, type, startQuantity, needDate } of plan.plannedOrders)
    if (type === 'make') {
      const planned = context.items.get(item)!
      const { release } = requiredDates(planned, needDate, context)
      yield { type: 'planned_order', order: plannedOrder, bill: planned.bill, startQuantity, release }
    }
}

const needKey = (type: string, order: string, item: string): string => `${type}|${order}|${item}`

function substitutedNeeds({ pegging }: MaterialPlan): Set<string> {
  const keys = new Set<string>()
  for (const one of pegging) if (one.supplyItem !== one.item) keys.add(needKey(one.demandType, one.demand, one.item))
  return keys
}
