import type { PlanAnswer } from './compute-plan.ts'

/** What a run did, in numbers that page, command line and API all print. */
export interface PlanCounts {
  /** Items with a forecast. */
  readonly seriesForecast: number
  readonly ordersPlanned: number
  readonly actions: number
  readonly operationsScheduled: number
  /** Open sales lines. */
  readonly openLines: number
  readonly lateLines: number
  readonly cannotPlanLines: number
}

export const countPlan = ({ quantiles, plan, schedule, orders }: PlanAnswer): PlanCounts => ({
  seriesForecast: new Set(quantiles.map((one) => one.item)).size,
  ordersPlanned: plan.plannedOrders.length,
  actions: plan.actions.length,
  operationsScheduled: schedule.operations.length,
  openLines: orders.length,
  lateLines: orders.filter((one) => one.status === 'late').length,
  cannotPlanLines: orders.filter((one) => one.status === 'cannot-plan').length,
})
