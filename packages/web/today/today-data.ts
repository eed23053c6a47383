import { useQuery } from '@tanstack/react-query'
import type { ClockView } from '../../../schemas/rest/clock.ts'
import type { RecordCounts } from '../../../schemas/rest/imports.ts'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { OrderLine, PlanIssueView, PlanningAction, Today, WhyLate } from '../../../schemas/rest/planning.ts'
import type { PlanChange } from '../../../schemas/rest/tracing.ts'
import { RequestRefused, read } from '../rest/client.ts'
import { PLAN_TOPIC, RECORDS_TOPIC } from '../rest/topics.ts'
import type { TodayList } from './counts.tsx'

export const useToday = () => useQuery({ queryKey: [PLAN_TOPIC, 'today'], queryFn: () => read<Today>('/api/today') })

export const useRecordCounts = () =>
  useQuery({ queryKey: [RECORDS_TOPIC, 'counts'], queryFn: () => read<RecordCounts>('/api/record-counts') })

export const useOrderLines = (list: Exclude<TodayList, 'conflict'>) =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'order-lines', list],
    queryFn: () =>
      read<ListPage<OrderLine>>(`/api/order-lines?limit=10000${list === 'all' ? '' : `&filter=status:${list}`}`),
  })

export const useActions = () =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'actions'],
    queryFn: () => read<ListPage<PlanningAction>>('/api/planning-actions?filter=state:open&limit=40'),
  })

/** Conflicts, or what cannot be planned. */
export const useIssues = (list: 'conflict' | 'cannot-plan') =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'issues', list],
    queryFn: () => read<ListPage<PlanIssueView>>(`/api/plan-issues?filter=list:${list}&limit=1000`),
  })

/** What the newest plan changed, the most delayed first. */
export const useChanges = () =>
  useQuery({
    queryKey: [PLAN_TOPIC, 'changes'],
    queryFn: () => read<ListPage<PlanChange>>('/api/plan-changes?limit=100'),
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

/** The business day and the site's time zone. */
export const useClock = () =>
  useQuery({ queryKey: [PLAN_TOPIC, 'clock'], queryFn: () => read<ClockView>('/api/clock') })
