import { useQuery } from '@tanstack/react-query'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { OrderLine, PlanningAction, Today, WhyLate } from '../../../schemas/rest/planning.ts'
import { RequestRefused, read } from '../rest/client.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import type { OrderList } from './counts.tsx'

export const useToday = () => useQuery({ queryKey: [PLAN_TOPIC, 'today'], queryFn: () => read<Today>('/api/today') })

export const useOrderLines = (list: OrderList) =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'order-lines', list],
    queryFn: () =>
      read<ListPage<OrderLine>>(`/api/order-lines?limit=10000${list === 'all' ? '' : `&filter=status:${list}`}`),
  })

export const useActions = () =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'actions'],
    queryFn: () => read<ListPage<PlanningAction>>('/api/planning-actions?limit=5000'),
  })

/** The cause of one line; null when it is not late. */
export const useWhyLate = (line: { readonly order: string; readonly line: string } | null) =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'why', line?.order, line?.line],
    enabled: line !== null,
    queryFn: async () => {
      try {
        return await read<WhyLate>(
          `/api/order-lines/${encodeURIComponent(line!.order)}/${encodeURIComponent(line!.line)}/why`,
        )
      } catch (error) {
        if (error instanceof RequestRefused && error.problem.status === 404) return null
        throw error
      }
    },
  })
