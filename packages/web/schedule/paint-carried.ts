import { fillBar } from './paint-bars.ts'
import { boxOf } from './paint-marks.ts'
import { AXIS, NAMES, rowsInView, type Scene, xOf } from './scene.ts'

type Pen = CanvasRenderingContext2D

/** While an operation is carried: units that cannot take it stand back. */
export function paintChoices(pen: Pen, scene: Scene): void {
  const { carried, rows, model, ink } = scene
  if (!carried || rows.by !== 'unit') return
  const { operations, choices } = model.view
  const allowed = new Set(choices[operations.choice[carried.operation]!])
  const [first, last] = rowsInView(scene)
  for (let r = first; r < last; r++) {
    if (rows.isGroup[r] === 1 || allowed.has(rows.subject[r]!)) continue
    pen.globalAlpha = 0.45
    pen.fillStyle = ink.colour('--canvas')
    pen.fillRect(NAMES, AXIS + rows.top[r]! - scene.scrollY, scene.width - NAMES, rows.height[r]! - 1)
    pen.globalAlpha = 1
  }
}

/** What a move would shift: outlines where operations stood, rings where they would stand, and the bar in hand. */
export function paintCarried(pen: Pen, scene: Scene): void {
  const { carried, ink, model, before } = scene
  pen.lineWidth = 1
  if (model !== before) {
    pen.strokeStyle = ink.colour('--accent')
    const [first, last] = rowsInView(scene)
    for (let i = scene.rows.from[first]!; i < scene.rows.from[last]!; i++) {
      const o = scene.rows.bars[i]!
      if (model.begin[o] === before.begin[o] && model.unit[o] === before.unit[o]) continue
      const box = boxOf(scene, o)
      if (!box || box.x > scene.width || box.x + box.width < NAMES) continue
      pen.setLineDash([])
      pen.strokeRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
      const was = xOf(scene, scene.beforePlaces.begin[o]!)
      const wide = xOf(scene, scene.beforePlaces.end[o]!) - was - 1
      pen.setLineDash([2, 2])
      if (before.unit[o] === model.unit[o] && wide > 3) pen.strokeRect(was + 0.5, box.y + 2.5, wide, box.height - 4)
    }
    pen.setLineDash([])
  }
  if (!carried) return
  const row = scene.rows.subject.findIndex((unit, r) => unit === carried.unit && scene.rows.isGroup[r] === 0)
  if (row < 0) return
  const o = carried.operation
  const x = xOf(scene, carried.at)
  const width = Math.max(6, (scene.beforePlaces.end[o]! - scene.beforePlaces.begin[o]!) * scene.dayWidth - 1)
  const box = { x, y: AXIS + scene.rows.top[row]! - scene.scrollY + 5, width, height: scene.rows.height[row]! - 10 }
  pen.globalAlpha = 0.5
  pen.fillStyle = ink.colour(carried.isAllowed ? '--accent-line' : '--late-bar')
  fillBar(pen, box)
  pen.globalAlpha = 1
  pen.strokeStyle = ink.colour(carried.isAllowed ? '--accent' : '--late')
  pen.lineWidth = 2
  pen.strokeRect(box.x, box.y, box.width, box.height)
}
