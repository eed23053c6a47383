import { type PointerEvent, useState } from 'react'
import type { GridColumn } from './grid-column.ts'

const LEAST = 40

/** Columns as wide as the reader drags them; the width is kept when the pointer is let go, and given back by a double press. */
export function useDragWidth<Row>(
  columns: readonly GridColumn<Row>[],
  onWidth: (name: string, width: number | null) => void,
) {
  const [dragged, setDragged] = useState<{ readonly name: string; readonly width: number } | null>(null)
  const onDrag = (name: string, event: PointerEvent<HTMLElement>): void => {
    event.preventDefault()
    const edge = event.currentTarget
    const begun = event.clientX
    const before = edge.parentElement!.getBoundingClientRect().width
    const widthAt = (x: number): number => Math.max(LEAST, Math.round(before + x - begun))
    edge.setPointerCapture(event.pointerId)
    const move = ({ clientX }: { readonly clientX: number }): void => setDragged({ name, width: widthAt(clientX) })
    const end = ({ clientX }: { readonly clientX: number }): void => {
      edge.removeEventListener('pointermove', move)
      setDragged(null)
      if (clientX !== begun) onWidth(name, widthAt(clientX))
    }
    edge.addEventListener('pointermove', move)
    edge.addEventListener('pointerup', end, { once: true })
  }
  const shown = columns.map((one) =>
    one.name === dragged?.name ? { ...one, width: dragged.width, grows: false } : one,
  )
  const edgeOf = (name: string) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => onDrag(name, event),
    onDoubleClick: () => onWidth(name, null),
  })
  return { columns: shown, edgeOf }
}
