import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { read } from './client.ts'
import { lookForNewerScreens } from './newer-screens.ts'
import { INBOX_TOPIC, PARTNERS_TOPIC, PLAN_TOPIC, RECORDS_TOPIC } from './topics.ts'

const ALL = [PLAN_TOPIC, RECORDS_TOPIC, INBOX_TOPIC, PARTNERS_TOPIC]

/** What each event of the node makes stale. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  plan: [PLAN_TOPIC],
  records: [RECORDS_TOPIC, PLAN_TOPIC],
  inbox: [INBOX_TOPIC],
  partners: [PARTNERS_TOPIC],
  // After a pause, such as a sleeping laptop, nobody knows what was missed.
  open: ALL,
  // The node lost its own listener for a while, or cannot tell any more what this reader had.
  missed: ALL,
}

/** After a refusal, such as of an ended session, the browser does not connect again by itself. */
const AGAIN_MS = 5_000

/** Follows the node's live events: what they name is read again. After a pause it also looks whether the node has newer screens. */
export function useLive(isOn: boolean): void {
  const queries = useQueryClient()
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (!isOn) return
    const events = new EventSource('/api/live')
    for (const [event, topics] of Object.entries(STALE))
      events.addEventListener(event, () => {
        for (const topic of topics) void queries.invalidateQueries({ queryKey: [topic] })
      })
    let timer: ReturnType<typeof setTimeout> | undefined
    let wasOpen = round > 0
    const again = (): void => setRound((before) => before + 1)
    events.addEventListener('open', () => {
      if (wasOpen) void lookForNewerScreens()
      wasOpen = true
    })
    events.addEventListener('error', () => {
      if (events.readyState !== EventSource.CLOSED) return
      // Resolves when somebody is logged in, again if need be.
      void read('/api/session').then(again, () => {
        timer = setTimeout(again, AGAIN_MS)
      })
    })
    return () => {
      clearTimeout(timer)
      events.close()
    }
  }, [isOn, queries, round])
}
