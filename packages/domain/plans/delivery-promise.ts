import type { Day } from '../measures/day.ts'
import type { Micro } from '../measures/quantity.ts'
import type { PlanIssue } from '../outcome/plan-issue.ts'

export interface PromiseSource {
  readonly type: 'stock' | 'purchase_order' | 'work_order' | 'planned_order' | 'new_order'
  readonly order: string | null
  readonly quantity: Micro
  readonly date: Day
}

/** What kept the promise from the wanted date. */
export interface BindingConstraint {
  readonly type: 'none' | 'receipt' | 'material' | 'lead_time' | 'capacity' | 'fence'
  readonly item: string | null
  readonly order: string | null
  readonly date: Day | null
}

export interface DeliveryPromise {
  readonly item: string
  readonly quantity: Micro
  readonly wanted: Day
  readonly promised: Day | null
  readonly method: 'atp' | 'ctp' | 'none'
  readonly atpAtWanted: Micro
  readonly sources: readonly PromiseSource[]
  readonly binding: BindingConstraint
  readonly issues: readonly PlanIssue[]
}
