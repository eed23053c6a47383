import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { TaskView } from '../../../schemas/rest/planning.ts'
import type { PlannedChange } from '../../../schemas/rest/tracing.ts'
import { plainText } from '../grid/grid-state.ts'
import { read } from '../rest/client.ts'
import { PLAN_TOPIC, TASKS_TOPIC } from '../rest/topics.ts'

const POLL_MS = 500
const PATH = '/api/planned-changes'

export interface PlanAfter {
  /** Follows the plan that a change has ordered. */
  readonly follow: (task: string) => void
  readonly task: TaskView | null
  /** Of the plan when it is made: how many items it orders otherwise, and how it does the one that stands open. */
  readonly changes: { readonly items: number; readonly own: PlannedChange | null } | null
}

/** The plan that follows from a change here, from waiting to done. `item`: the one that stands open. */
export function usePlanAfter(item: string | undefined): PlanAfter {
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
    queryKey: [PLAN_TOPIC, 'planned-changes', followed, item ?? ''],
    enabled: isDone,
    queryFn: async () => {
      const all = await read<ListPage<PlannedChange>>(`${PATH}?limit=1`)
      const filter = new URLSearchParams({ filter: `item:${plainText(item ?? '')}` }).toString()
      const own = item === undefined ? undefined : await read<ListPage<PlannedChange>>(`${PATH}?${filter}`)
      return { items: all.total ?? all.rows.length, own: own?.rows[0] ?? null }
    },
  }).data
  return {
    follow,
    task: followed === null ? null : (data ?? null),
    changes: isDone && changes ? changes : null,
  }
}

const isOver = ({ state }: TaskView): boolean => state !== 'queued' && state !== 'running'
