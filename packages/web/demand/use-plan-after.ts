import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { PlanCounts, TaskView } from '../../../schemas/rest/planning.ts'
import { read } from '../rest/client.ts'
import { PLAN_TOPIC, TASKS_TOPIC } from '../rest/topics.ts'
import { useToday } from '../today/today-data.ts'

const POLL_MS = 500

export interface PlanAfter {
  /** Follows the plan that a change has ordered. */
  readonly follow: (task: string) => void
  readonly task: TaskView | null
  /** What the plan before it counted, beside what this one counts. */
  readonly before: PlanCounts | null
  readonly after: PlanCounts | null
}

/** The plan that follows from a change here, from waiting to done. */
export function usePlanAfter(): PlanAfter {
  const queries = useQueryClient()
  const today = useToday()
  const [followed, setFollowed] = useState<{ readonly task: string; readonly before: PlanCounts | null } | null>(null)
  const { data } = useQuery({
    queryKey: ['task', followed?.task],
    enabled: followed !== null,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : POLL_MS),
    queryFn: () => read<TaskView>(`/api/tasks/${followed!.task}`),
  })
  const isDone = data !== undefined && isOver(data)
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: [TASKS_TOPIC] })
    if (isDone) void queries.invalidateQueries({ queryKey: [PLAN_TOPIC] })
  }, [isDone, followed, queries])
  const counts = today.data?.run?.counts ?? null
  return {
    follow: (task) => setFollowed((now) => ({ task, before: now === null || isDone ? counts : now.before })),
    task: followed === null ? null : (data ?? null),
    before: followed?.before ?? null,
    after: isDone && data.state === 'done' && counts !== followed?.before ? counts : null,
  }
}

const isOver = ({ state }: TaskView): boolean => state !== 'queued' && state !== 'running'
