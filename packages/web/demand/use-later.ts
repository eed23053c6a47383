import { useEffect, useState } from 'react'

const PAUSE_MS = 200

/** A value as it was when nobody had changed it for a moment. */
export function useLater<Value>(value: Value): Value {
  const [later, setLater] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return later
}
