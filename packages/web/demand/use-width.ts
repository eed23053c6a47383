import { type RefObject, useEffect, useRef, useState } from 'react'

/** The width of an element, as it is and as it becomes. */
export function useWidth<Kind extends Element>(): readonly [RefObject<Kind | null>, number] {
  const element = useRef<Kind>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)))
    watch.observe(element.current!)
    return () => watch.disconnect()
  }, [])
  return [element, width]
}
