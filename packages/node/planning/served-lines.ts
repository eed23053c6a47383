import { groupBy } from '@headwater/domain/measures/keys'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { ScheduleOrder } from '../../../schemas/rest/scheduling.ts'
import type { OrderProjection } from './project-orders.ts'

/** Sales lines told of one order. */
const MOST = 6

/** The open sales lines that wait for an order, through any number of levels, the latest first. */
export function servedLines(
  { pegging }: MaterialPlan,
  orders: readonly OrderProjection[],
): (order: string) => ScheduleOrder['serves'] {
  const bySupply = groupBy(
    pegging.filter((one) => one.supplyType === 'work_order' || one.supplyType === 'planned_order'),
    (one) => one.supply,
  )
  const lines = new Map(orders.map((one, i) => [`${one.order}|${one.line}`, { ...one, place: i }]))
  return (order) => {
    const found = new Set<string>()
    const seen = new Set([order])
    for (const at of seen)
      for (const { demandType, demand, demandLine } of bySupply.get(at) ?? [])
        if (demandType === 'sales_order') found.add(`${demand}|${demandLine}`)
        else if (demandType === 'work_order' || demandType === 'planned_order') seen.add(demand)
    return [...found]
      .flatMap((key) => lines.get(key) ?? [])
      .sort((a, b) => a.place - b.place)
      .slice(0, MOST)
      .map(({ order: sales, line, customer, status }) => ({ order: sales, line, customer, status }))
  }
}
