import type { Status } from '../look/status.tsx'

/** The marks of look/status.tsx in eight pixels, for a canvas. */
export function shapePath(status: Status, x: number, y: number): Path2D {
  const path = new Path2D()
  if (status === 'late') {
    path.moveTo(x + 4, y + 0.4)
    path.lineTo(x + 8, y + 7.6)
    path.lineTo(x, y + 7.6)
  } else if (status === 'risk') {
    path.moveTo(x + 4, y)
    path.lineTo(x + 8, y + 4)
    path.lineTo(x + 4, y + 8)
    path.lineTo(x, y + 4)
  } else path.rect(x + 1, y + 1, 6, 6)
  path.closePath()
  return path
}

const path = (text: string): Path2D => (typeof Path2D === 'undefined' ? (null as never) : new Path2D(text))

/** Icons of twelve pixels. */
export const PIN = path('M3.6 1h4.800l-.7 3.800 2.300 2.200H2l2.300-2.200zM6 7v4.500')
export const LOCK = path('M2.500 5.500h7v5h-7zM4 5.500v-2a2 2 0 0 1 4 0v2')

/** A material arrives: a triangle that points down. */
export function arrivalPath(x: number, y: number): Path2D {
  const path = new Path2D()
  path.moveTo(x - 5, y)
  path.lineTo(x + 5, y)
  path.lineTo(x, y + 7)
  path.closePath()
  return path
}
