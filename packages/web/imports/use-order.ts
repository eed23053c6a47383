import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { Accepted, TaskView } from '../../../schemas/rest/planning.ts'
import type { ImportAnswer } from '../../../schemas/rest/records.ts'
import { useRefusalText } from '../editing/failure-text.ts'
import { RequestRefused, read, sendAs } from '../rest/client.ts'
import { RECORDS_TOPIC, TASKS_TOPIC } from '../rest/topics.ts'
import { type DraftOrder, type ImportBody, newId } from './draft.ts'
import type { OpenDraft } from './use-draft.ts'

export interface Ordered {
  readonly task: TaskView | null
  /** The node does not answer; it is asked again. */
  readonly isCut: boolean
  /** Why it was not begun, in the node's words. */
  readonly refusal: string | null
}

const POLL_MS = 400
const AGAIN_MS = 2_000

export const newOrder = (body: ImportBody, isPartly: boolean): DraftOrder => ({
  key: newId(),
  isPartly,
  body,
  task: null,
  isTold: false,
})

/**
 * Follows an import that was ordered, from the order to its end. What was ordered before a reload, a sleep or a cut connection is ordered
 * again under its key, which begins nothing a second time, and followed on.
 */
export function useOrder(open: OpenDraft, order: DraftOrder): Ordered {
  const refusalText = useRefusalText()
  const queries = useQueryClient()
  const [state, setState] = useState<Ordered>({ task: null, isCut: false, refusal: null })
  const isOver = state.refusal !== null || (state.task !== null && isEnded(state.task))
  const goOn = useEffectEvent(async (): Promise<number> => {
    const next = await step(order, refusalText)
    if ('ordered' in next) open.order({ ...order, task: next.ordered })
    else setState((before) => ({ ...next, task: next.task ?? before.task }))
    return 'isCut' in next && next.isCut ? AGAIN_MS : POLL_MS
  })
  useEffect(() => {
    if (isOver) return
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const follow = async (): Promise<void> => {
      const pause = await goOn()
      if (isCurrent) timer = setTimeout(() => void follow(), pause)
    }
    void follow()
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [isOver])
  useEffect(() => {
    if (!isOver) return
    for (const topic of [RECORDS_TOPIC, TASKS_TOPIC]) void queries.invalidateQueries({ queryKey: [topic] })
  }, [isOver, queries])
  return state
}

export const isEnded = ({ state }: TaskView): boolean => state !== 'queued' && state !== 'running'

/** What an import that ended has done; null: it did not end by itself. */
export const answerOf = ({ state, result }: TaskView): ImportAnswer | null =>
  state === 'done' ? (result as ImportAnswer) : null

async function step(
  order: DraftOrder,
  textOf: (error: unknown) => string,
): Promise<{ readonly ordered: string } | Ordered> {
  try {
    if (order.task !== null)
      return { task: await read<TaskView>(`/api/tasks/${order.task}`), isCut: false, refusal: null }
    const path = `/api/import-tasks?commit=true&partly=${order.isPartly}`
    return { ordered: (await sendAs<Accepted>(order.key, 'POST', path, order.body)).task }
  } catch (error) {
    if (!(error instanceof RequestRefused)) return { task: null, isCut: true, refusal: null }
    return { task: null, isCut: false, refusal: textOf(error) }
  }
}
