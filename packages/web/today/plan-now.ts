import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Accepted, TaskView } from '../../../schemas/rest/planning.ts'
import { read, send } from '../rest/client.ts'
import { PLAN_KEY } from './today-data.ts'

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
  const queries = useQueryClient()
  const [task, setTask] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: ['task', task],
    enabled: task !== null,
    refetchInterval: POLL_MS,
    queryFn: () => read<TaskView>(`/api/tasks/${task}`),
  })
  const state = data?.state
  useEffect(() => {
    if (state !== 'done' && state !== 'failed' && state !== 'cancelled') return
    setTask(null)
    if (state === 'failed') setFailure(data?.message ?? '')
    void queries.invalidateQueries({ queryKey: [PLAN_KEY] })
  }, [state, data?.message, queries])
  return {
    step: task === null ? null : (data?.step ?? ''),
    failure,
    start: () => {
      setFailure(null)
      send<Accepted>('POST', '/api/plan-runs').then(
        (accepted) => setTask(accepted.task),
        (error: Error) => setFailure(error.message),
      )
    },
    stop: () => {
      if (task !== null) void send('DELETE', `/api/tasks/${task}`).catch(() => {})
    },
  }
}
