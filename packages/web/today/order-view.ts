import type { OrderLine } from '../../../schemas/rest/planning.ts'
import type { Status } from '../look/status.tsx'

export const markOf = (status: OrderLine['status']): Status | null => {
  if (status === 'late') return 'late'
  if (status === 'soon-late') return 'risk'
  return status === 'cannot-plan' ? 'none' : null
}

export const orderKey = (order: Pick<OrderLine, 'order' | 'line'>): string => `${order.order}/${order.line}`
