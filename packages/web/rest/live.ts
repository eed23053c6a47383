import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { INBOX_TOPIC, PLAN_TOPIC, RECORDS_TOPIC } from './topics.ts'

/** What each event of the node makes stale. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  plan: [PLAN_TOPIC],
  records: [RECORDS_TOPIC, PLAN_TOPIC],
  inbox: [INBOX_TOPIC],
  // After a pause, such as a sleeping laptop, nobody knows what was missed.
  open: [PLAN_TOPIC, RECORDS_TOPIC, INBOX_TOPIC],
  // The node lost its own listener for a while, or cannot tell any more what this reader had.
  missed: [PLAN_TOPIC, RECORDS_TOPIC, INBOX_TOPIC],
}

/** Follows the node's live events: what they name is read again. The browser connects anew by itself. */
export function useLive(isOn: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (!isOn) return
    const events = new EventSource('/api/live')
    for (const [event, topics] of Object.entries(STALE))
      events.addEventListener(event, () => {
        for (const topic of topics) void queries.invalidateQueries({ queryKey: [topic] })
      })
    return () => events.close()
  }, [isOn, queries])
}
