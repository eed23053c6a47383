import { useRef } from 'react'

/** Lets one act be on its way at a time: a second Enter or press until it is answered begins nothing. */
export function useOneAct(): (work: () => Promise<unknown>) => Promise<void> {
  const isRunning = useRef(false)
  return async (work) => {
    if (isRunning.current) return
    isRunning.current = true
    try {
      await work()
    } finally {
      isRunning.current = false
    }
  }
}
