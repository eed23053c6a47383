import { type RefObject, useLayoutEffect, useState } from 'react'
import type { GridColumn } from './grid-column.ts'

/** The columns that a list has room for: those that yield are left out while it is too narrow for all, the lowest number first. */
export function useFitting<Row>(
  scroller: RefObject<HTMLElement | null>,
  columns: readonly GridColumn<Row>[],
  besides: number,
): readonly GridColumn<Row>[] {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY)
  useLayoutEffect(() => {
    const element = scroller.current!
    const measure = (): void => setRoom(element.clientWidth)
    const observer = new ResizeObserver(measure)
    measure()
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return fitting(columns, room - besides)
}

function fitting<Row>(columns: readonly GridColumn<Row>[], room: number): readonly GridColumn<Row>[] {
  const out = new Set<GridColumn<Row>>()
  let width = columns.reduce((sum, one) => sum + one.width, 0)
  for (const one of columns.filter((it) => it.yields).toSorted((a, b) => a.yields! - b.yields!)) {
    if (width <= room) break
    out.add(one)
    width -= one.width
  }
  return out.size === 0 ? columns : columns.filter((one) => !out.has(one))
}
