import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Accepted, TaskView } from '../../../schemas/rest/planning.ts'
import { useRefusalText } from '../editing/failure-text.ts'
import { read, send } from '../rest/client.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'

const POLL_MS = 400

export interface PlanNow {
  /** What is being done; null: nothing. */
  readonly step: string | null
  readonly failure: string | null
  readonly start: () => void
  readonly stop: () => void
}

/** Orders a plan in the background and follows it to its end. */
export function usePlanNow(): PlanNow {
  const refusalText = useRefusalText()
  const queries = useQueryClient()
  const [task, setTask] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: ['task', task],
    enabled: task !== null,
    refetchInterval: ({ state: { data: seen } }) =>
      seen && seen.state !== 'queued' && seen.state !== 'running' ? false : POLL_MS,
    queryFn: () => read<TaskView>(`/api/tasks/${task}`),
  })
  const state = data?.state
  const isOver = state === 'done' || state === 'failed' || state === 'cancelled'
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: [PLAN_TOPIC] })
  }, [isOver, queries])
  return {
    step: task === null || isOver ? null : (data?.step ?? ''),
    failure: state === 'failed' ? (data?.message ?? '') : refusal,
    start: () => {
      setRefusal(null)
      send<Accepted>('POST', '/api/plan-runs').then(
        (accepted) => setTask(accepted.task),
        (error: unknown) => setRefusal(refusalText(error)),
      )
    },
    stop: () => {
      if (task !== null) void send('DELETE', `/api/tasks/${task}`).catch(() => {})
    },
  }
}
