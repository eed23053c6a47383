import { arrivalPath } from './canvas-shapes.ts'
import { line, paintFlag } from './paint-ground.ts'
import { AXIS, barBox, bodyBottom, NAMES, rowsInView, type Scene, xOf } from './scene.ts'
import { isLast, statusOfOrder } from './schedule-model.ts'
import { dayOfMoment, isoOfDay, placeOf } from './time-axis.ts'

type Pen = CanvasRenderingContext2D

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where the bar of an operation stands; null: in no row. */
export function boxOf(scene: Scene, o: number): Box | null {
  const row = scene.rows.rowOf[o]!
  if (row < 0) return null
  let index = scene.rows.from[row]!
  while (scene.rows.bars[index] !== o) index++
  const x = xOf(scene, scene.places.begin[o]!)
  return { x, width: Math.max(2, xOf(scene, scene.places.end[o]!) - x - 1), ...barBox(scene, row, index) }
}

/** Due moments of late orders in the row of their last operation. */
export function paintDues(pen: Pen, scene: Scene): void {
  const { model, rows, axis, ink } = scene
  if (scene.dayWidth < 20) return
  pen.fillStyle = ink.colour('--late')
  const [first, last] = rowsInView(scene)
  for (let r = first; r < last; r++)
    for (let i = rows.from[r]!; i < rows.from[r + 1]!; i++) {
      const o = rows.bars[i]!
      const place = model.order[o]!
      if (!isLast(model, o) || statusOfOrder(model, place) !== 'late') continue
      const x = xOf(scene, placeOf(axis, model.view.orders[place]!.due))
      const { y, height } = barBox(scene, r, i)
      if (rows.by === 'order') paintRule(pen, scene, { x, o, y: y + height + 1 })
      if (x < NAMES || x > scene.width) continue
      pen.fillRect(x - 1, y - 3, 2, height + 6)
    }
}

/** From the due moment to the real end. */
function paintRule(pen: Pen, scene: Scene, { x, o, y }: { x: number; o: number; y: number }): void {
  const left = Math.max(NAMES, x)
  pen.fillRect(left, y, Math.max(0, Math.min(scene.width, xOf(scene, scene.places.end[o]!)) - left), 2)
}

/** The selected order: rings, links from operation to operation, its due moment, and how far beyond it ends. */
export function paintSelected(pen: Pen, scene: Scene): void {
  const { model, order, ink } = scene
  if (order < 0) return
  const { first, operations, due } = model.view.orders[order]!
  const boxes: Box[] = []
  for (let o = first; o < first + operations; o++) {
    const box = boxOf(scene, o)
    if (box) boxes.push(box)
  }
  if (scene.rows.by !== 'material') paintLinks(pen, scene, boxes)
  paintDue(pen, scene, { due, last: boxes.at(-1) })
  pen.strokeStyle = ink.colour('--accent')
  for (const box of boxes) ring(pen, box, 2)
  const focus = scene.operation >= 0 ? boxOf(scene, scene.operation) : null
  if (focus && scene.hasFocus)
    ring(pen, { ...focus, x: focus.x - 3, y: focus.y - 3, width: focus.width + 6, height: focus.height + 6 }, 1)
  paintArrival(pen, scene, first)
}

function ring(pen: Pen, { x, y, width, height }: Box, wide: number): void {
  pen.lineWidth = wide
  pen.beginPath()
  pen.roundRect(x - 1.5, y - 1.5, width + 3, height + 3, 4)
  pen.stroke()
}

/** Down to the next operation: a curve where it begins after the end, else a line with the dot of a batch that is passed on. */
function paintLinks(pen: Pen, { ink }: Scene, boxes: readonly Box[]): void {
  pen.strokeStyle = ink.colour('--accent')
  pen.fillStyle = ink.colour('--accent')
  pen.lineWidth = 1.5
  for (const [i, to] of boxes.entries()) {
    const from = boxes[i - 1]
    if (!from) continue
    const end = from.x + from.width
    pen.beginPath()
    if (to.x >= end - 1) {
      const bend = Math.min(24, 8 + (to.x - end) / 2)
      pen.moveTo(end, from.y + from.height / 2)
      pen.bezierCurveTo(
        end + bend,
        from.y + from.height / 2,
        to.x - bend,
        to.y + to.height / 2,
        to.x,
        to.y + to.height / 2,
      )
      pen.stroke()
      continue
    }
    const x = Math.max(to.x, from.x) + 3
    const isBelow = to.y > from.y
    pen.moveTo(x, isBelow ? from.y + from.height : from.y)
    pen.lineTo(x, isBelow ? to.y : to.y + to.height)
    pen.stroke()
    pen.beginPath()
    pen.arc(x, isBelow ? from.y + from.height : from.y, 2.5, 0, 7)
    pen.fill()
  }
}

function paintDue(pen: Pen, scene: Scene, { due, last }: { due: number; last: Box | undefined }): void {
  const { ink, axis, model, order } = scene
  const x = xOf(scene, placeOf(axis, due))
  const isLate = statusOfOrder(model, order) === 'late'
  const tone = ink.colour(isLate ? '--late' : '--edge')
  if (x >= NAMES && x <= scene.width) {
    pen.strokeStyle = tone
    pen.lineWidth = 1
    pen.setLineDash([3, 3])
    line(pen, x, AXIS, bodyBottom(scene))
    pen.setLineDash([])
    const iso = isoOfDay(model.view, dayOfMoment(axis, due - 1))
    paintFlag(pen, scene, {
      x,
      text: scene.words.due(iso),
      ground: isLate ? '--late' : '--ink-2',
      words: '--surface',
    })
  }
  if (!isLate || !last) return
  pen.fillStyle = tone
  const left = Math.max(NAMES, x)
  pen.fillRect(left, last.y + last.height + 4, Math.max(0, last.x + last.width - left), 2)
}

/** When the material of the first operation is there. */
function paintArrival(pen: Pen, scene: Scene, first: number): void {
  const at = scene.model.arrival[first]!
  const box = boxOf(scene, first)
  if (at === 0 || !box) return
  const x = xOf(scene, placeOf(scene.axis, at))
  if (x < NAMES) return
  pen.fillStyle = scene.ink.colour('--accent')
  pen.fill(arrivalPath(x, box.y - 8))
  pen.fillRect(x - 0.75, box.y - 8, 1.5, box.height + 12)
}

/** Arrivals in the rows of materials: full where ordered, empty where still to be ordered. */
export function paintArrivals(pen: Pen, scene: Scene): void {
  const { rows, model, axis, ink } = scene
  if (rows.by !== 'material') return
  const [first, last] = rowsInView(scene)
  pen.lineWidth = 1.2
  for (let r = first; r < last; r++)
    for (const { at, isPlanned } of model.view.materials[rows.subject[r]!]!.arrivals) {
      const x = xOf(scene, placeOf(axis, at))
      if (x < NAMES || x > scene.width) continue
      const path = arrivalPath(x, AXIS + rows.top[r]! - scene.scrollY + 2)
      pen.fillStyle = ink.colour('--accent')
      pen.strokeStyle = ink.colour('--accent')
      if (isPlanned) pen.stroke(path)
      else pen.fill(path)
    }
}
