import type { Status } from '../look/status.tsx'

/** One sales order line as the page shows it. Dates are `YYYY-MM-DD`. */
export interface OrderView {
  readonly order: string
  readonly line: string
  readonly item: string
  readonly itemName: string
  readonly customer: string | null
  readonly quantity: string
  readonly unit: string
  readonly requested: string
  readonly promised: string | null
  readonly projected: string | null
  readonly status: 'late' | 'soon-late' | 'on-time' | 'cannot-plan'
  /** Days from requested to projected; negative when early. */
  readonly daysLate: number | null
}

export const markOf = (status: OrderView['status']): Status | null =>
  ({ late: 'late', 'soon-late': 'risk', 'on-time': null, 'cannot-plan': 'none' })[status] as Status | null
