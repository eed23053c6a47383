import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { TaskView } from '../../../schemas/rest/planning.ts'
import type { PlannedChange } from '../../../schemas/rest/tracing.ts'
import { read } from '../rest/client.ts'
import { PLAN_TOPIC, TASKS_TOPIC } from '../rest/topics.ts'

const POLL_MS = 500

export interface PlanAfter {
  /** Follows the plan that a change has ordered. */
  readonly follow: (task: string) => void
  readonly task: TaskView | null
  /** Of the plan when it is made: how many items it orders otherwise, and the one that it orders most more of. */
  readonly changes: { readonly items: number; readonly most: PlannedChange | null } | null
}

/** The plan that follows from a change here, from waiting to done. */
export function usePlanAfter(): PlanAfter {
  const queries = useQueryClient()
  const [followed, follow] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: ['task', followed],
    enabled: followed !== null,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : POLL_MS),
    queryFn: () => read<TaskView>(`/api/tasks/${followed}`),
  })
  const isDone = data !== undefined && isOver(data)
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: [TASKS_TOPIC] })
    if (isDone) void queries.invalidateQueries({ queryKey: [PLAN_TOPIC] })
  }, [isDone, followed, queries])
  const changes = useQuery({
    queryKey: [PLAN_TOPIC, 'planned-changes', followed],
    enabled: isDone,
    queryFn: () => read<ListPage<PlannedChange>>('/api/planned-changes?limit=1'),
  }).data
  return {
    follow,
    task: followed === null ? null : (data ?? null),
    changes: isDone && changes ? { items: changes.total ?? changes.rows.length, most: changes.rows[0] ?? null } : null,
  }
}

const isOver = ({ state }: TaskView): boolean => state !== 'queued' && state !== 'running'
