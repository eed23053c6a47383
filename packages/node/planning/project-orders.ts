import type { Dataset } from '@headwater/domain/dataset'
import type { Day } from '@headwater/domain/measures/day'
import type { Micro } from '@headwater/domain/measures/quantity'
import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import type { LateCause } from '@headwater/domain/plans/late-cause'
import type { MaterialPlan } from '@headwater/domain/plans/material-plan'
import type { Schedule } from '@headwater/domain/plans/schedule'
import { type LateDesk, projectedDay, whyLate } from '@headwater/engine/scheduling/why-late'
import { whyStuck } from '@headwater/engine/scheduling/why-stuck'

export type OrderStatus = 'late' | 'soon-late' | 'on-time' | 'cannot-plan'

/** One open sales line with the day it can leave, by plan and schedule. */
export interface OrderProjection {
  readonly order: string
  readonly line: string
  readonly item: string
  readonly customer: string | null
  /** Still to leave. */
  readonly quantity: Micro
  readonly unit: string
  readonly requested: Day
  readonly projected: Day | null
  readonly status: OrderStatus
  /** Days from requested to projected; negative when early. */
  readonly daysLate: number | null
  readonly cause: LateCause | null
}

/** An order with so few days to spare may soon be late. */
const SOON_DAYS = 2

/** Every open sales line, the latest first. */
export function projectOrders(
  dataset: Dataset,
  { plan, schedule, desk }: { plan: MaterialPlan; schedule: Schedule; desk: LateDesk },
): OrderProjection[] {
  const stuck = stuckOrders(plan, schedule, dataset.operations.length > 0)
  const items = new Map(dataset.items.map((one) => [one.item, one]))
  const orders: OrderProjection[] = []
  for (const one of dataset.salesOrders) {
    if (one.status !== 'open' || one.shipped >= one.quantity) continue
    const noDate = whyStuck(desk, one, stuck)
    const projected = noDate === null ? projectedDay(desk, one) : null
    const daysLate = projected === null ? null : projected - one.dueDate
    orders.push({
      order: one.order,
      line: one.line,
      item: one.item,
      customer: one.customer,
      quantity: one.quantity - one.shipped,
      unit: items.get(one.item)!.unit,
      requested: one.dueDate,
      projected,
      status: statusOf(daysLate),
      daysLate,
      cause: noDate ?? whyLate(desk, one),
    })
  }
  return orders.sort((a, b) => (b.daysLate ?? NO_DATE) - (a.daysLate ?? NO_DATE) || a.requested - b.requested)
}

/** Lines without a date come first. */
const NO_DATE = 1e6

const statusOf = (daysLate: number | null): OrderStatus =>
  daysLate === null ? 'cannot-plan' : daysLate > 0 ? 'late' : daysLate > -SOON_DAYS ? 'soon-late' : 'on-time'

/**
 * Orders that cannot be planned or scheduled, with the reason. A company that keeps no routings at all plans by lead times: there a
 * missing routing keeps nothing back.
 */
function stuckOrders(plan: MaterialPlan, schedule: Schedule, hasRoutings: boolean): Map<string, PlanIssue> {
  const codes = new Set(['material-short', 'no-bom', ...(hasRoutings ? ['missing-routing'] : [])])
  const stuck = new Map<string, PlanIssue>()
  for (const one of [...plan.issues, ...schedule.issues])
    if (one.order !== null && codes.has(one.code) && !stuck.has(one.order)) stuck.set(one.order, one)
  return stuck
}
