import { FONT } from './canvas-ink.ts'
import { LOCK } from './canvas-shapes.ts'
import { AXIS, bodyBottom, NAMES, placeAt, rowsInView, type Scene, xOf } from './scene.ts'
import { dayOfMoment, momentAt, placeOf } from './time-axis.ts'

type Pen = CanvasRenderingContext2D

/** What lies behind the bars: rows, closed days, the frozen zone. */
export function paintGround(pen: Pen, scene: Scene): void {
  const { ink, width } = scene
  const bottom = bodyBottom(scene)
  pen.fillStyle = ink.colour('--surface')
  pen.fillRect(0, 0, width, scene.height)
  paintRows(pen, scene)
  paintDays(pen, scene, { top: AXIS, bottom })
  const frozen = frozenX(scene)
  if (frozen === null) return
  pen.fillStyle = ink.colour('--sunk')
  pen.globalAlpha = 0.7
  pen.fillRect(NAMES, AXIS, Math.max(0, frozen - NAMES), bottom - AXIS)
  pen.globalAlpha = 1
}

const frozenX = (scene: Scene): number | null => {
  const { frozenUntil } = scene.model.view
  return frozenUntil === null ? null : xOf(scene, placeOf(scene.axis, frozenUntil))
}

function paintRows(pen: Pen, scene: Scene): void {
  const { rows, ink, width, scrollY, model } = scene
  const [first, last] = rowsInView(scene)
  const unit = scene.operation >= 0 ? model.unit[scene.operation]! : -1
  for (let r = first; r < last; r++) {
    const y = AXIS + rows.top[r]! - scrollY
    const height = rows.height[r]!
    if (rows.isGroup[r] === 1) {
      pen.fillStyle = ink.colour('--sunk')
      pen.fillRect(0, y, width, height)
    } else if (isChosen(scene, r, unit)) {
      pen.fillStyle = ink.colour('--select')
      pen.globalAlpha = 0.6
      pen.fillRect(0, y, width, height)
      pen.globalAlpha = 1
    }
    pen.fillStyle = ink.colour('--line')
    pen.fillRect(0, Math.round(y + height) - 1, width, 1)
  }
}

function isChosen({ rows, order }: Scene, row: number, unit: number): boolean {
  if (rows.by === 'unit') return rows.subject[row] === unit
  return rows.by === 'order' && rows.subject[row] === order
}

/** Lines of days and the grounds of closed ones. */
export function paintDays(pen: Pen, scene: Scene, { top, bottom }: { top: number; bottom: number }): void {
  const { axis, ink, width } = scene
  const first = dayOfMoment(axis, momentAt(axis, placeAt(scene, NAMES)))
  for (let d = first; d < axis.count; d++) {
    const x = Math.round(xOf(scene, axis.left[d]!))
    if (x > width) break
    if (axis.isOpen[d] === 0) {
      pen.fillStyle = ink.colour('--sunk')
      pen.fillRect(Math.max(NAMES, x), top, xOf(scene, axis.left[d + 1]!) - Math.max(NAMES, x), bottom - top)
    }
    if (x < NAMES || (scene.dayWidth < 14 && d % 7 !== 0)) continue
    pen.fillStyle = ink.colour(d % 7 === 0 ? '--line-2' : '--line')
    pen.fillRect(x, top, 1, bottom - top)
  }
}

/** Edge of the frozen zone and the line of now, above the bars. */
export function paintNow(pen: Pen, scene: Scene, nowText: string): void {
  const { ink, axis, model } = scene
  const bottom = scene.height
  const frozen = frozenX(scene)
  if (frozen !== null && frozen > NAMES) {
    pen.strokeStyle = ink.colour('--ink-2')
    pen.lineWidth = 1
    pen.setLineDash([4, 3])
    line(pen, frozen, AXIS, bottom)
    pen.setLineDash([])
    pen.save()
    pen.translate(Math.max(NAMES, frozen - ink.width(scene.words.frozen, FONT.small) - 18), AXIS + 4)
    pen.stroke(LOCK)
    pen.fillStyle = ink.colour('--ink-2')
    pen.font = FONT.small
    pen.fillText(scene.words.frozen, 14, 10)
    pen.restore()
  }
  const x = xOf(scene, placeOf(axis, model.view.now))
  if (x < NAMES || x > scene.width) return
  pen.fillStyle = ink.colour('--accent')
  pen.fillRect(x - 0.75, AXIS - 4, 1.5, bottom - AXIS + 4)
  paintFlag(pen, scene, { x, text: nowText, ground: '--accent', words: '--accent-ink' })
}

export function line(pen: Pen, x: number, top: number, bottom: number): void {
  pen.beginPath()
  pen.moveTo(Math.round(x) + 0.5, top)
  pen.lineTo(Math.round(x) + 0.5, bottom)
  pen.stroke()
}

/** A moment's words on the lower edge of the axis. */
export function paintFlag(
  pen: Pen,
  { ink }: Scene,
  { x, text, ground, words }: { x: number; text: string; ground: string; words: string },
): void {
  const width = ink.width(text, FONT.tickStrong) + 10
  pen.fillStyle = ink.colour(ground)
  pen.beginPath()
  pen.roundRect(Math.max(NAMES, x - width / 2), AXIS - 1, width, 17, 3)
  pen.fill()
  pen.fillStyle = ink.colour(words)
  pen.font = FONT.tickStrong
  pen.fillText(text, Math.max(NAMES, x - width / 2) + 5, AXIS + 11.5)
}
