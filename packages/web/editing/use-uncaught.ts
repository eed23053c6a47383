import { useEffect, useEffectEvent } from 'react'
import { RequestRefused } from '../rest/client.ts'

/** What `fetch` throws where no answer came. */
const isCut = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|network|load failed/i.test(error.message)

/** A change that failed and that nobody waited for is said all the same; a fault of the screens goes to the console as ever. */
export function useUncaught(say: (error: unknown) => void): void {
  const onFailure = useEffectEvent((event: PromiseRejectionEvent) => {
    if (!(event.reason instanceof RequestRefused) && !isCut(event.reason)) return
    event.preventDefault()
    say(event.reason)
  })
  useEffect(() => {
    const listen = (event: PromiseRejectionEvent): void => onFailure(event)
    window.addEventListener('unhandledrejection', listen)
    return () => window.removeEventListener('unhandledrejection', listen)
  }, [])
}
