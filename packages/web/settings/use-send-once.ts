import { useEffect, useRef } from 'react'

/**
 * Sends a text that differs from the one that is saved, once: a field that is left just after Enter, before the new value has come back, sends
 * nothing again. `write` resolves with false when it was refused.
 */
export function useSendOnce(saved: string, write: (text: string) => Promise<boolean>) {
  const sent = useRef(saved)
  useEffect(() => {
    sent.current = saved
  }, [saved])
  return async (text: string): Promise<void> => {
    if (text === sent.current) return
    sent.current = text
    let isWritten = false
    try {
      isWritten = await write(text)
    } finally {
      if (!isWritten) sent.current = saved
    }
  }
}
