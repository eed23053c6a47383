import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { PLAN_KEY } from '../today/today-data.ts'

/** Follows the node's live events: what they name is read again. The browser connects anew by itself. */
export function useLive(isOn: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (!isOn) return
    const events = new EventSource('/api/live')
    const refresh = (): void => void queries.invalidateQueries({ queryKey: [PLAN_KEY] })
    events.addEventListener('plan', refresh)
    events.addEventListener('records', refresh)
    // After a pause, such as a sleeping laptop, nobody knows what was missed.
    events.addEventListener('open', refresh)
    return () => events.close()
  }, [isOn, queries])
}
